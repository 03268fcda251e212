package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;

import org.springframework.data.redis.core.script.DigestUtils;

/**
 * A script as it is sent.
 *
 * @param source the text with all that it includes
 * @param sha under which Redis knows that text once it has seen it; computed once, since
 * a {@code DefaultRedisScript} takes a lock at each call to ask
 */
record Script(byte[] source, String sha) {

	static Script of(String source) {
		return new Script(source.getBytes(StandardCharsets.UTF_8), DigestUtils.sha1DigestAsHex(source));
	}

}
