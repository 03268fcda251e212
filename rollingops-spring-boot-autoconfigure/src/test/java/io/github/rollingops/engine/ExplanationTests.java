package io.github.rollingops.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What units say of themselves and of each other when the fleet does not move.
 */
class ExplanationTests {

	private final EngineFleet fleet = new EngineFleet();

	@Test
	void unitThatWaitsTellsWhoHasTheTurnAndForWhat() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		Operation running = holding(units.get(0));
		Operation waiting = units.get(1).request("reload");
		this.fleet.advanceSeconds(20);
		Explanation explanation = explain(units.get(1), "b", Kind.TURN_HELD);
		assertThat(explanation.operationId()).isEqualTo(waiting.id());
		assertThat(explanation.place()).isOne();
		assertThat(explanation.since()).isEqualTo(this.fleet.databag().grant().since());
		assertThat(explanation.description()).contains("Unit 'a' has the turn for " + running, "(PT20S ago)",
				"under token " + this.fleet.token());
		assertThat(explain(units.get(1), "a", Kind.RUNNING).place()).isZero();
		units.get(0).letCallbacksReturn();
		assertThat(units.get(1).runs).hasSize(1);
		assertThat(explain(units.get(0), "b", Kind.IDLE).operationId()).isNull();
	}

	@Test
	void snapshotExplainsEachUnit() {
		List<UnitProcess> units = this.fleet.start("a", "b", "c");
		holding(units.get(0));
		units.get(1).request("reload");
		assertThat(units.get(2).service().snapshot().explanations()).extracting(Explanation::unit, Explanation::kind)
			.map(Object::toString)
			.containsExactly("(\"a\", RUNNING)", "(\"b\", TURN_HELD)", "(\"c\", IDLE)");
		assertThat(units.get(2).service().snapshot().explanation("b")).isEqualTo(units.get(2).service().explain("b"));
	}

	@Test
	void operationIsExplainedUntilItsEndAndAfter() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		holding(units.get(0));
		Operation operation = units.get(1).request("reload");
		assertThat(operation(units.get(0), operation, Kind.TURN_HELD).unit()).isEqualTo("b");
		units.get(0).letCallbacksReturn();
		this.fleet.advanceSeconds(60);
		Explanation ended = operation(units.get(0), operation, Kind.ENDED);
		assertThat(ended.unit()).isEqualTo("b");
		assertThat(ended.description()).contains("was completed at", "(PT1M ago)");
	}

	@Test
	void whatWasSetAsideIsToldWithTheTimeAtWhichItWasFound() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(1).request("reload");
		this.fleet.damage().writeOperations("b", "[1,2]");
		this.fleet.beat();
		Instant found = this.fleet.time.clock().instant();
		this.fleet.advanceSeconds(60);
		Instant since = explain(units.get(0), "b", Kind.SET_ASIDE).since();
		assertThat(since).isBetween(found.minus(EngineFleet.HEARTBEAT), found);
		assertThat(units.get(0).service().snapshot().explanation("b").since()).isEqualTo(since);
		assertThat(units.get(1).service().explain("b").since()).isEqualTo(since);
	}

	@Test
	void storeThatDoesNotAnswerIsTold() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		Operation running = holding(units.get(0));
		this.fleet.advanceSeconds(10);
		units.get(0).link.cut();
		assertThat(explain(units.get(0), "b", Kind.STORE_UNREACHABLE).since()).isNull();
		this.fleet.advance(EngineFleet.LEASE);
		Explanation explanation = operation(units.get(0), running, Kind.STORE_UNREACHABLE);
		assertThat(explanation.since()).isBetween(this.fleet.time.clock().instant().minusSeconds(15),
				this.fleet.time.clock().instant().minusSeconds(1));
		assertThat(explanation.description()).contains("The READ was lost", "can no longer trust its membership",
				"This unit runs " + running, "Reach the store");
		assertThat(explain(units.get(1), "a", Kind.DEPARTED).description()).contains("was last heard of");
	}

	@Test
	void processThatTakesNoPartTellsWhy() {
		UnitProcess a = this.fleet.unit("a");
		assertThat(explain(a, "a", Kind.NOT_JOINED).description()).contains("has not been started");
		assertThat(explain(a, "b", Kind.UNKNOWN).description()).contains("has not been started");
		assertThat(a.service().explainOperation("op").kind()).isEqualTo(Kind.UNKNOWN);
		a.start();
		a.stop();
		assertThat(explain(a, "a", Kind.NOT_JOINED).description()).contains("it has been stopped");
	}

	@Test
	void failedRunTellsWhenItIsTriedAgain() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(1).answer(OperationResult.RETRY_RELEASE);
		units.get(1).request("reload");
		Explanation explanation = explain(units.get(0), "b", Kind.BACKING_OFF);
		assertThat(explanation.dueIn()).isPositive();
		assertThat(explanation.since()).isEqualTo(this.fleet.databag("b").executedAt());
		this.fleet.advance(explanation.dueIn());
		assertThat(units.get(1).runs).hasSize(2);
	}

	@Test
	void runThatKeepsTheTurnTellsWhenItGoesOn() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(1).answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		units.get(1).request("reload");
		units.get(0).request("reload");
		Explanation explanation = explain(units.get(0), "b", Kind.RETRY_HELD);
		int runs = units.get(1).runs.size();
		assertThat(explain(units.get(0), "a", Kind.TURN_HELD).description()).contains("keeps it between two runs");
		this.fleet.advance(explanation.dueIn());
		assertThat(units.get(1).runs).hasSize(runs + 1);
	}

	@Test
	void holderThatIsKilledIsToldUntilItReturns() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		holding(units.get(1));
		units.get(0).request("reload");
		units.get(1).kill();
		this.fleet.advance(EngineFleet.HEARTBEAT.multipliedBy(2));
		assertThat(explain(units.get(0), "b", Kind.SILENT).place()).isZero();
		assertThat(explain(units.get(0), "a", Kind.TURN_HELD).description()).contains("Unit 'b' has the turn",
				"was last heard of", "its process hangs, is suspended");
		this.fleet.advance(EngineFleet.LEASE);
		assertThat(units.get(0).runs).hasSize(1);
		Explanation departed = explain(units.get(0), "b", Kind.DEPARTED);
		assertThat(departed.place()).isEqualTo(-1);
		assertThat(departed.description()).contains("1 operation of its queue waits", "Start it");
	}

	@Test
	void groupWithoutALeaderTellsSinceWhen() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.advanceSeconds(10);
		a.life().drain();
		this.fleet.settle();
		a.request("reload");
		assertThat(explain(a, "a", Kind.DRAINING).description()).contains("1 operation of its queue waits");
		this.fleet.start("b");
		assertThat(this.fleet.leader()).isEqualTo("b");
	}

	@Test
	void quietAfterALossTellsHowLongItLasts() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		this.fleet.loseStore();
		this.fleet.beat();
		units.get(1).request("reload");
		Explanation explanation = explain(units.get(0), "b", Kind.QUIET);
		assertThat(explanation.place()).isOne();
		assertThat(units.get(1).runs).isEmpty();
		this.fleet.advance(explanation.dueIn().plus(EngineFleet.HEARTBEAT));
		assertThat(units.get(1).runs).hasSize(1);
	}

	@Test
	void unitThatStaysBusyTellsWhatRuns() throws Exception {
		BlockingCallback callback = BlockingCallback.stubborn();
		this.fleet.start("a");
		UnitProcess b = this.fleet.unit("b")
			.callback("long", Duration.ofSeconds(60), callback)
			.callbackExecutor(callback)
			.start();
		b.request("long");
		callback.awaitCall();
		this.fleet.advanceSeconds(70);
		assertThat(explain(b, "b", Kind.RUNNING).description()).contains("has not returned though its timeout is over");
		b.link.cut();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		b.link.mend();
		this.fleet.beat();
		assertThat(explain(b, "b", Kind.BUSY).description()).contains("heed interruption",
				"has not returned though its timeout is over");
		callback.answer(OperationResult.RELEASE);
		this.fleet.settle();
	}

	@Test
	void missingCallbackIsToldBeforeTheOperationIsDroppedForIt() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		holding(units.get(0));
		Operation operation = units.get(1).request("reload");
		units.get(1).stop();
		this.fleet.unit("b").without("reload").callback("other", (context) -> OperationResult.RELEASE).start();
		assertThat(explain(units.get(0), "b", Kind.CALLBACK_MISSING).place()).isOne();
		units.get(0).letCallbacksReturn();
		assertThat(operation(units.get(0), operation, Kind.ENDED).description()).contains("UNKNOWN_CALLBACK");
	}

	@Test
	void entriesThatCouldNotBeReadAreTold() {
		UnitProcess a = this.fleet.start("a").get(0);
		this.fleet.damage().writeOperations("a", "[1,2]");
		assertThat(explain(a, "a", Kind.SET_ASIDE).description()).startsWith("2 entries")
			.contains("moved to set_aside");
		a.request("reload");
		assertThat(explain(a, "a", Kind.SET_ASIDE).description()).startsWith("2 entries").contains("lie in set_aside");
	}

	private static Operation holding(UnitProcess unit) {
		unit.holdCallbacks();
		return unit.request("reload");
	}

	private static Explanation explain(UnitProcess asked, String unit, Kind kind) {
		Explanation explanation = asked.service().explain(unit);
		assertThat(explanation.kind()).as(explanation.description()).isEqualTo(kind);
		assertThat(explanation.unit()).isEqualTo(unit);
		return explanation;
	}

	private static Explanation operation(UnitProcess asked, Operation operation, Kind kind) {
		Explanation explanation = asked.service().explainOperation(operation.id());
		assertThat(explanation.kind()).as(explanation.description()).isEqualTo(kind);
		assertThat(explanation.operationId()).isEqualTo(operation.id());
		return explanation;
	}

}
