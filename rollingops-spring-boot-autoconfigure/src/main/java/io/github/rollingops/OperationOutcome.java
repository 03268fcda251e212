package io.github.rollingops;

import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param operation the operation as it stood when it ended
 * @param dropped why it was dropped, or {@code null} if its callback answered
 * {@link OperationResult#RELEASE}
 * @since 0.1.0
 */
public record OperationOutcome(Operation operation, @Nullable DropReason dropped) {

	/**
	 * Return whether the callback answered {@link OperationResult#RELEASE}.
	 * @return {@code true} unless the operation was dropped
	 */
	public boolean isCompleted() {
		return this.dropped == null;
	}

}
