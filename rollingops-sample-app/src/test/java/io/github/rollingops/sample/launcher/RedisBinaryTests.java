package io.github.rollingops.sample.launcher;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisBinaryTests {

	@ParameterizedTest
	@ValueSource(strings = { "Redis server v=6.2.11 sha=00000000:0 malloc=libc bits=64", "Redis server v=7.0.15",
			"Valkey server v=10.0.1" })
	void takesRecentServerFromPath(String answer) {
		assertThat(RedisBinary.isRecent(answer)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Redis server v=6.0.16 sha=00000000:0", "Redis server v=5.0.7", "no such option", "" })
	void takesNoOldOrUnknownServer(String answer) {
		assertThat(RedisBinary.isRecent(answer)).isFalse();
	}

}
