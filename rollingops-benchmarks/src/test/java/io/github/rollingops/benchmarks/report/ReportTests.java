package io.github.rollingops.benchmarks.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private final Report report = new Report();

	@Test
	void showsEachFigureWithItsBudgetAndWhetherItIsMet() {
		this.report.add(Figure.atMost(3, 3, "kept", "3.0", "≤ 3"));
		this.report.add(Figure.atMost(3, 3.1, "broken", "3.1", "≤ 3"));
		this.report.add(Figure.reported("told", "7"));
		assertThat(this.report.toString()).contains("""
				| figure | measured | budget | |
				|---|--:|--:|---|
				| kept | 3.0 | ≤ 3 | met |
				| broken | 3.1 | ≤ 3 | **not met** |
				| told | 7 | | reported |
				""");
	}

	@Test
	void whatCouldNotBeMeasuredIsNotMet() {
		this.report.failed("leader", new IllegalStateException("nobody leads"));
		assertThat(this.report.toString()).contains("| leader | failed: nobody leads | | **not met** |");
	}

	@Test
	void writesFiguresAndWhatTheyComeFrom() {
		this.report.describe("redis", "7.0.15");
		this.report.add("steps", List.of(Map.of("units", 10)));
		this.report.add(Figure.reported("told", "7"));
		this.report.end();
		JsonNode json = JsonMapper.builder().build().readTree(this.report.toJson());
		assertThat(json.at("/machine/redis").asString()).isEqualTo("7.0.15");
		assertThat(json.at("/machine/loadAfter").asString()).isNotEmpty();
		assertThat(json.at("/steps/0/units").asInt()).isEqualTo(10);
		assertThat(json.at("/figures/0/value").asString()).isEqualTo("7");
	}

}
