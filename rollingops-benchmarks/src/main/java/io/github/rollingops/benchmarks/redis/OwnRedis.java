package io.github.rollingops.benchmarks.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;
import redis.embedded.core.ExecutableProvider;

/**
 * A {@code redis-server} on a free port of 127.0.0.1 that keeps nothing on disk: the one
 * on the path, else the one that the embedded-redis jar carries. It ends with this
 * process, however that ends.
 */
public final class OwnRedis implements AutoCloseable {

	/**
	 * The operating system closes the pipe to the shell when this process is gone, and
	 * the shell then kills Redis.
	 */
	private static final String SUPERVISOR = "exec 3<&0; (read -r line <&3; kill -KILL $$) >/dev/null 2>&1 & "
			+ "exec \"$@\" 3<&- </dev/null";

	private final Path directory;

	private final int port;

	private final Process process;

	private OwnRedis(Path directory) throws IOException, InterruptedException {
		this.directory = directory;
		this.port = freePort();
		this.process = new ProcessBuilder("/bin/sh", "-c", SUPERVISOR, "sh", executable(directory), "--bind",
				Address.LOOPBACK, "--port", Integer.toString(this.port), "--save", "", "--appendonly", "no", "--dir",
				directory.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("redis.log").toFile())
			.start();
		awaitReady();
	}

	/**
	 * Start a Redis.
	 * @return a Redis that takes connections
	 */
	public static OwnRedis start() throws IOException, InterruptedException {
		return new OwnRedis(Files.createTempDirectory("rollingops-benchmarks"));
	}

	public Address address() {
		return Address.local(this.port);
	}

	@Override
	public void close() throws IOException {
		this.process.toHandle().destroyForcibly();
		this.process.onExit().join();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private static String executable(Path directory) throws IOException, InterruptedException {
		try {
			Process version = new ProcessBuilder(List.of("redis-server", "--version")).start();
			version.getInputStream().readAllBytes();
			if (version.waitFor() == 0) {
				return "redis-server";
			}
		}
		catch (IOException ex) {
			// there is none on the path
		}
		return ExecutableProvider.newJarResourceProvider(directory.toFile()).get().getPath();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(Address.LOOPBACK))) {
			return socket.getLocalPort();
		}
	}

	private void awaitReady() throws IOException, InterruptedException {
		long start = System.nanoTime();
		while (true) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress(Address.LOOPBACK, this.port));
				return;
			}
			catch (IOException ex) {
				if (!this.process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
					throw new IOException(
							"Redis did not start: " + Files.readString(this.directory.resolve("redis.log")), ex);
				}
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
	}

}
