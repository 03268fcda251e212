package io.github.rollingops.databag.redis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTests {

	@ParameterizedTest
	@ValueSource(strings = { "TRYAGAIN Multiple keys request during rehashing of slot",
			"CLUSTERDOWN The cluster is down", "LOADING Redis is loading the dataset in memory",
			"BUSY Redis is busy running a script.", "READONLY You can't write against a read only replica. script: f00",
			"MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
			"MISCONF Redis is configured to save RDB snapshots", "NOREPLICAS Not enough good replicas to write.",
			"OOM command not allowed when used memory > 'maxmemory'.",
			"ERR Error running script (call to f_1): @user_script:9: -READONLY You can't write against a replica.",
			"ERR Error running script (call to f_1): @user_script:9: @user_script: 9: -OOM command not allowed when" })
	void whatRedisDidNotCarryOutIsTriedAgain(String message) {
		assertThat(Failures.isNotReached(wrapped(message))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Command timed out after 2 second(s)", "Connection closed",
			"ERR user_script:9: WRONGTYPE Operation against a key", "NOPERM this user has no permissions",
			"ERR the key BUSYBEE is no name", "MOVED 1 127.0.0.1:7000" })
	void whateverElseIsNot(String message) {
		assertThat(Failures.isNotReached(wrapped(message))).isFalse();
	}

	@Test
	void failureWithoutAMessageIsNotTriedAgain() {
		assertThat(Failures.isNotReached(new IllegalStateException())).isFalse();
	}

	@Test
	void tellsAScriptThatRedisDoesNotKnow() {
		assertThat(Failures.isNoScript(wrapped("NOSCRIPT No matching script. Please use EVAL."))).isTrue();
		assertThat(Failures.isNoScript(wrapped("ERR unknown"))).isFalse();
	}

	private static Throwable wrapped(String message) {
		return new IllegalStateException("Error in execution", new IllegalArgumentException(message));
	}

}
