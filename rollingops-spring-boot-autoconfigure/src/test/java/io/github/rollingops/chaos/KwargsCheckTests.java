package io.github.rollingops.chaos;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.rollingops.chaos.FindingsAssert.assertThatFindings;

class KwargsCheckTests {

	private final KwargsCheck check = new KwargsCheck();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"n\":1.50} | {\"n\":1.5}", "{\"a\":[1,null],\"b\":{}} | {\"b\":{},\"a\":[1,null]}",
					"{\"n\":12345678901234567890.0000001} | {\"n\":12345678901234567890.0000001}",
					"{\"n\":1e400} | {\"n\":1E+400}" })
	void sameValuesAreFine(String asked, String given) {
		assertThatFindings(story(asked, given).judgedBy(this.check)).areFine();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"n\":12345678901234567890.0000001} | {\"n\":12345678901234567890.0000002}",
					"{\"a\":[]} | {\"a\":{}}", "{\"a\":null} | {\"b\":null}", "{\"a\":\"1\"} | {\"a\":1}",
					"{\"a\":[1,2]} | {\"a\":[2,1]}", "{\"a\":1} | {\"a\":1,\"b\":2}" })
	void findsOtherValues(String asked, String given) {
		assertThatFindings(story(asked, given).judgedBy(this.check)).areOne(" instead of ");
	}

	@Test
	void findsADuplicateOfSomethingElse() {
		Story story = Story.begin().asks("a", "one", "{\"n\":1}").asks("a", "one", "DUPLICATE", "{\"n\":2}");
		assertThatFindings(story.judgedBy(this.check)).areOne("duplicate");
	}

	private static Story story(String asked, String given) {
		return Story.begin().asks("a", "one", asked).runs("a#1", "one", 10, 0, given);
	}

}
