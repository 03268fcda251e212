package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.benchmarks.redis.OwnRedis;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each contender does what is measured: one client after the other has its turn. A
 * {@link Roll} in which two had it at a time cannot be made.
 */
class ContenderTests {

	private static final int CLIENTS = 3;

	private static OwnRedis redis;

	@BeforeAll
	static void start() throws Exception {
		redis = OwnRedis.start();
	}

	@AfterAll
	static void close() throws Exception {
		redis.close();
	}

	@ParameterizedTest
	@MethodSource("contenders")
	void eachClientHasOneTurnAndEachHandOverIsCounted(Contender contender) throws Exception {
		Turns turns = new Turns(CLIENTS, Duration.ofMinutes(1));
		try (Clients clients = contender.open(redis.address(), CLIENTS + 1, turns)) {
			for (int i = 0; i < 2; i++) {
				Roll roll = HandOvers.roll(clients, turns);
				assertThat(roll.turns().get(0).client()).isEqualTo(turns.opener());
				assertThat(roll.turns()).extracting(Turn::client).containsExactlyInAnyOrder(0, 1, 2, 3);
				assertThat(roll.handOvers()).hasSize(CLIENTS).allMatch((nanos) -> nanos >= 0);
			}
		}
	}

	@Test
	void turnsOfThisProjectFollowTheOrderOfTheRequests() throws Exception {
		Turns turns = new Turns(CLIENTS, Duration.ofMinutes(1));
		try (Clients clients = new RollingOpsContender().open(redis.address(), CLIENTS + 1, turns)) {
			Roll roll = HandOvers.roll(clients, turns);
			assertThat(roll.turns()).extracting(Turn::client).containsExactly(3, 0, 1, 2);
			assertThat(roll.outOfOrder()).isZero();
		}
	}

	@Test
	void commandsInsideRedisAreCountedForEachTurn() throws Exception {
		try (RedisFigures figures = new RedisFigures(redis.address())) {
			HandOvers.Measured measured = new HandOvers(figures).measure(RedissonContender.fairLock(), redis.address(),
					CLIENTS, 1);
			assertThat(measured.handOvers()).isEqualTo(CLIENTS);
			assertThat(measured.commandsOfATurn()).isGreaterThan(1);
			assertThat(measured.p99Micros()).isGreaterThanOrEqualTo(measured.medianMicros());
		}
	}

	static List<Contender> contenders() {
		return PeerFigures.CONTENDERS;
	}

}
