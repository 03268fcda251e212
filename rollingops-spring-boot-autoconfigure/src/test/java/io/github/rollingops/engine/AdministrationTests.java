package io.github.rollingops.engine;

import java.util.List;

import io.github.rollingops.AdministrationResult;
import io.github.rollingops.AdministrationResult.Status;
import io.github.rollingops.DropReason;
import io.github.rollingops.GroupAdministration;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.Trouble;
import io.github.rollingops.engine.FaultyStore.Step;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an operator can do, and what the units make of it.
 */
class AdministrationTests {

	private final EngineFleet fleet = new EngineFleet();

	private static GroupAdministration by(UnitProcess unit) {
		return unit.engine().administration().group(EngineFleet.GROUP, "alice");
	}

	@Test
	void unitWhoseOperationIsCancelledHearsOfItFromAnother() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).holdCallbacks();
		units.get(0).request("reload");
		Operation waiting = units.get(1).request("reload");
		AdministrationResult result = by(units.get(0)).cancel("b", waiting.id());
		assertThat(result.status()).isEqualTo(Status.DONE);
		this.fleet.settle();
		assertThat(units.get(0).events(OperationDroppedEvent.class))
			.containsExactly(new OperationDroppedEvent("default", "b", waiting, DropReason.CANCELLED));
		this.fleet.beat();
		assertThat(units.get(1).service().completion(waiting.id()))
			.isCompletedWithValueMatching((outcome) -> outcome.dropped() == DropReason.CANCELLED);
		units.get(0).letCallbacksReturn();
		assertThat(units.get(1).runs).isEmpty();
		assertThat(by(units.get(1)).cancel("b", waiting.id()).status()).isEqualTo(Status.NOTHING_TO_DO);
	}

	@Test
	void holderIsInterruptedAtOnceAndTheOthersGoOn() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		UnitProcess a = units.get(0);
		a.holdCallbacks();
		a.request("reload");
		units.get(1).request("reload");
		long token = this.fleet.token();
		AdministrationResult result = by(units.get(1)).forceRelease(token);
		assertThat(result.status()).isEqualTo(Status.DONE);
		assertThat(result.fencingToken()).isGreaterThan(token);
		this.fleet.settle();
		// Not a heartbeat later: it was told.
		assertThat(a.events(GrantLostEvent.class)).singleElement()
			.extracting(GrantLostEvent::fencingToken)
			.isEqualTo(token);
		assertThat(units.get(1).runs).hasSize(1)
			.allSatisfy((run) -> assertThat(run.fencingToken()).isGreaterThan(result.fencingToken()));
		assertThat(units.get(1).events(StaleGrantReleasedEvent.class)).hasSize(1);
		// The late word of the old holder changes nothing, and its operation comes again.
		a.letCallbacksReturn();
		this.fleet.advanceSeconds(10);
		assertThat(this.fleet.turns).containsExactly("b", "a");
		assertThat(a.runs).singleElement().satisfies((run) -> assertThat(run.attempt()).isOne());
		assertThat(this.fleet.databag("a").queue().isEmpty()).isTrue();
	}

	@Test
	void holderThatIsStoppingIsInterruptedAtOnce() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).holdCallbacks();
		units.get(0).request("reload");
		units.get(0).engine().drain();
		this.fleet.settle();
		by(units.get(1)).forceRelease(this.fleet.token());
		this.fleet.settle();
		assertThat(units.get(0).events(GrantLostEvent.class)).hasSize(1);
	}

	@Test
	void callbackThatDoesNotReturnKeepsItsUnitOutAndNobodyElse() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).holdCallbacks();
		units.get(0).request("reload");
		by(units.get(1)).forceRelease(this.fleet.token());
		this.fleet.advanceSeconds(60);
		assertThat(this.fleet.holder()).isNull();
		assertThat(this.fleet.databag("a").busy()).isTrue();
		units.get(1).request("reload");
		assertThat(this.fleet.turns).containsExactly("b");
		units.get(0).letCallbacksReturn();
		this.fleet.advanceSeconds(10);
		assertThat(this.fleet.turns).containsExactly("b", "a");
	}

	@Test
	void departedUnitIsForgotten() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).holdCallbacks();
		units.get(0).request("reload");
		Operation waiting = units.get(1).request("reload");
		units.get(1).kill();
		assertThat(by(units.get(0)).forget("b").description()).contains("live member");
		this.fleet.advanceSeconds(20);
		assertThat(by(units.get(0)).forget("b").description()).contains("Dropped 1 operation of unit 'b'");
		this.fleet.settle();
		assertThat(units.get(0).events(OperationDroppedEvent.class))
			.containsExactly(new OperationDroppedEvent("default", "b", waiting, DropReason.UNIT_FORGOTTEN));
		assertThat(by(units.get(0)).forget("b").status()).isEqualTo(Status.NOTHING_TO_DO);
	}

	@Test
	void healthIsWellAgainOnceWhatWasSetAsideIsDealtWith() {
		UnitProcess a = this.fleet.unit("a").start();
		this.fleet.damage().writeOperations("a", "[{\"id\":7}]");
		a.request("reload");
		this.fleet.beat();
		assertThat(a.service().troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.ENTRIES_SET_ASIDE);
		assertThat(by(a).readmit("a").status()).isEqualTo(Status.REFUSED);
		assertThat(by(a).discard("a", 2).description()).contains("has 1 entry set aside");
		assertThat(by(a).discard("a", 1).status()).isEqualTo(Status.DONE);
		this.fleet.beat();
		assertThat(a.service().troubles()).isEmpty();
	}

	@Test
	void lostAnswerIsAskedForAgain() {
		List<UnitProcess> units = this.fleet.start("a", "b");
		units.get(0).holdCallbacks();
		units.get(0).request("reload");
		Operation waiting = units.get(1).request("reload");
		units.get(0).link.loseReply(Step.ADMINISTER);
		assertThat(by(units.get(0)).cancel("b", waiting.id()).description()).contains("has ended already");
		assertThat(this.fleet.databag("b").queue().isEmpty()).isTrue();
	}

	@Test
	void storeThatDoesNotAnswerIsAnError() {
		UnitProcess a = this.fleet.unit("a").start();
		a.link.cut();
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> by(a).cancel("a", "x"))
			.withMessageContaining("may be tried again");
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> by(a).forceRelease(1));
	}

	@Test
	void outsiderCanHelpOthers() {
		UnitProcess a = this.fleet.unit("a").start();
		a.holdCallbacks();
		a.request("reload");
		Operation waiting = a.request("reload");
		UnitProcess twin = this.fleet.unit("a");
		twin.begin();
		this.fleet.settle();
		assertThat(twin.service().troubles()).extracting(Trouble::kind).containsExactly(Trouble.Kind.NOT_JOINED);
		assertThat(by(twin).cancel("a", waiting.id()).status()).isEqualTo(Status.DONE);
		assertThat(this.fleet.databag("a").queue().size()).isOne();
	}

	@Test
	void requestsBearTheNameOfWhoMadeThem() {
		UnitProcess a = this.fleet.unit("a").start();
		by(a).requestOnAllUnits(LockRequest.of("reload"));
		this.fleet.settle();
		assertThat(a.runs).singleElement()
			.satisfies((run) -> assertThat(run.operation().requestedBy()).isEqualTo("alice"));
		by(a).request(List.of("a"), LockRequest.of("reload"));
		this.fleet.settle();
		assertThat(a.runs).hasSize(2);
	}

	@Test
	void whoMustHaveAName() {
		UnitProcess a = this.fleet.unit("a").start();
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> a.engine().administration().group("default", " "));
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> a.engine().administration().group("other", "alice"))
			.withMessageContaining("'other'");
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class).isThrownBy(() -> by(a).readmit("a b"));
	}

}
