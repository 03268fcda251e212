package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;
import static org.assertj.core.api.Assertions.assertThat;

class InterruptionCheckTests {

	private final InterruptionCheck check = new InterruptionCheck();

	@Test
	void runThatWasToldBeforeIsFine() {
		Story story = running().event("a#1", "GrantLostEvent", "one", 10, "").later(800);
		assertThatFindings(released(story).judgedBy(this.check)).areFine();
	}

	@Test
	void runThatHadEndedIsFine() {
		Story story = running().ends(10, "RELEASE").later(800);
		assertThatFindings(released(story).judgedBy(this.check)).areFine();
	}

	@Test
	void findsARunThatWasNeverTold() {
		assertThatFindings(released(running()).judgedBy(this.check)).areOne("had not been told");
	}

	@Test
	void findsARunThatIsToldTooLate() {
		Story story = released(running()).later(500).event("a#1", "GrantLostEvent", "one", 10, "");
		assertThatFindings(story.judgedBy(this.check)).areOne("had not been told");
	}

	@Test
	void whoeverIsSuspendedIsToldLater() {
		Story story = released(running().fact(What.PAUSED, "a#1", "", 0, "").later(2000));
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void whoeverWasStalledIsToldLater() {
		Story story = released(running().later(800)).fact(What.STALLED, "a#1", "", 0, "700");
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	@Test
	void whoeverWasKilledIsNotTold() {
		Story story = released(running().fact(What.KILLED, "a#1", "", 0, ""));
		assertThat(story.judgedBy(this.check).violations()).isEmpty();
	}

	private static Story running() {
		return Story.begin()
			.asks("a", "one", "{}")
			.history("GRANTED", "a", "one", 10, "")
			.runs("a#1", "one", 10, 0, "{}");
	}

	private static Story released(Story story) {
		return story.history("STALE_RELEASED", "a", "one", 10, "");
	}

}
