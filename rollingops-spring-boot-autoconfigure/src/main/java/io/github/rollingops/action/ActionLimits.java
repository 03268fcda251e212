package io.github.rollingops.action;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a queue may use up as a whole, whatever its actions ask for.
 *
 * @param maxRetries how many times methods may be called again, for all actions of a
 * phase together; {@code null} for no limit
 * @param executeTime how long the execution may take; {@code null} for no limit
 * @param rollbackTime how long the rollback may take, counted from its own start;
 * {@code null} for no limit
 * @since 0.1.0
 */
public record ActionLimits(@Nullable Integer maxRetries, @Nullable Duration executeTime,
		@Nullable Duration rollbackTime) {

	/**
	 * No limits.
	 */
	public static final ActionLimits NONE = new ActionLimits(null, null, null);

	/**
	 * Check the limits.
	 * @throws IllegalArgumentException if one is negative
	 */
	public ActionLimits {
		if ((maxRetries != null && maxRetries < 0) || (executeTime != null && executeTime.isNegative())
				|| (rollbackTime != null && rollbackTime.isNegative())) {
			throw new IllegalArgumentException("maxRetries is " + maxRetries + ", executeTime " + executeTime
					+ ", rollbackTime " + rollbackTime + "; set 0 or more, or null for no limit");
		}
	}

	@Nullable Duration time(ActionPhase phase) {
		return (phase == ActionPhase.EXECUTE) ? this.executeTime : this.rollbackTime;
	}

}
