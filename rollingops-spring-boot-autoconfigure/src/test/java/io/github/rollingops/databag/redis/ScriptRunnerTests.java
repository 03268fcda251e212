package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand.Mode;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a step that Redis does not carry out at once.
 */
class ScriptRunnerTests {

	private static final String[] NO_MASTER = { "REPLICAOF", "127.0.0.1", "1" };

	private RedisProcess redis;

	private RedisGroup group;

	private TestUnit unit;

	@BeforeEach
	void join() {
		this.redis = RedisProcess.start();
		this.group = new RedisGroup(this.redis, "runner");
		this.unit = this.group.fleet().joined("a");
	}

	@AfterEach
	void close() {
		this.group.close();
		this.redis.close();
	}

	@Test
	void sendsTheTextOfAScriptThatRedisHasForgotten() {
		this.redis.command("SCRIPT", "FLUSH");
		assertThat(this.unit.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(stat("eval:")).contains("calls=");
	}

	@Test
	void sendsTheDigestOfAScriptThatRedisKnows() {
		this.redis.command("CONFIG", "RESETSTAT");
		this.unit.beat();
		assertThat(stat("evalsha:")).contains("calls=1,");
		assertThat(stat("eval:")).isEmpty();
	}

	@Test
	void triesAgainUntilAReplicaIsPromoted() {
		this.redis.command(NO_MASTER);
		this.redis.command("CONFIG", "RESETSTAT");
		CompletableFuture<HeartbeatAnswer> answer = CompletableFuture.supplyAsync(this.unit::beat);
		Awaitility.await().until(() -> stat("evalsha:").matches(".*:calls=([2-9]|[1-9][0-9]+),.*"));
		this.redis.command("REPLICAOF", "NO", "ONE");
		assertThat(answer).succeedsWithin(Duration.ofSeconds(5))
			.satisfies((beaten) -> assertThat(beaten.status()).isEqualTo(HeartbeatAnswer.Status.MEMBER));
	}

	@Test
	void givesUpAfterTheCommandTimeoutAndNamesStepGroupAndCause() {
		this.redis.command(NO_MASTER);
		assertThatExceptionOfType(StoreUnreachableException.class).isThrownBy(this.unit::beat)
			.withMessageContaining("'heartbeat'")
			.withMessageContaining("'" + Fleet.GROUP + "'")
			.withMessageContaining("READONLY")
			.withMessageNotContaining("may or may not");
	}

	@Test
	void doesNotRepeatAStepWhoseFateIsUnknown() {
		this.redis.stop();
		assertThatExceptionOfType(StoreUnreachableException.class).isThrownBy(this.unit::beat)
			.withMessageContaining("may or may not have taken effect");
	}

	@Test
	void fullStoreStopsRequestsAndNotTheFleet() {
		TestUnit other = this.group.fleet().joined("b");
		this.unit.request("reload");
		this.redis.command("CONFIG", "SET", "maxmemory", "1");
		assertThatExceptionOfType(StoreUnreachableException.class).isThrownBy(() -> this.unit.request("rotate"))
			.withMessageContaining("OOM");
		assertThat(this.unit.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		assertThat(this.unit.schedule().leading()).isTrue();
		this.unit.start();
		assertThat(this.unit.note(this.unit.noting(Mode.EXECUTING, 1, "build", "[]")).status())
			.isEqualTo(JournalAnswer.Status.WRITTEN);
		assertThat(this.unit.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
		assertThat(other.leave().left()).isTrue();
	}

	private String stat(String command) {
		return String.valueOf(this.redis.command("INFO", "commandstats"))
			.lines()
			.filter((line) -> line.startsWith("cmdstat_" + command))
			.findFirst()
			.orElse("");
	}

}
