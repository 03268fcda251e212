package io.github.rollingops.fleet;

import java.util.concurrent.Semaphore;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.testsupport.UnitControl;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * An application as users write it, run as a process of its own. It prints what happens,
 * one line each, and does as it is told by a {@link UnitControl}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class UnitApplication {

	private final Semaphore gate = new Semaphore(0);

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(UnitApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
	}

	@Bean
	ApplicationRunner control(RollingOpsService rollingOps) {
		return (arguments) -> say("CONTROL " + UnitControl.listen((command, callbackId) -> switch (command) {
			case "request" -> String.valueOf(rollingOps.requestLock(callbackId).operation().id());
			case "open" -> {
				this.gate.release();
				yield "opened";
			}
			default -> throw new IllegalArgumentException(command);
		}));
	}

	@EventListener
	void report(RollingOpsEvent event) {
		say("EVENT " + event.getClass().getSimpleName() + " " + event.unit() + " " + System.nanoTime() + " " + event);
	}

	/** Ends at once. */
	@RollingOperation("turn")
	OperationResult turn(OperationContext context) {
		started(context);
		return ended(context, OperationResult.RELEASE);
	}

	/** Ends when it is told to, and is tried again when it is interrupted. */
	@RollingOperation("gate")
	OperationResult gate(OperationContext context) {
		started(context);
		try {
			this.gate.acquire();
			return ended(context, OperationResult.RELEASE);
		}
		catch (InterruptedException ex) {
			say("INTERRUPTED " + context.fencingToken() + " granted " + context.isGranted());
			return ended(context, OperationResult.RETRY_RELEASE);
		}
	}

	/** Claims to be done even when it is interrupted. */
	@RollingOperation("boaster")
	OperationResult boaster(OperationContext context) {
		gate(context);
		return OperationResult.RELEASE;
	}

	/** Ends when it is told to, and cannot be interrupted. */
	@RollingOperation("deaf")
	OperationResult deaf(OperationContext context) {
		started(context);
		this.gate.acquireUninterruptibly();
		return ended(context, OperationResult.RELEASE);
	}

	/** Takes its process with it. */
	@RollingOperation("deadly")
	OperationResult deadly(OperationContext context) {
		started(context);
		System.out.flush();
		Runtime.getRuntime().halt(3);
		return OperationResult.RELEASE;
	}

	private static void started(OperationContext context) {
		say("STARTED " + context.unit() + " " + context.operation().callbackId() + " " + context.operation().id() + " "
				+ context.operation().attempt() + " " + context.fencingToken() + " " + System.nanoTime());
	}

	private static OperationResult ended(OperationContext context, OperationResult result) {
		say("ENDED " + context.fencingToken() + " " + result + " " + System.nanoTime());
		return result;
	}

	private static void say(String line) {
		System.out.println(line);
	}

}
