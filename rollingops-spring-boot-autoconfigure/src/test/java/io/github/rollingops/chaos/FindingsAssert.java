package io.github.rollingops.chaos;

import org.assertj.core.api.AbstractAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Says what a check should have found.
 */
final class FindingsAssert extends AbstractAssert<FindingsAssert, Findings> {

	private FindingsAssert(Findings findings) {
		super(findings, FindingsAssert.class);
	}

	static FindingsAssert assertThatFindings(Findings findings) {
		return new FindingsAssert(findings);
	}

	/** Something was judged, and it was as it should be. */
	FindingsAssert areFine() {
		assertThat(this.actual.violations()).isEmpty();
		assertThat(this.actual.howManyJudged()).isPositive();
		return this;
	}

	/** One violation, whose message has these words. */
	FindingsAssert areOne(String... words) {
		assertThat(this.actual.violations()).singleElement().extracting(Violation::message).asString().contains(words);
		return this;
	}

	/** Violations, the first of which has these words. */
	FindingsAssert areSome(String... words) {
		assertThat(this.actual.violations()).first().extracting(Violation::message).asString().contains(words);
		return this;
	}

}
