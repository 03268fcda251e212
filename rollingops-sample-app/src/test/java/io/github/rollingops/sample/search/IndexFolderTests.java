package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class IndexFolderTests {

	private static final List<Document> DOCUMENTS = List.of(new Document("a.md", "# First"));

	@TempDir
	Path folder;

	private IndexFolder indexes;

	@BeforeEach
	void create() {
		this.indexes = new IndexFolder(this.folder.resolve("search-1"));
	}

	@Test
	void servesNothingAtTheVeryFirstStart() throws IOException {
		assertThat(this.indexes.served()).isNull();
		assertThat(this.indexes.names()).isEmpty();
		assertThat(this.indexes.nextName()).isEqualTo("index-1");
	}

	@Test
	void knowsInTheNextLifeWhatIsServed() throws IOException {
		this.indexes.build("index-9", DOCUMENTS);
		this.indexes.build("index-10", DOCUMENTS);
		this.indexes.serve("index-9");
		this.indexes.serve("index-10");
		IndexFolder next = new IndexFolder(this.folder.resolve("search-1"));
		assertThat(next.served()).isEqualTo("index-10");
		assertThat(next.open("index-10").documents()).isEqualTo(DOCUMENTS);
		assertThat(next.nextName()).isEqualTo("index-11");
	}

	@Test
	void opensNoIndexThatIsNotWhole() throws IOException {
		Files.createDirectories(this.folder.resolve("search-1/index-1"));
		Files.writeString(this.folder.resolve("search-1/index-1/_0.cfs"), "begun");
		assertThatIOException().isThrownBy(() -> this.indexes.open("index-1"));
	}

	@Test
	void deletesWhatThereIsOfAnIndex() throws IOException {
		this.indexes.delete("index-1");
		Files.createDirectories(this.folder.resolve("search-1/index-1"));
		Files.writeString(this.folder.resolve("search-1/index-1/_0.cfs"), "begun");
		this.indexes.delete("index-1");
		assertThat(this.indexes.names()).isEmpty();
	}

	@Test
	void deletesAllButWhatIsServed() throws IOException {
		this.indexes.build("index-1", DOCUMENTS);
		this.indexes.build("index-2", DOCUMENTS);
		this.indexes.serve("index-1");
		assertThatIllegalStateException().isThrownBy(() -> this.indexes.delete("index-1"))
			.withMessageContaining("index-1");
		this.indexes.deleteOthers();
		assertThat(this.indexes.names()).containsExactly("index-1");
	}

}
