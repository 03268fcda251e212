package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentIndexTests {

	private static final Document LEADER = new Document("leader.md",
			"# Leadership\n\n" + "Some words come first. ".repeat(20) + "The unit that holds the\nlease schedules.");

	private static final Document GRANT = new Document("grant.md", "A grant is the lock, given to one unit.");

	@TempDir
	Path folder;

	@Test
	void findsDocumentByWordOfItsText() throws IOException {
		DocumentIndex index = index(List.of(LEADER, GRANT));
		assertThat(index.search("LOCK"))
			.containsExactly(new Hit("grant.md", "grant.md", "A grant is the lock, given to one unit."));
	}

	@Test
	void ranksTitleAboveText() throws IOException {
		Document mention = new Document("mention.md", "leadership " + "is mentioned here ".repeat(3));
		DocumentIndex index = index(List.of(mention, LEADER));
		assertThat(index.search("leadership")).extracting(Hit::title).containsExactly("Leadership", "mention.md");
	}

	@Test
	void showsPassageWhereWordStands() throws IOException {
		assertThat(index(List.of(LEADER)).search("lease")).singleElement()
			.extracting(Hit::snippet)
			.asString()
			.endsWith("The unit that holds the lease schedules.")
			.doesNotContain("# Leadership");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "(", "\"", "a AND", "-", "*", "lock~~", "\\" })
	void refusesNoQuery(String query) throws IOException {
		assertThat(index(List.of(GRANT)).search(query)).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void indexesNothing() throws IOException {
		assertThat(index(List.of()).search("lock")).isEmpty();
	}

	@Test
	void findsDocumentByItsName() throws IOException {
		DocumentIndex index = index(List.of(LEADER, GRANT));
		assertThat(index.find("grant.md")).contains(GRANT);
		assertThat(index.find("grant")).isEmpty();
		assertThat(index.documents()).containsExactly(LEADER, GRANT);
	}

	@Test
	void searchesOnWhenItsFilesAreGone() throws IOException {
		DocumentIndex index = index(List.of(GRANT));
		FileSystemUtils.deleteRecursively(this.folder);
		assertThat(index.search("lock")).hasSize(1);
	}

	private DocumentIndex index(List<Document> documents) throws IOException {
		DocumentIndex.write(this.folder, documents);
		return DocumentIndex.read(this.folder);
	}

}
