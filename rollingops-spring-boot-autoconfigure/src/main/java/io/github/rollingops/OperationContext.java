package io.github.rollingops;

import java.time.Duration;

/**
 * The operation that runs and the grant under which it does. A parameter of this type is
 * filled in wherever a {@link RollingOperation @RollingOperation} method declares one.
 * Safe to use from any thread.
 *
 * @since 0.1.0
 */
public interface OperationContext {

	/**
	 * Return the name of this unit.
	 * @return the name
	 */
	String unit();

	/**
	 * Return the group whose lock is held.
	 * @return the name of the group
	 */
	String group();

	/**
	 * Return the operation.
	 * @return the operation as it stood when the grant was made
	 */
	Operation operation();

	/**
	 * Return how often this operation has been tried before.
	 * @return 0 at the first run
	 */
	default int attempt() {
		return operation().attempt();
	}

	/**
	 * Return the token of the grant. Tokens of a group strictly increase, so that a
	 * resource which remembers the highest one it has seen can refuse a late holder.
	 * @return the fencing token
	 */
	long fencingToken();

	/**
	 * Return for how long the unit may trust its grant without hearing from the group
	 * again, or how much is left of the operation's timeout if that is less.
	 * @return the time that remains; zero if there is none
	 */
	Duration remaining();

	/**
	 * Return whether the unit may still trust its grant. Once {@code false} it stays so
	 * for this run.
	 * @return whether the grant holds
	 */
	boolean isGranted();

}
