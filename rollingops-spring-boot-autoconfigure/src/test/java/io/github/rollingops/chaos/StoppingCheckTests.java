package io.github.rollingops.chaos;

import io.github.rollingops.chaos.Fact.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class StoppingCheckTests {

	private final StoppingCheck check = new StoppingCheck();

	@Test
	void cleanEndIsFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@ParameterizedTest
	@ValueSource(strings = { "status 1; threads ; connections 0", "status 143; threads lettuce-1; connections 0",
			"status 143; threads ; connections 1", "killed at last" })
	void findsWhatIsLeft(String how) {
		assertThatFindings(Story.begin().stops("a#1", how).judgedBy(this.check)).areOne(how);
	}

	@Test
	void findsAProcessThatEndsByItself() {
		Story story = Story.begin().fact(What.DIED, "a#1", "", 0, "status 1");
		assertThatFindings(story.judgedBy(this.check)).areOne("by itself");
	}

	@Test
	void processThatACallbackHaltsIsFine() {
		Story story = Story.begin().fact(What.DIED, "a#1", "", 0, "status 3 halted");
		assertThatFindings(story.judgedBy(this.check)).areFine();
	}

	@Test
	void findsAProcessThatDoesNotEnd() {
		Story story = Story.begin().fact(What.STOPPING, "a#1", "", 0, "");
		assertThatFindings(story.judgedBy(this.check)).areOne("and lives");
	}

	@Test
	void findsTooManyConnections() {
		Story story = Story.begin().left("{\"connections\":{\"a#1\":5,\"b#1\":4}}");
		assertThatFindings(story.judgedBy(this.check)).areOne("a#1 has 5");
	}

}
