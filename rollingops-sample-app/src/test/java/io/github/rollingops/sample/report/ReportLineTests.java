package io.github.rollingops.sample.report;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.rollingops.OperationResult;

import static org.assertj.core.api.Assertions.assertThat;

class ReportLineTests {

	private static final Instant AT = Instant.parse("2026-01-01T10:00:00.123456Z");

	static Stream<UnitReport> reports() {
		return Stream.of(new UnitReport.Serving(8080), new UnitReport.TurnStarted("reindex", AT),
				new UnitReport.TurnEnded("reindex", AT, OperationResult.RETRY_HOLD, 7));
	}

	@ParameterizedTest
	@MethodSource("reports")
	void readsWhatItWrote(UnitReport report) {
		String line = ReportLine.write(report);
		assertThat(line).doesNotContain("\n");
		assertThat(ReportLine.read(line)).contains(report);
	}

	@Test
	void readsNothingFromOtherLines() {
		assertThat(ReportLine.read("10:00:00 INFO joined")).isEmpty();
		assertThat(ReportLine.read("")).isEmpty();
	}

	@Test
	void readsNothingFromLineThatWasCutOff() {
		String line = ReportLine.write(new UnitReport.Serving(8080));
		assertThat(ReportLine.read(line.substring(0, line.length() - 3))).isEmpty();
	}

}
