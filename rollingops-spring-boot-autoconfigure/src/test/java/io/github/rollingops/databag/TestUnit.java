package io.github.rollingops.databag;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One life of a unit: remembers what such a unit would and takes its steps.
 */
public final class TestUnit {

	public Policy policy = Policy.DEFAULT;

	public boolean busy;

	public boolean draining;

	public List<String> callbackIds = List.of("reload", "rotate", "flaky");

	public int schema = DatabagStore.SCHEMA;

	public String storeId = "";

	public long rev;

	public long startedToken;

	public @Nullable Running running;

	public boolean unfinishedRequests;

	/**
	 * What it says, as it finishes, that its steps have left.
	 */
	public String stepsLeft = "";

	/**
	 * Whether this unit passes the turn on.
	 */
	public boolean mayPass = true;

	public long sequence;

	private final DatabagStore store;

	private final String name;

	private final String bootId;

	private long term;

	private long time;

	private @Nullable Held held;

	private long settledToken;

	TestUnit(DatabagStore store, String name, String bootId) {
		this.store = store;
		this.name = name;
		this.bootId = bootId;
	}

	public String name() {
		return this.name;
	}

	public String bootId() {
		return this.bootId;
	}

	public Caller caller() {
		return new Caller(Fleet.GROUP, this.name, this.bootId, this.sequence);
	}

	public HeartbeatCommand heartbeat() {
		this.sequence++;
		return new HeartbeatCommand(caller(), this.policy, this.busy, this.draining, this.callbackIds, this.schema,
				"store-of-" + this.bootId, new Known(this.storeId, this.rev, this.startedToken, this.settledToken,
						this.running, this.unfinishedRequests));
	}

	public HeartbeatAnswer beat() {
		return learn(this.store.heartbeat(heartbeat()));
	}

	/**
	 * Take in what an answer says, as a unit does.
	 */
	public HeartbeatAnswer learn(HeartbeatAnswer answer) {
		if (answer.status() == HeartbeatAnswer.Status.MEMBER) {
			this.storeId = answer.storeId();
			this.rev = answer.rev();
			this.time = answer.time();
			this.held = answer.held();
			this.settledToken = answer.settledToken();
			if (answer.leading()) {
				this.term = answer.term();
			}
		}
		return answer;
	}

	public HeartbeatAnswer beatBusy() {
		this.busy = true;
		return beat();
	}

	public HeartbeatAnswer beatDraining() {
		this.draining = true;
		return beat();
	}

	public ScheduleCommand scheduling() {
		return new ScheduleCommand(caller(), this.term, this.policy, this.schema);
	}

	/**
	 * Schedule under the term of the last answer that said that this unit leads.
	 */
	public ScheduleAnswer schedule() {
		return this.store.schedule(scheduling());
	}

	/**
	 * Put a request together: for this unit if none is named.
	 */
	public RequestCommand asking(Operation operation, String... units) {
		return command(operation, (units.length != 0) ? Arrays.asList(units) : List.of(this.name));
	}

	public RequestCommand askingAll(Operation operation) {
		return command(operation, null);
	}

	private RequestCommand command(Operation operation, @Nullable List<String> units) {
		return new RequestCommand(caller(), UUID.randomUUID().toString(), this.time + 30_000_000, false, units,
				operation, 100);
	}

	public RequestAnswer send(RequestCommand command) {
		return this.store.request(command);
	}

	/**
	 * Request an operation of this unit that is taken for sure.
	 * @return the operation as it was accepted
	 */
	public Operation request(String callbackId) {
		return request(Operation.create(callbackId, Map.of(), null));
	}

	public Operation request(Operation operation) {
		RequestAnswer answer = send(asking(operation));
		assertThat(answer.status()).isEqualTo(RequestAnswer.Status.ANSWERED);
		LockRequestResult result = answer.results().get(0);
		assertThat(result.status()).as(result.reason()).isEqualTo(LockRequestResult.Status.ENQUEUED);
		Operation accepted = result.operation();
		assertThat(accepted).isNotNull();
		return accepted;
	}

	/**
	 * Beat, and start the operation of the grant that the answer names.
	 * @return the token
	 */
	public long start() {
		beat();
		Held held = held();
		this.startedToken = held.token();
		this.running = new Running(held.token(), held.operationId());
		return held.token();
	}

	public boolean holds() {
		return this.held != null;
	}

	/**
	 * Return the grant that the last answer named.
	 */
	public Held held() {
		Held held = this.held;
		assertThat(held).as("a grant of " + this.name).isNotNull();
		return held;
	}

	public FinishCommand finishing(Result result) {
		return finishing(result, Duration.ZERO);
	}

	public FinishCommand finishing(Result result, Duration delay) {
		return new FinishCommand(caller(), held().token(), result, (result == Result.DROP) ? DropReason.ABORTED : null,
				delay, this.busy, this.draining, this.mayPass, this.stepsLeft);
	}

	public FinishAnswer finish(Result result) {
		return finish(finishing(result));
	}

	public FinishAnswer finish(FinishCommand command) {
		FinishAnswer answer = this.store.finish(command);
		this.running = null;
		this.rev = Math.max(this.rev, answer.rev());
		if (answer.held() != null) {
			this.held = answer.held();
		}
		return answer;
	}

	/**
	 * Take over what an earlier run of the held operation has left.
	 */
	public JournalAnswer claim() {
		return this.store.journal(JournalCommand.claim(caller(), held().token(), held().operationId()));
	}

	/**
	 * Put a word about the steps of the held operation together.
	 */
	public JournalCommand noting(JournalCommand.Mode mode, long version, String left, String steps) {
		return new JournalCommand(caller(), held().token(), held().operationId(), mode, version, left, steps);
	}

	public JournalAnswer note(JournalCommand command) {
		return this.store.journal(command);
	}

	public LeaveAnswer leave() {
		this.sequence++;
		return this.store.leave(new LeaveCommand(caller(), this.startedToken));
	}

}
