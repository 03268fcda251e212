package io.github.rollingops;

/**
 * Stands around the run of every callback of this unit, on the callback's thread: to
 * drain before it, to look whether the unit is healthy after it, to measure it. All beans
 * of this type take part, in the order of
 * {@link org.springframework.core.annotation.Order @Order}. Has to be safe for use by
 * several threads, since each group runs its own operations.
 * <p>
 * The lock is held meanwhile, the operation's timeout counts, and interruption is meant
 * for an interceptor as it is for the callback.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OperationInterceptor {

	/**
	 * Run an operation, or see to it that it is run later.
	 * @param context the operation and the grant under which it runs
	 * @param invocation what to go on with, once at most
	 * @return what becomes of the operation. Other than what the invocation answered, it
	 * counts only where the callback did not answer with an
	 * {@link io.github.rollingops.action.ActionQueue}, whose steps have decided it
	 * @throws Exception what is thrown counts as if the callback had thrown it, with the
	 * same exception
	 */
	OperationResult intercept(OperationContext context, Invocation invocation) throws Exception;

	/**
	 * The next interceptor, or the callback.
	 */
	@FunctionalInterface
	interface Invocation {

		/**
		 * Go on.
		 * @return what the callback answered; {@link OperationResult#RELEASE} where it
		 * answered nothing
		 * @throws IllegalStateException if the callback has been called before
		 * @throws Exception what the callback threw
		 */
		OperationResult proceed() throws Exception;

	}

}
