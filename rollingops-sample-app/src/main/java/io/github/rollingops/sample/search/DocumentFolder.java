package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the documents lie: the folder that is configured, else this project's own
 * documentation in the checkout, else the copy of it that is packaged with the sample.
 */
class DocumentFolder {

	private static final String MODULE = "rollingops-sample-app";

	private final List<String> patterns;

	private DocumentFolder(List<String> patterns) {
		this.patterns = patterns;
	}

	static DocumentFolder find(@Nullable Path configured, Path workingDirectory) {
		if (configured != null) {
			String folder = configured.toAbsolutePath().toUri().toString();
			return new DocumentFolder(List.of(folder + "**/*.md", folder + "**/*.txt"));
		}
		// spring-boot:run starts in the module, an IDE in the checkout
		for (Path folder = workingDirectory.toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.isDirectory(folder.resolve(MODULE)) && Files.exists(folder.resolve("README.md"))) {
				String checkout = folder.toUri().toString();
				return new DocumentFolder(
						List.of(checkout + "README.md", checkout + "CONTRIBUTING.md", checkout + "docs/*.md"));
			}
		}
		return new DocumentFolder(List.of("classpath*:documents/**/*.md"));
	}

	/**
	 * Read all documents.
	 * @return the documents by name
	 * @throws IOException if one cannot be read
	 */
	List<Document> read() throws IOException {
		List<Document> documents = new ArrayList<>();
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		for (String pattern : this.patterns) {
			for (Resource resource : resolver.getResources(pattern)) {
				if (resource.isReadable()) {
					String name = String.valueOf(resource.getFilename());
					documents.add(new Document(name, resource.getContentAsString(StandardCharsets.UTF_8)));
				}
			}
		}
		documents.sort(Comparator.comparing(Document::name));
		return List.copyOf(documents);
	}

}
