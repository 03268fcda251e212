package io.github.rollingops.benchmarks.unit;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Starts an application and says what that took: {@code STARTED}, the milliseconds from
 * before to after {@code run}, and the bytes on the heap and the names of the threads
 * once it has come to rest.
 */
final class StartedApplication {

	/** Long enough for threads to end that only the start needs. */
	private static final long SETTLING_MILLIS = 2000;

	private StartedApplication() {
	}

	public static void main(String[] args) throws Exception {
		ChildProcess.endWithParent();
		long start = System.nanoTime();
		SpringApplication application = new SpringApplication(Class.forName(args[0]));
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(Arrays.copyOfRange(args, 1, args.length));
		double millis = (System.nanoTime() - start) / 1e6;
		TimeUnit.MILLISECONDS.sleep(SETTLING_MILLIS);
		System.gc();
		System.out.printf("STARTED %.1f %d %s%n", millis,
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
				Thread.getAllStackTraces()
					.keySet()
					.stream()
					.map((thread) -> thread.getName().replace(' ', '_'))
					.sorted()
					.collect(Collectors.joining(",")));
		TimeUnit.DAYS.sleep(1);
	}

}
