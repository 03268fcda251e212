package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupKeysTests {

	private final GroupKeys keys = new GroupKeys("rollingops", "shop", "default");

	@Test
	void keysAndChannelsShareOnePrefixAndHashTag() {
		assertThat(texts(List.of("a"))).allMatch((key) -> key.startsWith("rollingops:{shop:default}:"));
		assertThat(this.keys.channel("a")).isEqualTo("rollingops:{shop:default}:hints:a");
	}

	@Test
	void databagsFollowTheKeysThatAllStepsShare() {
		assertThat(texts(List.of("a", "b"))).hasSize(14)
			.startsWith("rollingops:{shop:default}:app")
			.endsWith("rollingops:{shop:default}:unit:a", "rollingops:{shop:default}:unit:b");
	}

	private List<String> texts(List<String> units) {
		return this.keys.keys(units).stream().map((key) -> new String(key, StandardCharsets.UTF_8)).toList();
	}

}
