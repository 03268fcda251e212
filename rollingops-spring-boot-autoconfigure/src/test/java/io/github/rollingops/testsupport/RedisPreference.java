package io.github.rollingops.testsupport;

import java.util.Locale;

/**
 * Which Redis the tests take. {@code -Drollingops.test.redis=container}, {@code path} or
 * {@code embedded} forces one; without it the first that can be had is taken, in this
 * order.
 */
enum RedisPreference {

	ANY, CONTAINER, PATH, EMBEDDED;

	static RedisPreference get() {
		String value = System.getProperty("rollingops.test.redis", "any");
		return valueOf(value.toUpperCase(Locale.ROOT));
	}

}
