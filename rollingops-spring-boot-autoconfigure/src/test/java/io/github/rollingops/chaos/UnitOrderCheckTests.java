package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class UnitOrderCheckTests {

	private final UnitOrderCheck check = new UnitOrderCheck();

	@Test
	void oneAfterTheOtherIsFine() {
		Story story = asked().runs("a#1", "one", 10, 0, "{}").runs("a#1", "one", 11, 1, "{}");
		assertThatFindings(story.runs("a#1", "two", 12, 0, "{}").judgedBy(this.check)).areFine();
	}

	@Test
	void findsTheYoungerFirst() {
		Story story = asked().runs("a#1", "two", 10, 0, "{}").runs("a#1", "one", 11, 0, "{}");
		assertThatFindings(story.judgedBy(this.check)).areOne("follows");
	}

	@Test
	void findsOneThatBeganBetweenTheRunsOfAnother() {
		Story story = asked().runs("a#1", "one", 10, 0, "{}").runs("a#1", "two", 11, 0, "{}");
		Findings findings = story.runs("a#1", "one", 12, 1, "{}").judgedBy(this.check);
		assertThat(findings.violations()).hasSize(2);
	}

	@Test
	void findsOneThatNeverBegan() {
		Story story = asked().turn("a#1", "two", 10).left("{\"queues\":{\"alpha\":{\"a\":[\"one\"]}}}");
		assertThatFindings(story.judgedBy(this.check)).areOne("two of unit a", "never did");
	}

	private static Story asked() {
		return Story.begin().asks("a", "one", "{}").asks("a", "two", "{}");
	}

}
