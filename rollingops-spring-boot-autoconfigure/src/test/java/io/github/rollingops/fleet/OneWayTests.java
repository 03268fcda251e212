package io.github.rollingops.fleet;

import io.github.rollingops.event.GrantLostEvent;
import io.github.rollingops.event.StaleGrantReleasedEvent;
import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.FaultyProxy.Direction;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one unit says does not arrive, or what it is told does not; the others hear and
 * are heard.
 */
class OneWayTests {

	private final RedisServer redis = RedisServer.shared();

	private final FaultyProxy proxy = FaultyProxy.before(this.redis);

	private final Gate gate = new Gate();

	private final EngineFleet fleet = new EngineFleet().callback("gate", this.gate);

	@AfterEach
	void close() {
		this.fleet.close();
		this.proxy.close();
	}

	@ParameterizedTest
	@EnumSource
	void unitThatIsCutOffStopsBeforeTheNextOneStartsAndComesBack(Direction direction) {
		EngineUnit cutOff = this.fleet.join("a", RedisConnections.through(this.proxy));
		EngineUnit other = this.fleet.join("b", RedisConnections.to(this.redis));
		String interrupted = cutOff.request("gate");
		this.fleet.turns().awaitTurn((turn) -> turn.operationId().equals(interrupted));
		String waiting = other.request("turn");
		this.proxy.hold(direction);
		EngineUnit.Seen lost = cutOff.await(GrantLostEvent.class);
		assertThat(other.outcome(waiting).dropped()).isNull();
		assertThat(other.events(StaleGrantReleasedEvent.class)).extracting(StaleGrantReleasedEvent::unit)
			.containsExactly("a");
		// What was held arrives late, and must change nothing.
		this.proxy.release(direction);
		this.gate.letOneThrough();
		assertThat(cutOff.outcome(interrupted).dropped()).isNull();
		cutOff.complete("turn");
		other.complete("turn");
		assertThat(this.fleet.turns().of(waiting)).singleElement()
			.satisfies((turn) -> assertThat(turn.startedAt()).isGreaterThan(lost.at()));
		assertThat(this.fleet.turns().of(interrupted)).extracting(Turn::end).containsExactly("interrupted", "RELEASE");
		this.fleet.turns().assertOneAtATime();
	}

}
