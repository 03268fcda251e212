package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;

/**
 * A run of an operation under a grant that never ends.
 */
record Run(String unit, String group, Operation operation, long fencingToken) implements OperationContext {

	static Run of(Operation operation) {
		return new Run("unit-1", "default", operation, 42);
	}

	static Run with(Map<String, ? extends @Nullable Object> kwargs) {
		return of(Operation.create("any", kwargs, null));
	}

	@Override
	public Duration remaining() {
		return Duration.ofSeconds(10);
	}

	@Override
	public boolean isGranted() {
		return true;
	}

}
