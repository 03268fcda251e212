package io.github.rollingops.databag.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatCommand.Running;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.LeaveCommand;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.ScheduleCommand;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a walk. Each returns whether what it is named after came about; if not, it
 * has changed nothing or is no more than a step that was refused.
 */
final class WalkSteps {

	private static final String ENTRY = """
			{"id":"by-hand-%d","callback_id":"reload","kwargs":"{}","requested_at":"2026-03-01T12:00:00%s",\
			"max_retry":"","attempt":"%s","cut_short":"0","since":"9 / 10"}""";

	final WalkAdministration administration;

	private final WalkFleet fleet;

	private final List<RequestCommand> requests = new ArrayList<>();

	private final List<FinishCommand> finishes = new ArrayList<>();

	private final List<JournalCommand> notes = new ArrayList<>();

	private int written;

	WalkSteps(WalkFleet fleet) {
		this.fleet = fleet;
		this.administration = new WalkAdministration(fleet);
	}

	boolean join() {
		String name = this.fleet.any(WalkFleet.NAMES);
		UnitDatabag databag = this.fleet.databag(name);
		if (databag != null && databag.live()) {
			return false;
		}
		TestUnit present = this.fleet.present.get(name);
		if (present == null || this.fleet.chance(50)) {
			present = this.fleet.newLife(name);
			this.fleet.follow(present);
		}
		present.busy = false;
		present.draining = false;
		return present.beat().status() == HeartbeatAnswer.Status.MEMBER;
	}

	boolean heartbeat() {
		TestUnit unit = this.fleet.anyMember();
		if (unit == null) {
			return false;
		}
		unit.busy &= this.fleet.chance(30);
		unit.draining &= this.fleet.chance(30);
		unit.unfinishedRequests = this.fleet.chance(50);
		unit.beat();
		return true;
	}

	boolean busyOrDraining() {
		TestUnit unit = this.fleet.anyMember();
		if (unit == null) {
			return false;
		}
		unit.busy = this.fleet.chance(60);
		unit.draining = !unit.busy || this.fleet.chance(20);
		unit.beat();
		return true;
	}

	boolean lateHeartbeat() {
		TestUnit unit = this.fleet.anyUnit();
		if (unit == null) {
			return false;
		}
		long present = unit.sequence;
		unit.sequence = present - 1 - this.fleet.random.nextInt(3);
		HeartbeatAnswer answer = unit.beat();
		unit.sequence = Math.max(present, unit.sequence);
		return answer.status() == HeartbeatAnswer.Status.LATE;
	}

	/**
	 * Of a life that another has followed, or of a twin.
	 */
	boolean heartbeatOfAnotherLife() {
		TestUnit unit = (this.fleet.past.isEmpty() || this.fleet.chance(40))
				? this.fleet.newLife(this.fleet.any(WalkFleet.NAMES)) : this.fleet.any(this.fleet.past);
		HeartbeatAnswer answer = unit.beat();
		if (answer.status() == HeartbeatAnswer.Status.MEMBER) {
			this.fleet.past.remove(unit);
			this.fleet.follow(unit);
			return false;
		}
		return true;
	}

	boolean bootChange() {
		TestUnit unit = this.fleet.anyUnit();
		if (unit == null) {
			return false;
		}
		if (this.fleet.isLive(unit) && !unit.leave().left()) {
			return false;
		}
		TestUnit next = this.fleet.newLife(unit.name());
		this.fleet.follow(next);
		return next.beat().status() == HeartbeatAnswer.Status.MEMBER;
	}

	boolean leave() {
		TestUnit unit = this.fleet.anyMember();
		return unit != null && unit.leave().left();
	}

	boolean lateLeave() {
		boolean past = !this.fleet.past.isEmpty() && this.fleet.chance(50);
		TestUnit unit = past ? this.fleet.any(this.fleet.past) : this.fleet.anyUnit();
		return unit != null && !this.fleet.stores.leave(new LeaveCommand(unit.caller(), unit.startedToken)).left();
	}

	/**
	 * Let a lease pass in which some beat and the leader schedules.
	 */
	boolean expiry() {
		List<TestUnit> beating = this.fleet.present.values().stream().filter((unit) -> this.fleet.chance(60)).toList();
		for (int i = 0; i < 4; i++) {
			this.fleet.stores.clock().turn(Duration.ofSeconds(4));
			beating.stream().filter(this.fleet::isLive).forEach(TestUnit::beat);
			TestUnit leader = this.fleet.leader();
			if (leader != null) {
				leader.schedule();
			}
			this.fleet.ledger.check();
		}
		return true;
	}

	boolean request() {
		TestUnit unit = this.fleet.anyUnit();
		return unit != null && send(unit, unit.asking(this.fleet.operation()));
	}

	boolean requestOnOthers() {
		TestUnit unit = this.fleet.anyUnit();
		return unit != null && send(unit, unit.asking(this.fleet.operation(), this.fleet.any(WalkFleet.NAMES),
				this.fleet.any(WalkFleet.NAMES), "stranger"));
	}

