package io.github.rollingops.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Tells a process what to do: a command and a word to a connection, and one line as the
 * answer.
 */
public final class UnitControl {

	private UnitControl() {
	}

	/** Listens until the process ends, and answers at which port. */
	public static int listen(Handler handler) throws IOException {
		ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(() -> {
			while (true) {
				try (Socket socket = listener.accept()) {
					String[] words = reader(socket).readLine().split(" ", 2);
					writer(socket).println(answer(handler, words));
				}
				catch (IOException ex) {
					ex.printStackTrace();
				}
			}
		}, "control");
		thread.setDaemon(true);
		thread.start();
		return listener.getLocalPort();
	}

	public static String tell(int port, String command, String word) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(20_000);
			writer(socket).println(command + " " + word);
			String answer = reader(socket).readLine();
			if (answer == null || answer.startsWith("! ")) {
				throw new AssertionError(command + " " + word + ": " + answer);
			}
			return answer;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String answer(Handler handler, String[] words) {
		try {
			return handler.handle(words[0], words[1]);
		}
		catch (RuntimeException ex) {
			return "! " + ex;
		}
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	private static PrintWriter writer(Socket socket) throws IOException {
		return new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
	}

	/** Does what is told. */
	public interface Handler {

		String handle(String command, String word);

	}

}
