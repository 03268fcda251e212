package io.github.rollingops.benchmarks;

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

class ResultTableTests {

	@Test
	void hasARowForEachBenchmarkWithTimeAndAllocation() throws RunnerException {
		assertThat(new ResultTable(callEachOnce()).toString().lines().skip(2)).hasSize(7)
			.allMatch(
					(row) -> row.matches("\\| \\w+Benchmarks\\.\\w+ \\| \\d+ \\| NaN \\| \\d+ \\| ns/op \\| \\d+ \\|"),
					"a row")
			.anyMatch((row) -> row.startsWith("| TenActionsBenchmarks.queue |"));
	}

	/**
	 * No measurement: each is called once, in this JVM.
	 */
	private static Collection<RunResult> callEachOnce() throws RunnerException {
		return new Runner(new OptionsBuilder().include(TenActionsBenchmarks.class.getName())
			.forks(0)
			.mode(Mode.SingleShotTime)
			.warmupIterations(0)
			.measurementIterations(1)
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
	}

}
