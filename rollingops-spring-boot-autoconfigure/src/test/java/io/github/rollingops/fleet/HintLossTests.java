package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hints do not come: nothing is lost but time.
 */
@ExtendWith(OutputCaptureExtension.class)
class HintLossTests {

	private final RedisProcess redis = RedisProcess.start();

	private final EngineFleet fleet = new EngineFleet();

	private EngineUnit leader;

	private EngineUnit other;

	@BeforeEach
	void join() {
		this.leader = this.fleet.join("a", RedisConnections.to(this.redis));
		this.other = this.fleet.join("b", RedisConnections.to(this.redis));
		awaitSubscribed();
	}

	@AfterEach
	void close() {
		this.fleet.close();
		this.redis.close();
	}

	@Test
	void killedSubscriptionsComeBack() {
		assertThat(this.redis.command("CLIENT", "KILL", "TYPE", "pubsub")).isEqualTo(2L);
		this.other.complete("turn");
		this.leader.complete("turn");
		awaitSubscribed();
		this.other.complete("turn");
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void unitsGoByTheirHeartbeatsWhileHintsAreRefused(CapturedOutput output) {
		this.redis.command("ACL", "SETUSER", LeastUser.NAME, "resetchannels");
		await(() -> output.getOut().contains("No hints reach unit 'b'"));
		this.other.complete("turn");
		this.leader.complete("turn");
		this.redis.command("ACL", "SETUSER", LeastUser.NAME, "allchannels");
		await(() -> output.getOut().contains("Hints reach unit 'b' of group 'default' again"));
		awaitSubscribed();
		this.other.complete("turn");
		this.fleet.turns().assertOneAtATime();
	}

	@Test
	void unitsThatHearTheirHeartbeatsSayNothingOfHints(CapturedOutput output) {
		// On a busy machine the subscription may take longer than the first heartbeats.
		awaitSteps(6);
		int before = output.getOut().length();
		awaitSteps(8);
		assertThat(output.getOut().substring(before)).doesNotContain("No hints reach");
	}

	private void awaitSteps(int count) {
		long before = steps();
		await(() -> steps() >= before + count);
	}

	private long steps() {
		String stats = String.valueOf(this.redis.command("INFO", "commandstats"));
		return Long.parseLong(stats.replaceFirst("(?s).*cmdstat_evalsha:calls=(\\d+).*", "$1"));
	}

	private void awaitSubscribed() {
		await(() -> this.redis.command("PUBSUB", "CHANNELS", "*") instanceof List<?> channels && channels.size() == 2);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
