package io.github.rollingops.engine;

import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.UnitSnapshot.Status;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StateTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	private final UnitProcess b = this.fleet.unit("b").callback("other", (context) -> null).start();

	@Test
	void unitWithNothingToDoIsIdle() {
		UnitSnapshot state = this.b.service().state();
		assertThat(state.unit()).isEqualTo("b");
		assertThat(state.status()).isEqualTo(Status.IDLE);
		assertThat(state.intent()).isEqualTo(LockIntent.IDLE);
		assertThat(state.queue().isEmpty()).isTrue();
		assertThat(state.executedAt()).isNull();
		assertThat(state.requestedAt()).isNull();
		assertThat(state.callbackIds()).containsExactly("other", "reload");
		assertThat(this.b.service().isWaiting()).isFalse();
	}

	@Test
	void unitThatHasNotJoinedIsNotReady() {
		UnitProcess c = this.fleet.unit("c");
		c.begin();
		assertThat(c.service().state().status()).isEqualTo(Status.NOT_READY);
		assertThat(c.service().state().queue().isEmpty()).isTrue();
		this.fleet.settle();
		assertThat(c.service().state().status()).isEqualTo(Status.IDLE);
		c.link.cut();
		this.fleet.advanceSeconds(20);
		c.link.mend();
		assertThat(c.service().state().status()).isEqualTo(Status.NOT_READY);
	}

	@Test
	void unitWaitsWhileAnotherHasTheLock() {
		this.a.holdCallbacks();
		this.a.request("reload");
		Operation operation = this.b.request("reload");
		assertThat(this.a.service().state().status()).isEqualTo(Status.GRANTED);
		assertThat(this.a.service().isWaiting()).isFalse();
		UnitSnapshot state = this.b.service().state();
		assertThat(state.status()).isEqualTo(Status.WAITING);
		assertThat(state.intent()).isEqualTo(LockIntent.REQUEST);
		assertThat(state.requestedAt()).isEqualTo(operation.requestedAt());
		assertThat(this.b.service().isWaiting()).isTrue();
		assertThat(this.b.service().isWaiting("reload")).isTrue();
		assertThat(this.b.service().isWaiting("other")).isFalse();
	}

	@Test
	void whatRunsDoesNotWait() {
		this.b.holdCallbacks();
		this.b.request("reload");
		assertThat(this.b.service().isWaiting("reload")).isFalse();
		this.b.request("other");
		assertThat(this.b.service().isWaiting("other")).isTrue();
		assertThat(this.b.service().isWaiting()).isFalse();
	}

	@Test
	void unitThatBacksOffSaysForHowLong() {
		this.b.answer(OperationResult.RETRY_RELEASE);
		this.b.request("reload");
		this.fleet.advance(ofMillis(400));
		UnitSnapshot state = this.b.service().state();
		assertThat(state.status()).isEqualTo(Status.WAITING);
		assertThat(state.intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		assertThat(state.retryIn()).isBetween(ofMillis(599), ofMillis(601));
		assertThat(state.executedAt()).isNotNull();
		assertThat(state.queue().peek().attempt()).isEqualTo(1);
	}

	@Test
	void snapshotShowsTheWholeGroup() {
		this.b.holdCallbacks();
		this.b.service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.a.holdCallbacks();
		this.fleet.settle();
		GroupSnapshot snapshot = this.b.service().snapshot();
		assertThat(snapshot.group()).isEqualTo("default");
		assertThat(snapshot.leader()).isEqualTo("a");
		assertThat(snapshot.term()).isEqualTo(1);
		assertThat(snapshot.units()).extracting(UnitSnapshot::unit).containsExactly("a", "b");
		assertThat(snapshot.grants()).singleElement().satisfies((grant) -> {
			assertThat(grant.unit()).isEqualTo("a");
			assertThat(grant.bootId()).isEqualTo(snapshot.unit("a").bootId());
			assertThat(grant.operationId()).isEqualTo(snapshot.unit("a").queue().peek().id());
		});
		assertThat(snapshot.unit("a").status()).isEqualTo(Status.GRANTED);
		assertThat(snapshot.unit("b").status()).isEqualTo(Status.WAITING);
		assertThat(snapshot.unit("nobody")).isNull();
	}

	@Test
	void defaultGroupIsTheServiceItself() {
		assertThat(this.a.service().name()).isEqualTo("default");
		assertThat(this.a.service().group("default").state()).isEqualTo(this.a.service().state());
	}

	@Test
	void readsSayWhenTheStoreCannotBeReached() {
		this.a.link.cut();
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> this.a.service().snapshot())
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.STORE_UNREACHABLE));
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> this.a.service().state());
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> this.a.service().isWaiting());
	}

	@Test
	void clocksOfTheUnitsDoNotMatter() {
		Operation first = this.b.request("reload");
		this.fleet.advance(ofSeconds(1));
		Operation second = this.a.request("reload");
		assertThat(second.requestedAt()).isAfter(first.requestedAt());
		assertThat(this.a.service().state().executedAt()).isBetween(second.requestedAt(),
				second.requestedAt().plusSeconds(1));
	}

}
