package io.github.rollingops.benchmarks.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.ScheduleAnswer;
import io.github.rollingops.databag.ScheduleCommand;
import org.jspecify.annotations.Nullable;

/**
 * What an engine would send for a unit. The memberships outlast the measurement, so that
 * a unit beats when it is told to and not in between.
 */
final class StoreUnit {

	static final String CALLBACK = "turn";

	private static final Policy POLICY = new Policy(true, Duration.ofHours(1), Duration.ofMinutes(30),
			Policy.DEFAULT.maxHoldDelay(), Policy.DEFAULT.maxReleaseDelay(), Policy.DEFAULT.maxCutShortRuns(),
			Policy.DEFAULT.departedRetention(), Policy.DEFAULT.historySize());

	private final DatabagStore store;

	private final String group;

	private final String name;

	private final String bootId = UUID.randomUUID().toString();

	private long sequence;

	private HeartbeatAnswer last = HeartbeatAnswer.refused(HeartbeatAnswer.Status.LATE, null, 0);

	StoreUnit(DatabagStore store, String group, String name) {
		this.store = store;
		this.group = group;
		this.name = name;
	}

	String name() {
		return this.name;
	}

	/** Join, or renew the membership. */
	void beat() {
		this.sequence++;
		this.last = this.store.heartbeat(new HeartbeatCommand(caller(), POLICY, false, false, List.of(CALLBACK),
				DatabagStore.SCHEMA, "store-of-" + this.bootId,
				new Known(this.last.storeId(), this.last.rev(), 0, this.last.settledToken(), null, false)));
		if (this.last.status() != HeartbeatAnswer.Status.MEMBER) {
			throw new IllegalStateException(this.name + " is no member: " + this.last);
		}
	}

	/**
	 * Ask for a turn.
	 * @param number tells it from others of this unit
	 */
	void request(int number) {
		RequestAnswer answer = this.store.request(new RequestCommand(caller(), UUID.randomUUID().toString(),
				this.last.time() + Duration.ofHours(1).toNanos() / 1000, false, List.of(this.name),
				Operation.create(CALLBACK, Map.of("number", number), null), 100));
		if (answer.results().size() != 1 || answer.results().get(0).status() != LockRequestResult.Status.ENQUEUED) {
			throw new IllegalStateException("Request of " + this.name + " was not taken: " + answer);
		}
	}

	/** As the leader: grant if the turn is free. */
	@Nullable Grant schedule() {
		ScheduleAnswer answer = this.store
			.schedule(new ScheduleCommand(caller(), this.last.term(), POLICY, DatabagStore.SCHEMA));
		if (!answer.leading()) {
			throw new IllegalStateException(this.name + " does not lead");
		}
		return granted(answer.changes());
	}

	/**
	 * End a turn.
	 * @param token the token of its grant
	 * @param passOn whether to pass the baton
	 * @return who has the turn now, if anybody
	 */
	@Nullable Grant finish(long token, boolean passOn) {
		FinishAnswer answer = this.store
			.finish(new FinishCommand(caller(), token, Result.RELEASE, null, Duration.ZERO, false, false, passOn, ""));
		if (answer.status() != FinishAnswer.Status.APPLIED) {
			throw new IllegalStateException("Finish of " + this.name + " was not applied: " + answer);
		}
		return granted(answer.changes());
	}

	private Caller caller() {
		return new Caller(this.group, this.name, this.bootId, this.sequence);
	}

	private static @Nullable Grant granted(List<Change> changes) {
		return changes.stream()
			.filter((change) -> change.type() == Change.Type.GRANTED)
			.map((change) -> new Grant(change.unit(), change.token()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Who has the turn.
	 *
	 * @param unit the name of the unit
	 * @param token the token
	 */
	record Grant(String unit, long token) {
	}

}
