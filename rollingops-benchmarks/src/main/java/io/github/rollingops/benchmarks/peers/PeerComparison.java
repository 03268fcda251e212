package io.github.rollingops.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.github.rollingops.benchmarks.redis.OwnRedis;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import io.github.rollingops.benchmarks.report.Report;

/**
 * Lets this project and its peers take turns on a Redis of their own, one contender after
 * another, and measures what this project costs besides; prints tables in Markdown and
 * writes a JSON file. Takes the names of parts; without any it does all of them.
 */
public final class PeerComparison {

	private static final Path JSON = Path.of("target", "benchmarks", "peers.json");

	/** Held, since a logger that nobody holds forgets its level. */
	private static final Logger ROOT = Logger.getLogger("");

	private PeerComparison() {
	}

	public static void main(String[] args) throws Exception {
		ROOT.setLevel(Level.SEVERE);
		Report report = new Report();
		try (OwnRedis redis = OwnRedis.start(); RedisFigures figures = new RedisFigures(redis.address())) {
			report.describe("redis", figures.version());
			for (Part part : parts(args)) {
				long start = System.nanoTime();
				System.err.printf(Locale.ROOT, "%s ...", part);
				run(part, new Bench(redis.address(), figures, report));
				System.err.printf(Locale.ROOT, " %.0f s%n", (System.nanoTime() - start) / 1e9);
				figures.forgetAll();
			}
		}
		report.end();
		Files.createDirectories(JSON.getParent());
		Files.writeString(JSON, report.toJson());
		System.out.println(report);
		System.out.println("In " + JSON.toAbsolutePath() + ": the same figures, unrounded.");
		// What a peer has left running must not keep the command from its end.
		System.exit(0);
	}

	private static Set<Part> parts(String[] args) {
		if (args.length == 0) {
			return EnumSet.allOf(Part.class);
		}
		return EnumSet
			.copyOf(List.of(args).stream().map((name) -> Part.valueOf(name.toUpperCase(Locale.ROOT))).toList());
	}

	/** A part that fails is a row of the table, and the others are measured. */
	private static void run(Part part, Bench bench) {
		try {
			part.run(bench);
		}
		catch (Exception ex) {
			bench.report().failed(part.name().toLowerCase(Locale.ROOT), ex);
		}
	}

}
