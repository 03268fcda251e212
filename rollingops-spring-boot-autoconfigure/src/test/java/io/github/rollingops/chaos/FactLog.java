package io.github.rollingops.chaos;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file into which one process writes its facts, a line each, and which is there when
 * the process was killed: each line is handed to the system by one call, and none is kept
 * back. Safe for use by several threads, interrupted ones included: a
 * {@link java.nio.channels.FileChannel} would be closed by the first callback that is
 * interrupted while it writes, which is why this is none.
 */
final class FactLog implements AutoCloseable {

	private static final String SUFFIX = ".facts";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final FileOutputStream file;

	private FactLog(FileOutputStream file) {
		this.file = file;
	}

	/** Opens a file for more lines; {@link #readAll} finds it if it ends so. */
	static FactLog open(Path file) {
		if (!file.toString().endsWith(SUFFIX)) {
			throw new IllegalArgumentException(
					"'" + file + "' would not be read: give it a name that ends with '" + SUFFIX + "'");
		}
		try {
			return new FactLog(new FileOutputStream(file.toFile(), true));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	synchronized void write(Fact fact) {
		try {
			this.file.write((JSON.writeValueAsString(fact) + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Reads what all processes wrote into the files of a directory, in order of time. */
	static List<Fact> readAll(Path directory) {
		List<Fact> facts = new ArrayList<>();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.filter((candidate) -> candidate.toString().endsWith(SUFFIX)).sorted().toList()) {
				facts.addAll(read(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		facts.sort(Comparator.comparingLong(Fact::at));
		return facts;
	}

	private static List<Fact> read(Path file) throws IOException {
		// Not Files.readAllLines: what a kill tore may end within a character.
		String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		List<Fact> facts = new ArrayList<>();
		int begin = 0;
		for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
			facts.add(fact(file, text.substring(begin, end)));
			begin = end + 1;
		}
		return facts;
	}

	private static Fact fact(Path file, String line) {
		try {
			return JSON.readValue(line, Fact.class);
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("'" + line + "' in " + file + " is no fact", ex);
		}
	}

}
