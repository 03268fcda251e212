package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing stays in Redis for ever.
 */
class ExpiryTests {

	private static final long KEPT = Duration.ofDays(30).toSeconds();

	private RedisGroup group;

	private Fleet fleet;

	@BeforeEach
	void open() {
		this.group = new RedisGroup(RedisServer.shared(), "expiry-" + UUID.randomUUID());
		this.fleet = this.group.fleet();
	}

	@AfterEach
	void close() {
		this.group.forgetEverything();
		this.group.close();
	}

	@Test
	void everyKeyExpiresAfterEveryStep() {
		TestUnit leader = this.fleet.joined("leader");
		TestUnit a = this.fleet.joined("a");
		TestUnit b = this.fleet.joined("b");
		for (Result result : Result.values()) {
			turn(leader, a, result);
			turn(leader, b, result);
		}
		leader.send(leader.askingAll(Operation.create("rotate", Map.of(), null)));
		assertAllExpire();
		a.beatBusy();
		assertAllExpire();
		leader.schedule();
		b.leave();
		assertAllExpire();
		this.fleet.passLed(20, leader);
		assertAllExpire();
		assertThat(this.group.allKeys()).hasSizeGreaterThan(10);
	}

	private void turn(TestUnit leader, TestUnit unit, Result result) {
		unit.request(Operation.create("reload", Map.of("result", result.name()), null));
		assertAllExpire();
		leader.beat();
		leader.schedule();
		assertAllExpire();
		if (unit.beat().held() != null) {
			unit.start();
			unit.finish(unit.finishing(result, Duration.ofSeconds(1)));
			assertAllExpire();
		}
	}

	@Test
	void heartbeatPutsTheExpiryOffOnceAnHour() {
		TestUnit unit = this.fleet.joined("a");
		unit.request("reload");
		List<String> keys = this.group.allKeys();
		keys.forEach((key) -> this.group.command("EXPIRE", key, "1000"));
		unit.beat();
		assertThat(keys)
			.allSatisfy((key) -> assertThat(expiry(key)).isLessThanOrEqualTo(key.endsWith(":leader") ? KEPT : 1000));
		this.group.clock().turn(Duration.ofHours(1));
		unit.beat();
		assertThat(keys).allSatisfy((key) -> assertThat(expiry(key)).isGreaterThan(KEPT - 60));
	}

	private void assertAllExpire() {
		assertThat(this.group.allKeys()).isNotEmpty()
			.allSatisfy((key) -> assertThat(expiry(key)).as(key).isBetween(KEPT - 600, KEPT));
	}

	private long expiry(String key) {
		return (this.group.command("TTL", key) instanceof Long seconds) ? seconds : -3;
	}

}