	boolean requestOnAll() {
		TestUnit unit = this.fleet.anyUnit();
		return unit != null && send(unit, unit.askingAll(this.fleet.operation()));
	}

	private boolean send(TestUnit unit, RequestCommand asked) {
		RequestCommand command = new RequestCommand(asked.caller(), asked.requestId(), asked.notAfter(), asked.again(),
				asked.units(), asked.operation(), 6);
		RequestAnswer answer = unit.send(command);
		if (answer.status() == RequestAnswer.Status.ANSWERED) {
			this.fleet.remember(this.requests, command);
			this.fleet.ledger.accepted(answer.results());
		}
		return answer.results()
			.stream()
			.anyMatch((result) -> result.status() == LockRequestResult.Status.ENQUEUED
					|| result.status() == LockRequestResult.Status.DUPLICATE);
	}

	boolean repeatedRequest() {
		return !this.requests.isEmpty() && sendAgain(false);
	}

	boolean requestAgain() {
		return !this.requests.isEmpty() && sendAgain(true);
	}

	private boolean sendAgain(boolean again) {
		RequestCommand command = this.fleet.chance(60) ? this.requests.get(this.requests.size() - 1)
				: this.fleet.any(this.requests);
		Set<String> before = this.fleet.ledger.queued();
		RequestAnswer answer = this.fleet.stores.request(new RequestCommand(command.caller(), command.requestId(),
				command.notAfter(), again, command.units(), command.operation(), command.maxQueueLength()));
		this.fleet.ledger.acceptedAgain(answer.results(), before);
		return answer.status() == RequestAnswer.Status.ANSWERED;
	}

	boolean lateRequest() {
		TestUnit unit = this.fleet.anyUnit();
		if (unit == null) {
			return false;
		}
		RequestCommand command = unit.asking(this.fleet.operation());
		RequestAnswer answer = unit.send(new RequestCommand(command.caller(), command.requestId(),
				command.notAfter() - 40_000_000, false, command.units(), command.operation(), 6));
		return answer.status() == RequestAnswer.Status.TOO_LATE;
	}

	boolean schedule() {
		TestUnit leader = this.fleet.leader();
		if (leader == null) {
			return false;
		}
		if (this.fleet.chance(10)) {
			leader.policy = this.fleet.policy();
		}
		return leader.schedule().leading();
	}

	boolean scheduleWithoutRight() {
		TestUnit unit = this.fleet.anyUnit();
		if (unit == null) {
			return false;
		}
		ScheduleCommand command = unit.scheduling();
		return !this.fleet.stores
			.schedule(new ScheduleCommand(command.caller(), command.term() - this.fleet.random.nextInt(2),
					command.policy(), command.schema()))
			.leading();
	}

	boolean start() {
		TestUnit holder = holderThatKnows();
		if (holder == null || holder.held().token() <= holder.startedToken) {
			return false;
		}
		holder.startedToken = holder.held().token();
		holder.running = new Running(holder.held().token(), holder.held().operationId());
		return true;
	}

	boolean release() {
		return finish(Result.RELEASE);
	}

	boolean retryRelease() {
		return finish(Result.RETRY_RELEASE);
	}

	boolean retryHold() {
		return finish(Result.RETRY_HOLD);
	}

	boolean drop() {
		return finish(Result.DROP);
	}

	boolean handBack() {
		return finish(Result.UNRUN);
	}

	private boolean finish(Result result) {
		TestUnit holder = holderThatKnows();
		if (holder == null) {
			return false;
		}
		FinishCommand command = command(holder, result);
		this.fleet.remember(this.finishes, command);
		return holder.finish(command).status() == FinishAnswer.Status.APPLIED;
	}

	/**
	 * Bring a grant about, where none stands, as well as may be.
	 */
	private @Nullable TestUnit holderThatKnows() {
		for (int i = 0; i < 6 && this.fleet.snapshot().grant() == null; i++) {
			this.fleet.stores.clock().turn(Duration.ofSeconds((i == 0) ? 0 : 4));
			join();
			request();
			TestUnit leader = this.fleet.leader();
			if (leader != null) {
				leader.beat();
				leader.schedule();
			}
			this.fleet.ledger.check();
		}
		TestUnit holder = this.fleet.holder();
		if (holder != null && !holder.holds()) {
			holder.beat();
		}
		return (holder != null && holder.holds()) ? holder : null;
	}

	private FinishCommand command(TestUnit holder, Result result) {
		holder.busy = this.fleet.chance(8);
		holder.mayPass = this.fleet.chance(85);
		holder.startedToken = Math.max(holder.startedToken, holder.held().token());
		return holder.finishing(result, this.fleet.chance(40) ? Duration.ZERO : this.fleet.upTo(8000));
	}

	boolean lateFinish() {
		if (this.finishes.isEmpty()) {
			return false;
		}
		return this.fleet.stores.finish(this.fleet.any(this.finishes)).status() == FinishAnswer.Status.STALE;
	}

