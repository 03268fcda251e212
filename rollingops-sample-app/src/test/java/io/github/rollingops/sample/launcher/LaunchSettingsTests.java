package io.github.rollingops.sample.launcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LaunchSettingsTests {

	@Test
	void ownsRedisAndGoesOnByDefault() {
		LaunchSettings settings = LaunchSettings.of();
		assertThat(settings.once()).isFalse();
		assertThat(settings.redisConfigured()).isFalse();
		assertThat(settings.indexFolderConfigured()).isFalse();
	}

	@Test
	void keepsOnceForItselfAndPassesOnTheRest() {
		LaunchSettings settings = LaunchSettings.of("--once", "--sample.documents=texts");
		assertThat(settings.once()).isTrue();
		assertThat(settings.unitArguments()).containsExactly("--sample.documents=texts");
	}

	@Test
	void keepsServerOfPageFromUnits() {
		LaunchSettings settings = LaunchSettings.of("--server.port=8081", "--sample.documents=texts");
		assertThat(settings.pageArguments()).containsExactly("--server.port=8081");
		assertThat(settings.unitArguments()).containsExactly("--sample.documents=texts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--spring.data.redis.port=7000", "--spring.data.redis.url=redis://localhost",
			"--spring.data.redis.cluster.nodes=localhost:7000" })
	void usesRedisThatIsConfigured(String argument) {
		assertThat(LaunchSettings.of(argument).redisConfigured()).isTrue();
		assertThat(LaunchSettings.of(argument).unitArguments()).containsExactly(argument);
	}

	@Test
	void keepsIndexesWhereThatIsConfigured() {
		LaunchSettings settings = LaunchSettings.of("--sample.indexFolder=here");
		assertThat(settings.indexFolderConfigured()).isTrue();
		assertThat(settings.unitArguments()).containsExactly("--sample.indexFolder=here");
	}

}
