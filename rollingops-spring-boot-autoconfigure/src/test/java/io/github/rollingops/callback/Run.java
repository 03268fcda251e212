package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationQueue;

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

	/**
	 * A run of an operation as it comes from a store, which does not look into kwargs.
	 */
	static Run withStoredKwargs(String kwargsJson) {
		String json = Operation.create("any", Map.of(), null)
			.toJson()
			.replace("\"kwargs\":\"{}\"", "\"kwargs\":" + JsonMapper.shared().writeValueAsString(kwargsJson));
		return of(Objects.requireNonNull(OperationQueue.read("[" + json + "]").queue().peek()));
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