	boolean repeatedFinish() {
		if (this.finishes.isEmpty()) {
			return false;
		}
		FinishCommand command = this.fleet.chance(80) ? this.finishes.get(this.finishes.size() - 1)
				: this.fleet.any(this.finishes);
		return this.fleet.stores.finish(command).status() == FinishAnswer.Status.REPEATED;
	}

	boolean finishCutInHalf() {
		TestUnit holder = holderThatKnows();
		if (holder == null) {
			return false;
		}
		FinishCommand command = command(holder, this.fleet.any(List.of(Result.values())));
		this.fleet.remember(this.finishes, command);
		this.fleet.ledger.cutInHalf(holder.name());
		this.fleet.stores.cutFinishInHalf(command);
		return holder.finish(command).status() == FinishAnswer.Status.APPLIED;
	}

	boolean claim() {
		TestUnit holder = holderThatKnows();
		return holder != null && holder.claim().status() == JournalAnswer.Status.WRITTEN;
	}

	boolean note() {
		TestUnit holder = holderThatKnows();
		return holder != null && note(holder, JournalCommand.Mode.EXECUTING);
	}

	/**
	 * By whoever believes to hold a grant, rightly or not.
	 */
	boolean undo() {
		TestUnit unit = this.fleet.anyUnit(TestUnit::holds);
		return unit != null && note(unit, JournalCommand.Mode.UNDOING);
	}

	private boolean note(TestUnit unit, JournalCommand.Mode mode) {
		String left = this.fleet.any(List.of("build", "build, switch", "bäu / en", ""));
		unit.stepsLeft = this.fleet.chance(30) ? left : "";
		JournalCommand command = unit.noting(mode, 1 + this.notes.size(), left, "[\"" + this.fleet.upTo(100) + "\"]");
		// Unbounded, so that the versions increase.
		this.notes.add(command);
		return unit.note(command).status() == JournalAnswer.Status.WRITTEN;
	}

	boolean lateNote() {
		if (this.notes.isEmpty()) {
			return false;
		}
		JournalCommand late = this.notes.get(Math.max(0, this.notes.size() - 1 - this.fleet.random.nextInt(6)));
		return this.fleet.stores.journal(late).status() != JournalAnswer.Status.WRITTEN;
	}

	boolean poison() {
		UnitDatabag databag = this.fleet.databag(this.fleet.any(WalkFleet.NAMES));
		if (databag == null) {
			return false;
		}
		String operations = this.fleet.stores.operations(databag.unit());
		String inner = operations.startsWith("[") ? operations.substring(1, operations.lastIndexOf(']')) : "";
		String good = ENTRY.formatted(++this.written, ".5+02:00", "0");
		String bad = ENTRY.formatted(++this.written, "Z", "many");
		String nameless = ENTRY.formatted(++this.written, "Z", "1").replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"\"");
		String text = this.fleet.any(List.of("", "[]", "nonsense", "{\"a\":1}", "[17," + good + "]", "[" + bad + "]",
				inner.isEmpty() ? "[" + nameless + "]" : "[" + good + ", null, " + inner + "]",
				inner.isEmpty() ? "[" + good + "]" : "[" + inner + "," + bad + "," + nameless + "]",
				"[" + good + ",\"" + "x".repeat(2_000) + "\"]"));
		this.fleet.stores.poison(databag.unit(), text);
		this.fleet.ledger.written(databag.unit(), databag.rev());
		return true;
	}

	boolean moment() {
		this.fleet.stores.clock().turn(this.fleet.upTo(30));
		return true;
	}

	boolean seconds() {
		this.fleet.stores.clock().turn(this.fleet.upTo(5000));
		return true;
	}

	boolean clockForward() {
		this.fleet.stores.clock().turn(this.fleet.upTo(60_000).multipliedBy(1 + this.fleet.random.nextInt(120)));
		return true;
	}

	boolean clockBack() {
		this.fleet.stores.clock().turn(this.fleet.upTo(60_000).multipliedBy(-1 - this.fleet.random.nextInt(60)));
		return true;
	}

	boolean storeLoss() {
		this.fleet.stores.forgetEverything();
		this.fleet.ledger.lostEverything();
		return true;
	}

	boolean databagLoss() {
		UnitDatabag databag = this.fleet.databag(this.fleet.any(WalkFleet.NAMES));
		if (databag == null) {
			return false;
		}
		this.fleet.stores.forget(databag.unit());
		this.fleet.ledger.lost(databag.unit());
		return true;
	}

	/**
	 * Of a unit that knows more than the store.
	 */
	boolean writesLost() {
		TestUnit unit = this.fleet.anyMember();
		if (unit == null) {
			return false;
		}
		if (this.fleet.chance(50)) {
			unit.rev += 2;
		}
		else {
			unit.startedToken = this.fleet.snapshot().issued() + 1 + this.fleet.random.nextInt(1_000_000);
			unit.running = new Running(unit.startedToken, "lost-" + unit.startedToken);
			this.fleet.ledger.presented(unit.startedToken);
		}
		return unit.beat().lost();
	}

}
