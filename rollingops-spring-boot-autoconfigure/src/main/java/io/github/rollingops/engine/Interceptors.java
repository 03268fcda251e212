package io.github.rollingops.engine;

import java.util.List;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestInterceptor;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationInterceptor;

/**
 * Who stands around what a unit does, the outermost first.
 *
 * @param operations around the runs of its callbacks
 * @param requests around its requests
 * @since 0.1.0
 */
public record Interceptors(List<OperationInterceptor> operations, List<LockRequestInterceptor> requests) {

	/**
	 * Nobody.
	 */
	public static final Interceptors NONE = new Interceptors(List.of(), List.of());

	public Interceptors {
		operations = List.copyOf(operations);
		requests = List.copyOf(requests);
	}

	OperationInterceptor.Invocation around(Run run, OperationInterceptor.Invocation callback) {
		OperationInterceptor.Invocation invocation = callback;
		for (int i = this.operations.size() - 1; i >= 0; i--) {
			OperationInterceptor interceptor = this.operations.get(i);
			OperationInterceptor.Invocation next = invocation;
			invocation = () -> interceptor.intercept(run, next);
		}
		return invocation;
	}

	List<LockRequestResult> request(String group, LockRequest request, LockRequestInterceptor.Invocation target) {
		LockRequestInterceptor.Invocation invocation = target;
		for (int i = this.requests.size() - 1; i >= 0; i--) {
			LockRequestInterceptor interceptor = this.requests.get(i);
			LockRequestInterceptor.Invocation next = invocation;
			invocation = (given) -> interceptor.intercept(group, given, next);
		}
		return invocation.proceed(request);
	}

}
