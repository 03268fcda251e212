package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;

/**
 * What a unit requests by itself, at a rate, until it is told to cease. It writes down
 * what it asks, what it is answered, and what becomes of the operations.
 */
final class Requests {

	private static final Duration PATIENCE = Duration.ofSeconds(25);

	private static final int MOST_WAITING = 30;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "requests");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<String> watched = ConcurrentHashMap.newKeySet();

	private final RollingOpsService rollingOps;

	private final Diary diary;

	private final FireSettings settings;

	private final Random random;

	private volatile boolean on;

	private int count;

	Requests(RollingOpsService rollingOps, Diary diary, FireSettings settings) {
		this.rollingOps = rollingOps;
		this.diary = diary;
		this.settings = settings;
		this.random = new Random(settings.seed() ^ settings.life().hashCode());
		scheduleNext();
	}

	void on() {
		this.on = true;
	}

	/** Requests nothing new; what got no answer is sent again all the same. */
	void off() {
		this.on = false;
	}

	/** Writes down the end of an operation of this unit. */
	void watch(String group, String operation) {
		if (!this.watched.add(operation)) {
			return;
		}
		try {
			this.rollingOps.group(group).completion(operation).whenComplete((outcome, failure) -> {
				this.watched.remove(operation);
				completed(group, operation, outcome);
			});
		}
		catch (RollingOpsException ex) {
			// It has ended long ago, or this unit is no member.
			this.watched.remove(operation);
		}
	}

	private void completed(String group, String operation, @Nullable OperationOutcome outcome) {
		String end = "STOPPED";
		if (outcome != null) {
			end = (outcome.dropped() != null) ? "DROPPED " + outcome.dropped() : "RELEASE";
		}
		this.diary.note(What.COMPLETED, group, this.settings.unit(), operation, 0, end);
	}

	private void scheduleNext() {
		double seconds = -Math.log(1 - this.random.nextDouble()) / this.settings.rate();
		later((long) (1000 * seconds), () -> {
			scheduleNext();
			if (this.on && this.watched.size() < MOST_WAITING) {
				List<String> groups = FireSettings.GROUPS;
				send(Ask.next(this.random, groups.get(this.random.nextInt(groups.size())), this.settings.units(),
						this.settings.life().replace('#', '-') + "-" + ++this.count));
			}
		});
	}

	private void send(Ask ask) {
		this.diary.note(What.ASKING, ask.group(), this.settings.unit(), "", 0, ask.describe());
		try {
			ask.send(this.rollingOps.group(ask.group())).forEach((result) -> answered(ask, result));
			if (this.random.nextInt(20) == 0) {
				later(this.random.nextInt(3000), () -> send(ask.again()));
			}
		}
		catch (RollingOpsNoRelationException ex) {
			LockRequest asSent = ex.getRequest();
			Ask again = (asSent != null) ? ask.doubtful(asSent) : ask.again();
			if (again.doubtful() && System.nanoTime() - ask.firstSent() < PATIENCE.toNanos()) {
				later(200 + this.random.nextInt(800), () -> send(again));
			}
			else {
				failed(again, ex);
			}
		}
		catch (RuntimeException ex) {
			failed(ask, ex);
		}
	}

	private void answered(Ask ask, LockRequestResult result) {
		Operation taken = result.operation();
		String operation = (taken != null) ? taken.id() : "";
		this.diary.note(What.ASKED, ask.group(), result.unit(), operation, 0,
				Json.of("request", ask.request().requestId(), "status", result.status().name(), "reason",
						result.reason(), "requestedAt", (taken != null) ? taken.requestedAt().toString() : null));
		if (taken != null && result.unit().equals(this.settings.unit())) {
			watch(ask.group(), operation);
		}
	}

	private void failed(Ask ask, RuntimeException ex) {
		this.diary.note(What.ASK_FAILED, ask.group(), this.settings.unit(), "", 0, Json.of("request",
				ask.request().requestId(), "error", String.valueOf(ex.getMessage()), "unknown", ask.doubtful()));
	}

	private void later(long millis, Runnable task) {
		this.executor.schedule(() -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				ex.printStackTrace();
			}
		}, millis, TimeUnit.MILLISECONDS);
	}

}
