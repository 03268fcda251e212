package io.github.rollingops.databag.walk;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whether two answers are alike in all that they say. Their own {@code equals} is not
 * enough: an operation is equal to another one under another id.
 */
final class Likeness {

	private static final ClassValue<List<Method>> COMPONENTS = new ClassValue<>() {

		@Override
		protected List<Method> computeValue(Class<?> type) {
			return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
		}

	};

	private Likeness() {
	}

	static boolean alike(@Nullable Object one, @Nullable Object other) {
		if (one instanceof Operation operation && other instanceof Operation another) {
			return operation.equals(another) && operation.id().equals(another.id())
					&& operation.requestedAt().equals(another.requestedAt())
					&& Objects.equals(operation.maxRetry(), another.maxRetry())
					&& operation.attempt() == another.attempt() && operation.cutShortRuns() == another.cutShortRuns()
					&& operation.headers().equals(another.headers())
					&& Objects.equals(operation.requestedBy(), another.requestedBy());
		}
		if (one instanceof OperationQueue queue && other instanceof OperationQueue another) {
			return alike(queue.operations(), another.operations());
		}
		if (one instanceof List<?> list && other instanceof List<?> another) {
			return list.size() == another.size()
					&& IntStream.range(0, list.size()).allMatch((i) -> alike(list.get(i), another.get(i)));
		}
		if (one instanceof Record answer && other instanceof Record another && one.getClass() == other.getClass()) {
			return COMPONENTS.get(answer.getClass())
				.stream()
				.allMatch((component) -> alike(read(component, answer), read(component, another)));
		}
		return Objects.equals(one, other);
	}

	static String text(@Nullable Object value) {
		if (value instanceof Operation operation) {
			return operation.toJson();
		}
		if (value instanceof OperationQueue queue) {
			return queue.toJson();
		}
		if (value instanceof List<?> list) {
			return list.stream().map(Likeness::text).collect(Collectors.joining("\n    ", "[", "]"));
		}
		if (value instanceof Record answer) {
			return COMPONENTS.get(answer.getClass())
				.stream()
				.map((component) -> component.getName() + "=" + text(read(component, answer)))
				.collect(Collectors.joining(", ", answer.getClass().getSimpleName() + "(", ")"));
		}
		return String.valueOf(value);
	}

	private static @Nullable Object read(Method component, Record answer) {
		try {
			return component.invoke(answer);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
