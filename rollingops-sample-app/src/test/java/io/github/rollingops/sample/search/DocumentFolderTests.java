package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentFolderTests {

	@TempDir
	Path folder;

	@Test
	void readsConfiguredFolderAndWhatIsBelow() throws IOException {
		write("b.md", "# Second");
		write("sub/a.txt", "first");
		write("image.png", "no text");
		assertThat(DocumentFolder.find(this.folder, Path.of("")).read()).containsExactly(new Document("a.txt", "first"),
				new Document("b.md", "# Second"));
	}

	@Test
	void findsDocumentationOfCheckoutFromModule() throws IOException {
		write("README.md", "readme");
		write("CONTRIBUTING.md", "contributing");
		write("docs/guarantees.md", "guarantees");
		write("docs/sub/other.md", "not looked for");
		write("NOTICE.md", "not looked for");
		Path module = Files.createDirectories(this.folder.resolve("rollingops-sample-app"));
		assertThat(DocumentFolder.find(null, module).read()).extracting(Document::name)
			.containsExactly("CONTRIBUTING.md", "README.md", "guarantees.md");
	}

	@Test
	void readsCheckoutThatLacksSomeDocuments() throws IOException {
		write("README.md", "readme");
		Files.createDirectories(this.folder.resolve("rollingops-sample-app"));
		assertThat(DocumentFolder.find(null, this.folder).read()).extracting(Document::name)
			.containsExactly("README.md");
	}

	@Test
	void fallsBackToPackagedDocuments() throws IOException {
		assertThat(DocumentFolder.find(null, this.folder).read()).extracting(Document::name).contains("packaged.md");
	}

	private void write(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
