package io.github.rollingops.fleet;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.databag.redis.StepCall;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRequestedEvent;
import io.github.rollingops.event.UnitJoinedEvent;
import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.FaultyProxy.Loss;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A step took effect, and its caller never heard of it: the connection broke, or went
 * mute.
 */
class LostReplyTests {

	private final RedisServer redis = RedisServer.shared();

	private final FaultyProxy proxy = FaultyProxy.before(this.redis);

	private final EngineFleet fleet = new EngineFleet();

	@BeforeEach
	void load() {
		// The reply that is lost must not be the one that says that there is no script.
		StepCall.load(this.redis);
	}

	@AfterEach
	void close() {
		this.fleet.close();
		this.proxy.close();
	}

	@ParameterizedTest
	@EnumSource
	void unitHearsThatItJoined(Loss loss) {
		CompletableFuture<List<String>> lost = drop("heartbeat", loss);
		EngineUnit unit = this.fleet.join("a", RedisConnections.through(this.proxy));
		assertThat(lost).isCompleted();
		unit.complete("turn");
		assertThat(unit.events(UnitJoinedEvent.class)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void heartbeatIsRepeatedAndTheUnitStaysAMember(Loss loss) throws Exception {
		EngineUnit unit = this.fleet.join("a", RedisConnections.through(this.proxy));
		for (int i = 0; i < 2; i++) {
			drop("heartbeat", loss).get(5, TimeUnit.SECONDS);
			unit.complete("turn");
		}
		assertThat(unit.service().snapshot().units()).extracting(UnitSnapshot::status)
			.containsExactly(UnitSnapshot.Status.IDLE);
		assertThat(this.fleet.turns().turns()).hasSize(2);
		this.fleet.turns().assertOneAtATime();
	}

	@ParameterizedTest
	@EnumSource
	void requestIsAppliedOnce(Loss loss) {
		EngineUnit unit = this.fleet.join("a", RedisConnections.through(this.proxy));
		CompletableFuture<List<String>> lost = drop("request", loss);
		unit.complete("turn");
		assertThat(lost).isCompleted();
		unit.complete("turn");
		assertThat(this.fleet.turns().turns()).hasSize(2);
		assertThat(unit.events(OperationRequestedEvent.class)).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource
	void scheduledGrantIsRunOnce(Loss loss) throws Exception {
		EngineUnit leader = this.fleet.join("a", RedisConnections.through(this.proxy));
		EngineUnit other = this.fleet.join("b", RedisConnections.to(this.redis));
		CompletableFuture<List<String>> lost = drop("schedule", loss);
		other.complete("turn");
		lost.get(5, TimeUnit.SECONDS);
		leader.complete("turn");
		other.complete("turn");
		assertThat(this.fleet.turns().turns()).hasSize(3);
		this.fleet.turns().assertOneAtATime();
	}

	@ParameterizedTest
	@EnumSource
	void finishIsAppliedOnceAndTheUnitHearsOfItsEnd(Loss loss) throws Exception {
		EngineUnit unit = this.fleet.join("a", RedisConnections.through(this.proxy));
		EngineUnit other = this.fleet.join("b", RedisConnections.to(this.redis));
		CompletableFuture<List<String>> lost = drop("finish", loss);
		unit.complete("turn");
		assertThat(lost).isCompleted();
		other.complete("turn");
		unit.complete("turn");
		assertThat(this.fleet.turns().turns()).hasSize(3);
		assertThat(unit.events(OperationCompletedEvent.class)).hasSize(2);
		this.fleet.turns().assertOneAtATime();
	}

	@ParameterizedTest
	@EnumSource
	void leaveEndsTheMembershipAndTheOthersGoOn(Loss loss) {
		EngineUnit leader = this.fleet.join("a", RedisConnections.through(this.proxy));
		EngineUnit other = this.fleet.join("b", RedisConnections.to(this.redis));
		CompletableFuture<List<String>> lost = drop("leave", loss);
		leader.stop();
		assertThat(lost).isCompleted();
		assertThat(other.service().snapshot().units()).filteredOn((unit) -> unit.unit().equals("a"))
			.allSatisfy((unit) -> assertThat(unit.status()).isEqualTo(UnitSnapshot.Status.NOT_READY));
		other.complete("turn");
	}

	private CompletableFuture<List<String>> drop(String step, Loss loss) {
		return this.proxy.dropReply(1, (request) -> StepCall.is(step, request), loss);
	}

}
