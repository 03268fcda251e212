package io.github.rollingops.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Sends single commands, each on a connection of its own. A real client would reconnect,
 * time out and retry on its own terms; what a test asks of a broken server must not.
 */
final class RespClient {

	private static final int TIMEOUT_MILLIS = 5_000;

	private RespClient() {
	}

	/**
	 * Answers strings, {@code Long}s, lists of these, or {@code null}.
	 * @throws IllegalStateException if Redis answers with an error
	 * @throws UncheckedIOException if it cannot be reached or does not answer in 5 s
	 */
	static @Nullable Object command(String host, int port, String... command) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
			socket.setSoTimeout(TIMEOUT_MILLIS);
			socket.getOutputStream().write(encode(List.of(command)));
			RespReader.Frame reply = new RespReader(socket.getInputStream()).read();
			if (reply == null) {
				throw new IOException("The connection was closed before the reply");
			}
			if (reply.value() instanceof RespReader.Failure failure) {
				throw new IllegalStateException(String.join(" ", command) + ": " + failure.message());
			}
			return reply.value();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(host + ":" + port + " " + command[0] + ": " + ex.getMessage(), ex);
		}
	}

	private static byte[] encode(List<String> command) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(("*" + command.size() + "\r\n").getBytes(StandardCharsets.UTF_8));
		for (String word : command) {
			byte[] text = word.getBytes(StandardCharsets.UTF_8);
			bytes.writeBytes(("$" + text.length + "\r\n").getBytes(StandardCharsets.UTF_8));
			bytes.writeBytes(text);
			bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
