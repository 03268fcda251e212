package io.github.rollingops.sample.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Writes into a queue what another hand might write there: an operation whose callback is
 * a number. It is put behind the others, which are to proceed.
 */
class Poison {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final String KEY = "rollingops:{rollingops-sample:default}:unit:";

	private static final String SCRIPT = """
			local queue = redis.call('hget', KEYS[1], 'operations')
			if not queue then return 0 end
			local others = queue:match('^%[(.+)%]$')
			redis.call('hset', KEYS[1], 'operations', '[' .. (others and others .. ',' or '') .. ARGV[1] .. ']')
			return 1""";

	private static final String ENTRY = "{\"id\":\"poison-%d\",\"callback_id\":7}";

	private final int port;

	Poison(int port) {
		this.port = port;
	}

	/**
	 * Poison the queue of a unit.
	 * @throws IllegalStateException if Redis knows of no such queue
	 * @throws IOException if Redis does not answer
	 */
	void into(String unit) throws IOException {
		String answer = evaluate(KEY + unit, ENTRY.formatted(System.nanoTime()));
		if (!answer.equals(":1")) {
			throw new IllegalStateException(
					"There is no queue of %s under %s%s: %s".formatted(unit, KEY, unit, answer));
		}
	}

	private String evaluate(String key, String entry) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			StringBuilder command = new StringBuilder("*5\r\n");
			for (String part : List.of("EVAL", SCRIPT, "1", key, entry)) {
				command.append("$%d\r\n%s\r\n".formatted(part.getBytes(StandardCharsets.UTF_8).length, part));
			}
			socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
			String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
			return (answer != null) ? answer : "no answer";
		}
	}

}
