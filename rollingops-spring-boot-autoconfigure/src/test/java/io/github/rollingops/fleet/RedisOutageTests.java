package io.github.rollingops.fleet;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.StoreLostEvent;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Redis is away for a while, or comes back without its data.
 */
class RedisOutageTests {

	private final RedisProcess redis = RedisProcess.start(RedisProcess.DURABLE);

	private final Gate gate = new Gate();

	private final EngineFleet fleet = new EngineFleet().callback("gate", this.gate);

	@AfterEach
	void close() {
		this.fleet.close();
		this.redis.close();
	}

	@Test
	void fleetGoesOnWhenRedisComesBackWithItsData() {
		EngineUnit a = join("a");
		EngineUnit b = join("b");
		String first = begin(a);
		String second = a.request("turn");
		String third = b.request("turn");
		this.redis.kill();
		this.redis.restart();
		this.gate.letOneThrough();
		List.of(first, second).forEach((operation) -> assertThat(a.outcome(operation).dropped()).isNull());
		assertThat(b.outcome(third).dropped()).isNull();
		assertThat(a.events(StoreLostEvent.class)).isEmpty();
		assertThat(b.events(StoreLostEvent.class)).isEmpty();
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void unitsSendTheirRequestsAgainWhenRedisComesBackEmpty() throws Exception {
		EngineUnit a = join("a");
		EngineUnit b = join("b");
		String running = begin(a);
		String own = b.request("turn");
		String ofAnother = Objects.requireNonNull(
				a.service().requestLockOn(List.of("b"), LockRequest.of("turn").withKwarg("by", "a")).get(0).operation())
			.id();
		CompletableFuture<OperationOutcome> known = b.service().completion(ofAnother);
		this.redis.kill();
		this.redis.restartEmpty();
		a.await(StoreLostEvent.class);
		b.await(StoreLostEvent.class);
		this.gate.letOneThrough();
		// What runs is not queued again: while the run is granted its entry is known
		// lost.
		assertThat(a.outcome(running).dropped()).isIn(null, DropReason.STORE_LOST);
		assertThat(b.outcome(own).dropped()).isNull();
		assertThat(known.get(20, TimeUnit.SECONDS).dropped()).isEqualTo(DropReason.STORE_LOST);
		b.await(OperationDroppedEvent.class, (event) -> event.reason() == DropReason.STORE_LOST);
		a.complete("turn");
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void callbackIsInterruptedBeforeAnybodyElseStartsWhileRedisStandsStill() {
		EngineUnit a = join("a");
		EngineUnit b = join("b");
		String interrupted = begin(a);
		String waiting = b.request("turn");
		this.redis.pause();
		long pausedAt = System.nanoTime();
		EngineUnit.Seen lost = a.await(GrantLostEvent.class);
		Awaitility.await().until(() -> System.nanoTime() - pausedAt > EngineFleet.SETTINGS.leaseDuration().toNanos());
		this.redis.resume();
		assertThat(b.outcome(waiting).dropped()).isNull();
		this.gate.letOneThrough();
		assertThat(a.outcome(interrupted).dropped()).isNull();
		assertThat(this.fleet.turns().of(waiting)).singleElement()
			.satisfies((turn) -> assertThat(turn.startedAt()).isGreaterThan(lost.at()));
		assertThat(this.fleet.turns().of(interrupted)).extracting(Turn::end).containsExactly("interrupted", "RELEASE");
		assertThat(this.fleet.turns().of(interrupted)).extracting(Turn::attempt).containsExactly(0, 1);
		assertThat(a.service().state().queue().isEmpty()).isTrue();
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void unitStartsWithoutRedisAndJoinsWhenItIsThere() {
		this.redis.kill();
		EngineUnit a = this.fleet.start("a", RedisConnections.to(this.redis));
		assertThatExceptionOfType(RollingOpsNoRelationException.class).isThrownBy(() -> a.request("turn"))
			.satisfies((ex) -> assertThat(ex.getReason())
				.isEqualTo(RollingOpsNoRelationException.Reason.STORE_UNREACHABLE));
		this.redis.restart();
		a.awaitJoined();
		a.complete("turn");
		assertThat(a.service().state().status()).isEqualTo(UnitSnapshot.Status.IDLE);
	}

	@Test
	void requestInTheMiddleOfAnOutageSaysThatItsFateIsUnknown() {
		EngineUnit a = join("a");
		this.redis.pause();
		RollingOpsNoRelationException refused = catchThrowableOfType(RollingOpsNoRelationException.class,
				() -> a.service().requestLock("turn"));
		LockRequest request = Objects.requireNonNull(refused.getRequest());
		this.redis.resume();
		a.service().requestLock(request);
		this.fleet.turns().awaitEnded(1);
		a.complete("turn");
		assertThat(this.fleet.turns().turns()).hasSize(2);
	}

	private EngineUnit join(String unit) {
		return this.fleet.join(unit, RedisConnections.to(this.redis));
	}

	private String begin(EngineUnit unit) {
		String operation = unit.request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(operation));
		return operation;
	}

}
