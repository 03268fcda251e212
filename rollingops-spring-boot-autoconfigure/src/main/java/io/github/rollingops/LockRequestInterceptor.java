package io.github.rollingops;

import java.util.List;

/**
 * Stands around every request that this unit makes, on the thread that makes it. All
 * beans of this type take part, in the order of
 * {@link org.springframework.core.annotation.Order @Order}. Has to be safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LockRequestInterceptor {

	/**
	 * Make a request.
	 * @param group the name of the group
	 * @param request what is asked for; may be replaced, for instance by one with
	 * {@linkplain LockRequest#withHeader headers}
	 * @param invocation what to go on with
	 * @return an answer for each unit
	 * @throws RollingOpsException why the request was not taken
	 */
	List<LockRequestResult> intercept(String group, LockRequest request, Invocation invocation);

	/**
	 * The next interceptor, or the request itself.
	 */
	@FunctionalInterface
	interface Invocation {

		/**
		 * Go on.
		 * @param request what is asked for
		 * @return an answer for each unit
		 * @throws RollingOpsException why the request was not taken
		 */
		List<LockRequestResult> proceed(LockRequest request);

	}

}
