package io.github.rollingops.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps the scripts of the store in a native image.
 */
class RedisStoreRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("io/github/rollingops/databag/redis/lua/*.lua")
			.registerPattern("io/github/rollingops/databag/redis/lua/lib/*.lua");
	}

}
