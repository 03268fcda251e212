package io.github.rollingops.chaos;

import java.util.Map;

/**
 * What is published of the rounds.
 */
final class FaultTable {

	private FaultTable() {
	}

	/** Markdown: a row for each kind of fault, and the figures below it. */
	static String of(Verdict verdict) {
		StringBuilder text = new StringBuilder(
				"| fault | times | operations in flight | violations |\n|---|---:|---:|---:|\n");
		FaultRow sum = new FaultRow("**all**", 0, 0, 0);
		for (FaultRow row : verdict.rows()) {
			append(text, row);
			sum = sum.and(row);
		}
		append(text, sum);
		text.append('\n');
		for (Map.Entry<String, Long> measure : verdict.measures().entrySet()) {
			text.append("- %s: %,d%n".formatted(measure.getKey(), measure.getValue()));
		}
		return text.toString();
	}

	private static void append(StringBuilder text, FaultRow row) {
		text.append("| %s | %,d | %,d | %,d |%n".formatted(row.kind(), row.times(), row.inFlight(), row.violations()));
	}

}
