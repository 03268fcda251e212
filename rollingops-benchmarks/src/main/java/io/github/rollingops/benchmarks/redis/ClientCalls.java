package io.github.rollingops.benchmarks.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what clients send, from now on. What scripts call is not counted.
 */
public final class ClientCalls implements AutoCloseable {

	private static final Pattern FROM_CLIENT = Pattern.compile("^\\+\\S+ \\[\\d+ (\\S+:\\d+)\\]");

	private final Socket socket;

	private final Map<String, Long> callsByAddress = new ConcurrentHashMap<>();

	public ClientCalls(Address redis) throws IOException {
		this.socket = new Socket(redis.host(), redis.port());
		this.socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
		reader.readLine();
		Thread thread = new Thread(() -> read(reader), "client-calls");
		thread.setDaemon(true);
		thread.start();
	}

	/** How many calls came from these addresses so far. */
	public long from(Set<String> addresses) {
		return addresses.stream().mapToLong((address) -> this.callsByAddress.getOrDefault(address, 0L)).sum();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private void read(BufferedReader reader) {
		try {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				Matcher matcher = FROM_CLIENT.matcher(line);
				if (matcher.find()) {
					this.callsByAddress.merge(matcher.group(1), 1L, Long::sum);
				}
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

}
