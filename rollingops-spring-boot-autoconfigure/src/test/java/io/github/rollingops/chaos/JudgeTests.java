package io.github.rollingops.chaos;

import java.util.List;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JudgeTests {

	@Test
	void findsNothingWhereAllIsWell() {
		Verdict verdict = Judge.judge(Story.fine().facts(), Story.RULES);
		assertThat(verdict.violations()).isEmpty();
		assertThat(verdict.measures()).containsEntry("operations accepted", 5L)
			.containsEntry("runs", 6L)
			.containsEntry("released", 5L)
			.containsEntry("faults", 1L);
		assertThat(verdict.rows()).containsExactly(new FaultRow("kill", 1, 1, 0));
	}

	@Test
	void nothingIsProvenByNothing() {
		Verdict verdict = Judge.judge(List.of(), Story.RULES);
		assertThat(verdict.violations()).extracting(Violation::check)
			.containsExactlyInAnyOrder("Exclusion", "Token", "Fate", "Request", "UnitOrder", "FleetOrder", "Attempt",
					"Progress", "Finish", "Stopping", "Key", "Completion", "Kwargs", "Judge");
	}

	@Test
	void arenaThatLosesWritesIsJudgedByWhatOutlivesThat() {
		Verdict verdict = Judge.judge(List.of(), Story.LOSING);
		assertThat(verdict.violations()).extracting(Violation::check)
			.containsExactlyInAnyOrder("Exclusion", "Token", "Fate", "Stopping", "Key", "Completion", "Kwargs", "Loss",
					"Judge");
	}

	@Test
	void violationIsInTheWakeOfTheLastFaultBeforeIt() {
		Story story = Story.fine().faultBegins("pause", "a").fact(What.DIED, "a#1", "", 0, "status 1");
		Verdict verdict = Judge.judge(story.facts(), Story.RULES);
		assertThat(verdict.rows()).extracting(FaultRow::kind).containsExactly("kill", "pause");
		assertThat(verdict.rows()).extracting(FaultRow::violations).containsExactly(0L, 1L);
	}

	@Test
	void twoRoundsMakeOneTable() {
		Verdict verdict = Judge.judge(Story.fine().facts(), Story.RULES);
		Verdict both = verdict
			.and(Judge.judge(Story.fine().fault("kill", "c", "c#1", What.KILLED).facts(), Story.RULES));
		assertThat(both.rows()).containsExactly(new FaultRow("kill", 3, 2, 0));
		assertThat(both.measures()).containsEntry("released", 10L)
			.containsEntry("longest gap in ms", verdict.measures().get("longest gap in ms"));
		assertThat(FaultTable.of(both)).contains("| kill | 3 | 2 | 0 |", "| **all** | 3 | 2 | 0 |", "- released: 10");
	}

	@Test
	void faultThatMissedIsNone() {
		Story story = Story.fine().faultBegins("halt", "a").faultEnds("halt", "a (missed)");
		assertThat(Judge.judge(story.facts(), Story.RULES).rows()).extracting(FaultRow::kind).containsExactly("kill");
	}

	@Test
	void manyViolationsOfOneKindAreCounted() {
		Findings findings = new Findings("some");
		for (int i = 0; i < 100; i++) {
			findings.violated(i, "again");
		}
		assertThat(findings.violations()).hasSize(21).last().extracting(Violation::message).isEqualTo("and 80 more");
	}

}
