package io.github.rollingops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pages of this project.
 */
final class Documentation {

	static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

	private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

	private Documentation() {
	}

	/**
	 * Return all pages, relative to the project.
	 */
	static List<Path> pages() {
		List<Path> pages = new ArrayList<>(
				Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(PROJECT::resolve).toList());
		try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
			pages.addAll(files.filter((file) -> file.toString().endsWith(".md")).sorted().toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return pages.stream().map(PROJECT::relativize).toList();
	}

	static String read(Path page) {
		try {
			return Files.readString(PROJECT.resolve(page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the prose of a page, without what stands in fences.
	 */
	static String prose(Path page) {
		return FENCE.matcher(read(page)).replaceAll("");
	}

	/**
	 * Return the anchors of a page, as GitHub makes them of its headings.
	 */
	static Set<String> anchors(Path page) {
		Map<String, Integer> times = new HashMap<>();
		Set<String> anchors = new HashSet<>();
		HEADING.matcher(prose(page)).results().forEach((heading) -> {
			String anchor = heading.group(1)
				.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
				.strip()
				.replace(' ', '-');
			int before = times.merge(anchor, 1, Integer::sum) - 1;
			anchors.add((before == 0) ? anchor : anchor + "-" + before);
		});
		return anchors;
	}

}
