package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis of our own that ends when we do, however that happens.
 * <p>
 * Redis does not care who started it, so a shell stands between: it holds the other end
 * of a pipe which the operating system closes when this process is gone, and then kills
 * Redis and removes its data. A line that comes through the pipe says that Redis is to be
 * killed and started again, and whether with its data: Redis writes each change to its
 * file before it answers, and what is written outlives the process.
 */
final class RedisServer implements AutoCloseable {

	private static final String SUPERVISOR = """
			directory=$1; shift
			trap '' INT TERM HUP
			exec 3<&0 </dev/null
			while :; do
				"$@" 3<&- & redis=$!
				{ read -r order <&3 && echo "$order" > "$directory/order"; kill -9 $redis; } & watcher=$!
				wait $redis
				kill -9 $watcher
				wait $watcher
				case $(cat "$directory/order") in
					keep) ;;
					empty) rm -rf "$directory"/appendonly* ;;
					*) break ;;
				esac
				rm "$directory/order"
			done
			rm -rf "$directory"
			""";

	/**
	 * A port that was free may be taken by another process before Redis binds it.
	 */
	private static final int MAX_ATTEMPTS = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final int port;

	private final Process supervisor;

	private volatile boolean closed;

	private volatile boolean restarting;

	private RedisServer(int port, Process supervisor) {
		this.port = port;
		this.supervisor = supervisor;
	}

	static RedisServer start(RedisBinary binary) throws IOException, InterruptedException {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			RedisServer server = launch(binary, freePort());
			if (server.awaitAnswer()) {
				return server;
			}
			server.close();
		}
		throw new IOException("%s does not come up; start a Redis yourself and name its port: ".formatted(binary)
				+ "--spring.data.redis.port=6379");
	}

	private static RedisServer launch(RedisBinary binary, int port) throws IOException {
		Path directory = Files.createTempDirectory("rollingops-sample-redis");
		List<String> command = new ArrayList<>(List.of("sh", "-c", SUPERVISOR, "redis-supervisor"));
		command.add(directory.toString());
		command.add(binary.provide(directory).toString());
		command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "", "--appendonly",
				"yes", "--appendfsync", "no", "--dir", directory.toString()));
		Process supervisor = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return new RedisServer(port, supervisor);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private boolean awaitAnswer() throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (this.supervisor.isAlive() && System.nanoTime() < deadline) {
			if (answers()) {
				return true;
			}
			this.supervisor.waitFor(50, TimeUnit.MILLISECONDS);
		}
		return false;
	}

	private boolean answers() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
		}
		catch (IOException ex) {
			// nobody listens yet
			return false;
		}
	}

	int port() {
		return this.port;
	}

	boolean isRunning() {
		return this.supervisor.isAlive() && !this.restarting;
	}

	/**
	 * Kill Redis and start it again on the same port.
	 * @param keepData whether it begins with the data that it had
	 * @throws IOException if it does not come up again
	 */
	synchronized void restart(boolean keepData) throws IOException, InterruptedException {
		this.restarting = true;
		// Tells the old one, which may answer for a while, from the new one
		try (Socket old = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			OutputStream orders = this.supervisor.getOutputStream();
			orders.write((keepData ? "keep\n" : "empty\n").getBytes(StandardCharsets.US_ASCII));
			orders.flush();
			awaitEnd(old);
			if (!awaitAnswer()) {
				throw new IOException(
						"Redis does not come up again on port %d; start the sample anew".formatted(this.port));
			}
		}
		finally {
			this.restarting = false;
		}
	}

	private static void awaitEnd(Socket connection) throws IOException {
		connection.setSoTimeout((int) PATIENCE.toMillis());
		try {
			connection.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketTimeoutException ex) {
			throw new IOException("Redis could not be ended", ex);
		}
		catch (SocketException ex) {
			// reset, which is an end as well
		}
	}

	/**
	 * Have something done if Redis ends before it is closed.
	 */
	void onDeath(Runnable action) {
		this.supervisor.onExit().thenRun(() -> {
			if (!this.closed) {
				action.run();
			}
		});
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.supervisor.getOutputStream().close();
			this.supervisor.waitFor(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (IOException ex) {
			// closed by its end, which is what was wanted
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
