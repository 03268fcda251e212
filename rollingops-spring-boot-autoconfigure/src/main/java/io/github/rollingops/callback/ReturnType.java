package io.github.rollingops.callback;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.OnRestart;
import io.github.rollingops.OperationResult;
import io.github.rollingops.action.ActionQueue;

/**
 * What a callback may return, and what it means.
 */
final class ReturnType {

	private static final Set<Class<?>> SUPPORTED = Set.of(OperationResult.class, ActionQueue.class, void.class,
			Void.class);

	private static final Set<Class<?>> ASYNCHRONOUS = Set.of(CompletionStage.class, Future.class, Flow.Publisher.class);

	// By name: these libraries are the application's, and may be absent.
	private static final Set<String> ASYNCHRONOUS_NAMES = Set.of("org.reactivestreams.Publisher",
			"kotlinx.coroutines.Job", "kotlinx.coroutines.flow.Flow", "io.reactivex.rxjava3.core.SingleSource",
			"io.reactivex.rxjava3.core.MaybeSource", "io.reactivex.rxjava3.core.CompletableSource",
			"io.reactivex.rxjava3.core.ObservableSource", "io.smallrye.mutiny.Uni");

	private ReturnType() {
	}

	static void check(Class<?> type, String source) {
		if (isAsynchronous(type)) {
			throw new InvalidRollingOperationException(source,
					"it returns " + type.getName()
							+ ", which may still be at work when the lock has gone to another unit",
					"Wait inside the method, as with join() or block(), and return an OperationResult.");
		}
		if (!SUPPORTED.contains(type)) {
			throw new InvalidRollingOperationException(source, "it returns " + type.getName(),
					"Return an OperationResult, an ActionQueue, or void for OperationResult.RELEASE.");
		}
	}

	static CallbackResult toResult(@Nullable Object returned, OnRestart onRestart) {
		if (returned instanceof ActionQueue queue) {
			return new CallbackResult.Steps(queue, onRestart);
		}
		return new CallbackResult.Ended(
				(returned instanceof OperationResult result) ? result : OperationResult.RELEASE);
	}

	private static boolean isAsynchronous(Class<?> type) {
		return ASYNCHRONOUS.stream().anyMatch((known) -> known.isAssignableFrom(type)) || isAsynchronousByName(type);
	}

	private static boolean isAsynchronousByName(@Nullable Class<?> type) {
		return type != null
				&& (ASYNCHRONOUS_NAMES.contains(type.getName()) || isAsynchronousByName(type.getSuperclass())
						|| Arrays.stream(type.getInterfaces()).anyMatch(ReturnType::isAsynchronousByName));
	}

}
