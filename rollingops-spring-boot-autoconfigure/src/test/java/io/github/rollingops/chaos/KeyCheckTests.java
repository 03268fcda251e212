package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class KeyCheckTests {

	private final KeyCheck check = new KeyCheck();

	@Test
	void documentedKeysAreFine() {
		assertThatFindings(Story.fine().judgedBy(this.check)).areFine();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rollingops:{x:alpha}:surprise", "rollingops:{x:alpha}:unit:z",
			"rollingops:{x:beta}:unit:a", "other" })
	void findsAKeyOfNobody(String key) {
		Story story = Story.begin().left("{\"keys\":{\"" + key + "\":{\"ttl\":9}}}");
		assertThatFindings(story.judgedBy(this.check)).areOne(key, "belongs to nobody");
	}

	@Test
	void findsAKeyThatNeverExpires() {
		Story story = Story.begin().left("{\"keys\":{\"rollingops:{x:alpha}:app\":{\"ttl\":-1}}}");
		assertThatFindings(story.judgedBy(this.check)).areOne("never expires");
	}

	@Test
	void findsTheDatabagOfAUnitThatIsForgotten() {
		Story story = Story.begin().without((fact) -> fact.detail().contains("UnitJoinedEvent"));
		story.history("FORGOTTEN", "a", "", 0, "");
		story.left("{\"keys\":{\"rollingops:{x:alpha}:unit:a\":{\"ttl\":9}}}");
		assertThatFindings(story.judgedBy(this.check)).areOne("belongs to nobody");
	}

}
