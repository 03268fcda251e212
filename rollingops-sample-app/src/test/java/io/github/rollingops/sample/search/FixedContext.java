package io.github.rollingops.sample.search;

import java.time.Duration;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;

/**
 * A run that lasts.
 */
record FixedContext(Operation operation) implements OperationContext {

	@Override
	public String unit() {
		return "search-1";
	}

	@Override
	public String group() {
		return "default";
	}

	@Override
	public long fencingToken() {
		return 1;
	}

	@Override
	public Duration remaining() {
		return Duration.ofSeconds(1);
	}

	@Override
	public boolean isGranted() {
		return true;
	}

}
