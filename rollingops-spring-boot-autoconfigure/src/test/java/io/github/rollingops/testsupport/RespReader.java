package io.github.rollingops.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads the protocol of Redis (RESP2 and RESP3) frame by frame and keeps each frame's
 * bytes, so that a proxy can pass on exactly what it received.
 */
final class RespReader {

	private final InputStream in;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	RespReader(InputStream in) {
		this.in = new BufferedInputStream(in);
	}

	/**
	 * Waits for the next whole frame.
	 * @return the frame, or {@code null} where the stream ends between two frames
	 */
	@Nullable Frame read() throws IOException {
		this.bytes.reset();
		int type = this.in.read();
		if (type < 0) {
			return null;
		}
		this.bytes.write(type);
		Object value = value(type);
		return new Frame((char) type, value, this.bytes.toByteArray());
	}

	private @Nullable Object value(int type) throws IOException {
		String line = line();
		return switch (type) {
			case '+', '(', ',' -> line;
			case '-' -> new Failure(line);
			case ':' -> Long.valueOf(line);
			case '#' -> line.equals("t");
			case '_' -> null;
			case '$', '=' -> text(Integer.parseInt(line));
			case '!' -> new Failure(String.valueOf(text(Integer.parseInt(line))));
			case '*', '~', '>' -> list(Integer.parseInt(line));
			case '%' -> list(2 * Integer.parseInt(line));
			case '|' -> {
				list(2 * Integer.parseInt(line));
				yield value(next());
			}
			default -> throw new IOException("Not RESP: a frame begins with '" + (char) type + line + "'");
		};
	}

	private @Nullable List<@Nullable Object> list(int size) throws IOException {
		if (size < 0) {
			return null;
		}
		List<@Nullable Object> list = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			list.add(value(next()));
		}
		return list;
	}

	private @Nullable String text(int length) throws IOException {
		if (length < 0) {
			return null;
		}
		byte[] text = this.in.readNBytes(length);
		this.bytes.write(text);
		next();
		next();
		return new String(text, StandardCharsets.UTF_8);
	}

	private String line() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = next(); b != '\n'; b = next()) {
			if (b != '\r') {
				line.write(b);
			}
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	private int next() throws IOException {
		int b = this.in.read();
		if (b < 0) {
			throw new EOFException("The stream ended within a frame");
		}
		this.bytes.write(b);
		return b;
	}

	/** A reply that is an error. */
	record Failure(String message) {
	}

	/** One request, reply or push message: what it says, and its bytes. */
	record Frame(char type, @Nullable Object value, byte[] bytes) {

		/** A request's command and arguments; a list's elements as text. */
		List<String> words() {
			return (this.value instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
					: List.of(String.valueOf(this.value));
		}

	}

}
