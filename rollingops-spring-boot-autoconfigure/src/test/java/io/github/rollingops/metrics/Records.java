package io.github.rollingops.metrics;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records with something in each of their components, whatever they are.
 */
final class Records {

	private Records() {
	}

	static Object empty(Class<?> type) {
		try {
			Class<?>[] types = Arrays.stream(type.getRecordComponents())
				.map(RecordComponent::getType)
				.toArray(Class<?>[]::new);
			Constructor<?> constructor = type.getDeclaredConstructor(types);
			return constructor.newInstance(Arrays.stream(types).map(Records::value).toArray());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("No " + type + " to be had", ex);
		}
	}

	private static @Nullable Object value(Class<?> type) {
		if (type == boolean.class) {
			return false;
		}
		if (type == int.class) {
			return 1;
		}
		if (type == long.class) {
			return 1L;
		}
		if (type == String.class) {
			return "text";
		}
		if (type == List.class) {
			return List.of();
		}
		if (type == Duration.class) {
			return Duration.ofSeconds(15);
		}
		if (type == Instant.class) {
			return Instant.EPOCH;
		}
		if (type == OperationQueue.class) {
			return new OperationQueue();
		}
		if (type == Operation.class) {
			return Operation.create("reload", Map.of(), null);
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		return type.isRecord() ? empty(type) : null;
	}

}
