package io.github.rollingops.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks, prints a table and writes a JSON file. Takes JMH's arguments.
 */
public final class Benchmarks {

	private static final Path JSON = Path.of("target", "benchmarks", "results.json");

	private Benchmarks() {
	}

	public static void main(String[] args) throws Exception {
		Files.createDirectories(JSON.getParent());
		Options options = new OptionsBuilder().parent(new CommandLineOptions(args))
			.addProfiler(GCProfiler.class)
			.resultFormat(ResultFormatType.JSON)
			.result(JSON.toString())
			.build();
		String before = load();
		ResultTable table = new ResultTable(new Runner(options).run());
		System.out.printf("%n%s%nJava %s, %d processors, load %s before and %s after. In %s: each iteration.%n", table,
				Runtime.version(), Runtime.getRuntime().availableProcessors(), before, load(), JSON.toAbsolutePath());
	}

	/**
	 * What the machine has had to do in the last minute, so that a figure from a busy one
	 * can be told from others.
	 */
	private static String load() {
		return String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
