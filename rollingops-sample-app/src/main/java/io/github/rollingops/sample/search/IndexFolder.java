package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The folder in which a unit keeps its index. Others may lie beside it, such as one that
 * is being built; a small file names the one that is served, and is replaced in one step:
 * however the process ends, the next one finds a whole index.
 */
class IndexFolder {

	private static final String PREFIX = "index-";

	private static final String SERVED = "served";

	private final Path folder;

	IndexFolder(Path folder) {
		this.folder = folder;
	}

	/**
	 * Return the name of the index that is served, or {@code null} at the very first
	 * start.
	 */
	@Nullable String served() throws IOException {
		Path file = this.folder.resolve(SERVED);
		return Files.exists(file) ? Files.readString(file) : null;
	}

	/**
	 * Serve another index, at the next start as well.
	 */
	void serve(String name) throws IOException {
		Path next = this.folder.resolve(SERVED + ".next");
		Files.writeString(next, name);
		Files.move(next, this.folder.resolve(SERVED), StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Return a name for another index, one that nothing here has.
	 */
	String nextName() throws IOException {
		int last = names().stream()
			.mapToInt((name) -> Integer.parseInt(name.substring(PREFIX.length())))
			.max()
			.orElse(0);
		return PREFIX + (last + 1);
	}

	/**
	 * Return the names of all indexes, whole or not.
	 */
	List<String> names() throws IOException {
		Files.createDirectories(this.folder);
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.matches(PREFIX + "\\d+"))
				.sorted()
				.toList();
		}
	}

	void build(String name, List<Document> documents) throws IOException {
		DocumentIndex.write(this.folder.resolve(name), documents);
	}

	DocumentIndex open(String name) throws IOException {
		return DocumentIndex.read(this.folder.resolve(name));
	}

	/**
	 * Delete an index, or what there is of it.
	 * @throws IllegalStateException if it is served
	 */
	synchronized void delete(String name) throws IOException {
		if (name.equals(served())) {
			throw new IllegalStateException(name + " in " + this.folder + " is served; serve another one first");
		}
		FileSystemUtils.deleteRecursively(this.folder.resolve(name));
	}

	/**
	 * Delete all that is not served. Only for whoever knows that nobody needs it: an
	 * index that has just been switched from may have to be switched back to.
	 */
	synchronized void deleteOthers() throws IOException {
		for (String name : names()) {
			if (!name.equals(served())) {
				delete(name);
			}
		}
	}

}
