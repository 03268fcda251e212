package io.github.rollingops.engine;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change;
import io.github.rollingops.event.EntrySetAsideEvent;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRequestedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.OperationStepsLeftEvent;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import io.github.rollingops.event.StoreLostEvent;
import io.github.rollingops.event.UnitJoinedEvent;
import io.github.rollingops.event.UnitLeftEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the log and the listeners what happened, once for each change that a step of this
 * unit made.
 */
final class Announcer {

	private static final Logger logger = LoggerFactory.getLogger("io.github.rollingops");

	private final String group;

	private final Executor executor;

	private final Consumer<RollingOpsEvent> publisher;

	Announcer(String group, Executor executor, Consumer<RollingOpsEvent> publisher) {
		this.group = group;
		this.executor = executor;
		this.publisher = publisher;
	}

	void changes(List<Change> changes) {
		changes.forEach(this::change);
	}

	void publish(RollingOpsEvent event) {
		try {
			this.executor.execute(() -> deliver(event));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Not published, since the executor has been shut down: {}", event);
		}
	}

	private void deliver(RollingOpsEvent event) {
		try {
			this.publisher.accept(event);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A listener failed to handle {}", event, ex);
		}
	}

	private void change(Change change) {
		log(change);
		RollingOpsEvent event = event(change);
		if (event != null) {
			publish(event);
		}
	}

	private void log(Change change) {
		Operation operation = change.operation();
		LoggingEventBuilder line = logger.atLevel(level(change.type()))
			.addKeyValue(RunLog.GROUP, this.group)
			.addKeyValue(RunLog.UNIT, change.unit());
		if (operation != null) {
			line.addKeyValue(RunLog.OPERATION, operation.id())
				.addKeyValue(RunLog.CALLBACK, operation.callbackId())
				.addKeyValue(RunLog.ATTEMPT, operation.attempt());
		}
		String number = number(change.type());
		if (change.token() != 0) {
			line.addKeyValue("rollingops." + number, change.token());
		}
		line.log("Group '{}': {} unit '{}'{}{}{}", this.group, change.type(), change.unit(),
				(operation != null) ? ", operation " + operation : "",
				(change.token() != 0) ? ", " + number + " " + change.token() : "",
				!change.detail().isEmpty() ? ", " + change.detail() : "");
	}

	/**
	 * A grant is told of by the unit that starts.
	 */
	private static Level level(Change.Type type) {
		return switch (type) {
			case DROPPED, STALE_RELEASED, STEPS_LEFT, SET_ASIDE, STORE_LOST -> Level.WARN;
			case REQUESTED, GRANTED, RETRY -> Level.DEBUG;
			default -> Level.INFO;
		};
	}

	private static String number(Change.Type type) {
		return (type == Change.Type.LEADER || type == Change.Type.LEADER_GONE) ? "term" : "token";
	}

	private @Nullable RollingOpsEvent event(Change change) {
		String unit = change.unit();
		Operation operation = change.operation();
		return switch (change.type()) {
			case JOINED -> new UnitJoinedEvent(this.group, unit);
			case LEFT -> new UnitLeftEvent(this.group, unit, false);
			case DEPARTED -> new UnitLeftEvent(this.group, unit, true);
			case STALE_RELEASED -> new StaleGrantReleasedEvent(this.group, unit, operation, change.token());
			case STEPS_LEFT -> stepsLeft(change);
			case SET_ASIDE -> new EntrySetAsideEvent(this.group, unit);
			case STORE_LOST -> new StoreLostEvent(this.group, unit, change.detail());
			case DROPPED -> new OperationDroppedEvent(this.group, unit, operation, DropReason.valueOf(change.detail()));
			case REQUESTED -> (operation != null) ? new OperationRequestedEvent(this.group, unit, operation) : null;
			case COMPLETED ->
				(operation != null) ? new OperationCompletedEvent(this.group, unit, operation, change.token()) : null;
			case RETRY -> (operation != null) ? new OperationRetryScheduledEvent(this.group, unit, operation,
					LockIntent.of(change.detail()), change.token()) : null;
			default -> null;
		};
	}

	private OperationStepsLeftEvent stepsLeft(Change change) {
		String[] idAndSteps = change.detail().split(" ", 2);
		return new OperationStepsLeftEvent(this.group, change.unit(), idAndSteps[0], change.token(), idAndSteps[1]);
	}

}
