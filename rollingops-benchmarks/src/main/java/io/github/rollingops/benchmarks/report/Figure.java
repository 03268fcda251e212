package io.github.rollingops.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table of budgets.
 *
 * @param name what was measured
 * @param value what came out
 * @param budget what it may be, or empty where it is only reported
 * @param met whether it is, or {@code null} where it is only reported
 */
public record Figure(String name, String value, String budget, @Nullable Boolean met) {

	/** A figure that must not be above a limit. */
	public static Figure atMost(double limit, double measured, String name, String value, String budget) {
		return new Figure(name, value, budget, measured <= limit);
	}

	/** A figure without a budget. */
	public static Figure reported(String name, String value) {
		return new Figure(name, value, "", null);
	}

	/** What the table says about it. */
	public String verdict() {
		if (this.met == null) {
			return "reported";
		}
		return this.met ? "met" : "**not met**";
	}

}
