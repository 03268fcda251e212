package io.github.rollingops.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * Measured values, lowest first.
 */
public final class Samples {

	private final double[] sorted;

	public Samples(Collection<? extends Number> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("Nothing was measured");
		}
		this.sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
	}

	public double median() {
		int middle = this.sorted.length / 2;
		return (this.sorted.length % 2 != 0) ? this.sorted[middle]
				: (this.sorted[middle - 1] + this.sorted[middle]) / 2;
	}

	/**
	 * Return the lowest value below or at which lies that share of all.
	 * @param percent more than 0, 100 at most
	 * @return a value that was measured
	 */
	public double percentile(double percent) {
		return this.sorted[(int) Math.ceil(percent / 100 * this.sorted.length) - 1];
	}

	public double highest() {
		return this.sorted[this.sorted.length - 1];
	}

	public int count() {
		return this.sorted.length;
	}

	@Override
	public String toString() {
		return Arrays.toString(this.sorted);
	}

}
