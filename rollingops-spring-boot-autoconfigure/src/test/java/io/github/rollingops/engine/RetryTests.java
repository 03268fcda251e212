package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockIntent;
import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.engine.GroupSettings.Retries;
import io.github.rollingops.event.OperationDroppedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryTests {

	private final EngineFleet fleet = new EngineFleet();

	private final List<Long> seconds = new ArrayList<>();

	private UnitProcess recording(String name, OperationResult answer) {
		long begin = this.fleet.time.nanoTime();
		return this.fleet.unit(name).callback("failing", (context) -> {
			this.seconds.add(Duration.ofNanos(this.fleet.time.nanoTime() - begin).toSeconds());
			return answer;
		});
	}

	@Test
	void holdIsTriedAgainAtOnceAndThenBacksOff() {
		recording("a", OperationResult.RETRY_HOLD).start().request("failing");
		this.fleet.advanceSeconds(30);
		assertThat(this.seconds).containsExactly(0L, 0L, 1L, 3L, 7L, 12L, 17L, 22L, 27L);
	}

	@Test
	void releaseBacksOffUpToAMinute() {
		recording("a", OperationResult.RETRY_RELEASE).start().request("failing");
		this.fleet.advanceSeconds(240);
		assertThat(this.seconds).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L);
	}

	@Test
	void holdBacksOffAnewForTheNextOperation() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD, OperationResult.RELEASE,
				OperationResult.RETRY_HOLD);
		a.request("reload");
		this.fleet.advanceSeconds(1);
		assertThat(a.runs).hasSize(3);
		a.request("reload");
		assertThat(a.runs).hasSize(5);
	}

	@Test
	void holdBacksOffAnewOnceTheLockWasGivenBack() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD, OperationResult.RETRY_RELEASE,
				OperationResult.RETRY_HOLD);
		a.request("reload");
		this.fleet.advance(Duration.ofMillis(5_100));
		assertThat(a.runs).hasSize(5);
	}

	@Test
	void initialDelayMayBeZero() {
		RetryDelays none = new RetryDelays(Duration.ZERO, 1, Duration.ZERO, 0);
		UnitProcess a = recording("a", OperationResult.RETRY_RELEASE)
			.settings(new GroupSettings(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(3),
					Duration.ofSeconds(2), new Retries(none, none, 3, Duration.ofMinutes(1)),
					GroupSettings.DEFAULT.limits()))
			.start();
		a.request(LockRequest.of("failing").withMaxRetry(20));
		assertThat(this.seconds).isEqualTo(Collections.nCopies(21, 0L));
	}

	@Test
	void holdKeepsTheLockUnderAFreshTokenEachTime() {
		UnitProcess a = this.fleet.unit("a").start();
		UnitProcess b = this.fleet.unit("b").start();
		a.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		a.request("reload");
		b.request("reload");
		this.fleet.advanceSeconds(2);
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(a.events(OperationRetryScheduledEvent.class)).extracting(OperationRetryScheduledEvent::intent)
			.containsOnly(LockIntent.RETRY_HOLD)
			.hasSize(3);
		this.fleet.advance(Duration.ofMillis(1_100));
		assertThat(this.fleet.turns).containsExactly("a", "a", "a", "a", "b");
		assertThat(a.runs).extracting(OperationContext::fencingToken).doesNotHaveDuplicates().isSorted();
		assertThat(a.runs).extracting(OperationContext::attempt).containsExactly(0, 1, 2, 3);
	}

	@Test
	void releaseLetsOthersProceed() {
		UnitProcess a = this.fleet.unit("a").start();
		UnitProcess b = this.fleet.unit("b").start();
		a.answer(OperationResult.RETRY_RELEASE);
		a.holdCallbacks();
		a.request("reload");
		b.request("reload");
		a.letCallbacksReturn();
		this.fleet.advanceSeconds(2);
		assertThat(this.fleet.turns).containsExactly("a", "b", "a");
	}

	@Test
	void requestBehindAWaitingRetryWaitsWithIt() {
		UnitProcess a = this.fleet.unit("a").start();
		a.answer(OperationResult.RETRY_RELEASE);
		a.request("reload");
		a.request(LockRequest.of("reload").withKwarg("force", true));
		assertThat(a.runs).hasSize(1);
		assertThat(this.fleet.databag("a").intent()).isEqualTo(LockIntent.RETRY_RELEASE);
		this.fleet.advanceSeconds(1);
		assertThat(a.runs).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "RETRY_RELEASE,0,1", "RETRY_RELEASE,3,4", "RETRY_HOLD,0,1", "RETRY_HOLD,3,4" })
	void operationIsDroppedWhenMaxRetryIsExceeded(OperationResult answer, int maxRetry, int runs) {
		UnitProcess a = recording("a", answer).start();
		a.request(LockRequest.of("failing").withMaxRetry(maxRetry));
		a.request("reload");
		this.fleet.advanceSeconds(60);
		assertThat(this.seconds).hasSize(runs);
		assertThat(a.events(OperationDroppedEvent.class)).singleElement().satisfies((event) -> {
			assertThat(event.reason()).isEqualTo(DropReason.MAX_RETRY_EXCEEDED);
			assertThat(event.operation().attempt()).isEqualTo(runs);
		});
		assertThat(a.runs).hasSize(1);
		assertThat(this.fleet.holder()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "RETRY_RELEASE", "RETRY_HOLD" })
	void operationWithoutALimitIsTriedForEver(OperationResult answer) {
		UnitProcess a = recording("a", answer).start();
		a.request("failing");
		this.fleet.advance(Duration.ofHours(1));
		assertThat(this.seconds.size()).isGreaterThan(50);
		assertThat(a.events(OperationDroppedEvent.class)).isEmpty();
	}

	@Test
	void operationThatEndsItsProcessIsDroppedAfterThreeRuns() {
		this.fleet.unit("leader").start();
		UnitProcess process = this.fleet.unit("a").start();
		process.holdCallbacks();
		process.request("reload");
		for (int i = 0; i < 3; i++) {
			assertThat(this.fleet.holder()).isEqualTo("a");
			process.kill();
			process = this.fleet.unit("a");
			process.holdCallbacks();
			process.start();
			this.fleet.advanceSeconds(20);
		}
		assertThat(process.events(OperationDroppedEvent.class)).extracting(OperationDroppedEvent::reason)
			.containsExactly(DropReason.PROCESS_DIED);
		assertThat(this.fleet.holder()).isNull();
	}

	@Test
	void holdThatHasLostItsGrantBeforeItWasDueComesFirst() {
		UnitProcess leader = this.fleet.unit("leader").start();
		UnitProcess a = this.fleet.unit("a").start();
		UnitProcess b = this.fleet.unit("b").start();
		a.answer(OperationResult.RETRY_HOLD, OperationResult.RETRY_HOLD);
		a.request("reload");
		a.pause();
		this.fleet.advance(EngineFleet.LEASE.plus(EngineFleet.HEARTBEAT));
		assertThat(leader.events(StaleGrantReleasedEvent.class)).hasSize(1);
		leader.holdCallbacks();
		leader.request("reload");
		b.request("reload");
		a.resume();
		this.fleet.settle();
		assertThat(this.fleet.databag("a").intent()).isEqualTo(LockIntent.RETRY_HOLD);
		leader.letCallbacksReturn();
		assertThat(this.fleet.turns).containsExactly("a", "a", "leader", "a", "b");
	}

}
