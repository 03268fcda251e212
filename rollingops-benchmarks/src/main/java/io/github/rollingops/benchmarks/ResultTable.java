package io.github.rollingops.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results as a table in Markdown. The median is the figure to look at where others
 * use the machine, too: of iterations, or of single calls where JMH is told to sample.
 */
record ResultTable(Collection<RunResult> results) {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	@Override
	public String toString() {
		return this.results.stream()
			.map(ResultTable::row)
			.collect(Collectors.joining("\n",
					"| benchmark | mean | ± 99.9 % | median | | bytes allocated |\n|---|--:|--:|--:|---|--:|\n", "\n"));
	}

	private static String row(RunResult run) {
		Result<?> time = run.getPrimaryResult();
		String name = run.getParams().getBenchmark();
		return String.format(Locale.ROOT, "| %s | %.0f | %.0f | %.0f | %s | %s |",
				name.substring(Benchmarks.class.getPackageName().length() + 1), time.getScore(), time.getScoreError(),
				time.getStatistics().getPercentile(50), time.getScoreUnit(), allocation(run));
	}

	private static String allocation(RunResult run) {
		Result<?> bytes = run.getSecondaryResults().get(ALLOCATION);
		return (bytes != null) ? String.format(Locale.ROOT, "%.0f", bytes.getScore()) : "";
	}

}
