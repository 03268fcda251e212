package io.github.rollingops.sample.report;

import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as a line of text. Units report on their standard output: a pipe needs no
 * port, keeps the order, and what a killed unit has written can still be read from it.
 */
public final class ReportLine {

	private static final String MARK = "@report ";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private ReportLine() {
	}

	/**
	 * Write a report.
	 * @param report the report
	 * @return the line, without its end
	 */
	public static String write(UnitReport report) {
		return MARK + JSON.writeValueAsString(report);
	}

	/**
	 * Read a report.
	 * @param line a line of a unit's output
	 * @return the report, or nothing if the line is something else, such as a log message
	 */
	public static Optional<UnitReport> read(String line) {
		if (!line.startsWith(MARK)) {
			return Optional.empty();
		}
		try {
			return Optional.of(JSON.readValue(line.substring(MARK.length()), UnitReport.class));
		}
		catch (JacksonException ex) {
			// the last line of a unit that was killed while it wrote
			return Optional.empty();
		}
	}

}
