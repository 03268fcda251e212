package io.github.rollingops.benchmarks.redis;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * What Redis says about itself, asked over a connection of its own.
 */
public final class RedisFigures implements AutoCloseable {

	private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=(\\d+),usec=(\\d+)");

	private static final Pattern CLIENT = Pattern.compile("(?m)^id=\\d+ addr=(\\S+)");

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	public RedisFigures(Address address) {
		this.client = RedisClient.create(address.toString());
		this.commands = this.client.connect().sync();
	}

	public String version() {
		return field("server", "redis_version");
	}

	/**
	 * How many commands Redis has carried out, those inside scripts included. Asking
	 * counts as one.
	 */
	public long commands() {
		return Long.parseLong(field("stats", "total_commands_processed"));
	}

	public long usedMemory() {
		return Long.parseLong(field("memory", "used_memory"));
	}

	/** How many scripts were called by their digest so far, and how long they took. */
	public ScriptTime scripts() {
		Matcher matcher = SCRIPTS.matcher(this.commands.info("commandstats"));
		return matcher.find() ? new ScriptTime(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
				: new ScriptTime(0, 0);
	}

	/** How many bytes the keys take up that match. */
	public long bytes(String pattern) {
		long bytes = 0;
		ScanIterator<String> keys = ScanIterator.scan(this.commands, ScanArgs.Builder.matches(pattern).limit(1000));
		while (keys.hasNext()) {
			Long usage = this.commands.memoryUsage(keys.next());
			bytes += (usage != null) ? usage : 0;
		}
		return bytes;
	}

	/** The addresses from which clients are connected. */
	public Set<String> clients() {
		Set<String> addresses = new LinkedHashSet<>();
		CLIENT.matcher(this.commands.clientList()).results().forEach((match) -> addresses.add(match.group(1)));
		return addresses;
	}

	public void forgetAll() {
		this.commands.flushall();
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

	private String field(String section, String name) {
		Matcher matcher = Pattern.compile("(?m)^" + name + ":(\\S+)").matcher(this.commands.info(section));
		if (!matcher.find()) {
			throw new IllegalStateException("Redis does not tell its " + name);
		}
		return matcher.group(1);
	}

	/**
	 * Calls of scripts, and the time in Redis that they took.
	 *
	 * @param calls how many
	 * @param micros how long, together
	 */
	public record ScriptTime(long calls, long micros) {

		/** What has been added since an earlier answer. */
		public ScriptTime since(ScriptTime earlier) {
			return new ScriptTime(this.calls - earlier.calls, this.micros - earlier.micros);
		}

		public double microsOfACall() {
			return (double) this.micros / this.calls;
		}

	}

}
