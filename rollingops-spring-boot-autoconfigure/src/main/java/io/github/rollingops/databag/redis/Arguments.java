package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.databag.Policy;

/**
 * The arguments of a script in their order, all of them text: durations in microseconds,
 * truth as {@code 1}.
 */
final class Arguments {

	private final List<byte[]> values = new ArrayList<>();

	Arguments add(String value) {
		this.values.add(value.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	Arguments add(long value) {
		return add(Long.toString(value));
	}

	Arguments add(boolean value) {
		return add(value ? "1" : "0");
	}

	Arguments add(Duration value) {
		return add(value.toNanos() / 1000);
	}

	Arguments add(Policy policy) {
		return add(policy.open()).add(policy.leaseDuration())
			.add(policy.renewDeadline())
			.add(policy.maxHoldDelay())
			.add(policy.maxReleaseDelay())
			.add(policy.maxCutShortRuns())
			.add(policy.departedRetention())
			.add(policy.historySize());
	}

	List<byte[]> values() {
		return this.values;
	}

}
