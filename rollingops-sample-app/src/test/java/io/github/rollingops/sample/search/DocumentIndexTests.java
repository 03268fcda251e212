package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentIndexTests {

	private static final Document LEADER = new Document("leader.md",
			"# Leadership\n\n" + "Some words come first. ".repeat(20) + "The unit that holds the\nlease schedules.");

	private static final Document GRANT = new Document("grant.md", "A grant is the lock, given to one unit.");

	@Test
	void findsDocumentByWordOfItsText() throws IOException {
		DocumentIndex index = DocumentIndex.of(List.of(LEADER, GRANT));
		assertThat(index.search("LOCK"))
			.containsExactly(new Hit("grant.md", "grant.md", "A grant is the lock, given to one unit."));
	}

	@Test
	void ranksTitleAboveText() throws IOException {
		Document mention = new Document("mention.md", "leadership " + "is mentioned here ".repeat(3));
		DocumentIndex index = DocumentIndex.of(List.of(mention, LEADER));
		assertThat(index.search("leadership")).extracting(Hit::title).containsExactly("Leadership", "mention.md");
	}

	@Test
	void showsPassageWhereWordStands() throws IOException {
		assertThat(DocumentIndex.of(List.of(LEADER)).search("lease")).singleElement()
			.extracting(Hit::snippet)
			.asString()
			.endsWith("The unit that holds the lease schedules.")
			.doesNotContain("# Leadership");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "(", "\"", "a AND", "-", "*", "lock~~", "\\" })
	void refusesNoQuery(String query) throws IOException {
		assertThat(DocumentIndex.of(List.of(GRANT)).search(query)).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void indexesNothing() throws IOException {
		assertThat(DocumentIndex.of(List.of()).search("lock")).isEmpty();
	}

}
