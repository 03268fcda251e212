package io.github.rollingops;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A bean of this type registers a callback under an id, as
 * {@link RollingOperation @RollingOperation} does for a method. It accepts any kwargs and
 * reads them from {@link OperationContext#operation()}.
 *
 * @param group the group whose lock the callback needs
 * @param id the id of the callback, unique within the group: 1 to 128 of
 * {@code A-Z a-z 0-9 . _ / -}
 * @param callback what runs
 * @param timeout how long a run may take before it is interrupted, or {@code null} for
 * {@code rollingops.operation-timeout}
 * @since 0.1.0
 */
public record RollingOperationRegistration(String group, String id, RollingOperationCallback callback,
		@Nullable Duration timeout) {

	/**
	 * Register a callback with the timeout that is configured.
	 * @param group the group whose lock the callback needs
	 * @param id the id of the callback
	 * @param callback what runs
	 */
	public RollingOperationRegistration(String group, String id, RollingOperationCallback callback) {
		this(group, id, callback, null);
	}

}
