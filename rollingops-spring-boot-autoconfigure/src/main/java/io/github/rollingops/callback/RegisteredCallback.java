package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOpsInvalidLockRequestException;

/**
 * A callback as the registry knows it. Safe to use from any thread.
 *
 * @since 0.1.0
 */
public interface RegisteredCallback {

	/**
	 * Return the group whose lock the callback needs.
	 * @return the name of the group
	 */
	String group();

	/**
	 * Return the id, unique within the group.
	 * @return the id
	 */
	String id();

	/**
	 * Return where the callback was declared, in words: the bean and the method.
	 * @return a text for messages
	 */
	String description();

	/**
	 * Return how long a run may take before it is interrupted.
	 * @return a positive duration, or {@code null} if the callback names none
	 */
	@Nullable Duration timeout();

	/**
	 * Check the kwargs of a request: strict, because whoever asks can still mend them.
	 * @param kwargs the arguments by name
	 * @throws RollingOpsInvalidLockRequestException if one is unknown, missing or of a
	 * wrong type, or if they are not JSON
	 */
	void validate(Map<String, ? extends @Nullable Object> kwargs);

	/**
	 * Run the callback on the calling thread. Kwargs that it does not know are ignored:
	 * another version of the application may have written them.
	 * @param context the operation and the grant under which it runs
	 * @return what the callback answered; never {@code null}
	 * @throws InvalidKwargsException if the callback was not called because its kwargs
	 * cannot be read or converted
	 * @throws Exception what the callback threw
	 */
	CallbackResult invoke(OperationContext context) throws Exception;

}
