package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.springframework.data.redis.connection.RedisConnection;

/**
 * One thing that somebody, or another version, could have done by hand to what Redis
 * keeps of a unit, or to who leads and who has the turn. The clock and the highest token
 * are left alone: whoever changes them has stopped the group's time.
 */
final class Tampering {

	private static final List<String> FIELDS = List.of("boot_id", "seq", "rev", "state", "executed_at", "busy",
			"draining", "schema", "due", "last_token", "last_outcome", "last_seen", "lost_rev", "kept", "journal",
			"journal_left", "journal_steps", "operations", "ended", "callbacks", "followed", "set_aside",
			"of_a_later_version");

	private static final List<String> APP_FIELDS = List.of("granted_unit", "granted_at", "grant_token",
			"grant_operation", "grant_boot", "grant_due", "schema", "policy", "work_since", "kept", "refused_boot",
			"refused_until", "of_a_later_version");

	private static final List<String> INDEXES = List.of("requests", "retries", "delayed", "departed");

	private static final List<byte[]> TEXTS = List.of(bytes(""), bytes(" "), bytes("0"), bytes("-1"), bytes("1e400"),
			bytes("nan"), bytes("inf"), bytes("-inf"), bytes("9007199254740991"), bytes("9007199254740992"),
			bytes("9223372036854775807"), bytes("9".repeat(400)), bytes("0x1p10"), bytes("1.5"), bytes("NaN"),
			bytes("1 2 3"), bytes("a b c"), bytes("a 1 1"), bytes("request 1 1 boot id {}"),
			bytes("retry-hold 9 9 b i [1]"), bytes("request - - - - -"), bytes("idle"), bytes("retry-release"),
			bytes("no such state"), bytes("RELEASE"), bytes("reload"), bytes("a\0b"), bytes("\u0001\u001f"),
			bytes("\r\n"), bytes("ä😀\u2028"), new byte[] { (byte) 0xff, (byte) 0xfe },
			new byte[] { 'a', (byte) 0xc3, '(', (byte) 0xed, (byte) 0xa0, (byte) 0x80 }, bytes("2026-03-01T12:00:00Z"),
			bytes("9999-12-31T23:59:59.999999Z"), bytes("0001-01-01T00:00:00Z"), bytes("[]"), bytes("{}"),
			bytes("[1,null,[\"a\"]]"), bytes("[\"" + "x".repeat(1_000) + "\"]"), bytes("[[".repeat(2_000)),
			bytes("word ".repeat(5_000)), bytes("y".repeat(100_000)));

	private static final double[] SCORES = { 0, -1, 1, 1.5, 4e15, -4e15, 9e15, 1e300, Double.POSITIVE_INFINITY,
			Double.NEGATIVE_INFINITY };

	private final Random random;

	private final RedisConnection connection;

	private final String base;

	Tampering(Random random, RedisConnection connection, String base) {
		this.random = random;
		this.connection = connection;
		this.base = base;
	}

	/**
	 * Do one thing to what is kept of a unit.
	 * @return what was done
	 */
	String of(String unit) {
		byte[] databag = key("unit:" + unit);
		return switch (this.random.nextInt(16)) {
			case 0, 1, 2, 3, 4 -> field(databag, any(FIELDS));
			case 5 -> invalid(databag);
			case 6 -> noField(databag, any(FIELDS));
			case 7 -> otherType(databag);
			case 8 -> field(key("heads"), unit);
			case 9 -> noField(key("heads"), unit);
			case 10 -> field(key("cut_short"), unit);
			case 11 -> score(unit);
			case 12 -> score(any(List.of("ghost", "a ghost", "ghöst\0", "")));
			case 13 -> leader();
			default -> field(key("app"), any(APP_FIELDS));
		};
	}

	private String field(byte[] key, String field) {
		byte[] text = any(TEXTS);
		this.connection.hashCommands().hSet(key, bytes(field), text);
		return "HSET " + text(key) + " " + field + " " + text(text);
	}

	/**
	 * Put bytes that are no text into the middle of a queue.
	 */
	private String invalid(byte[] databag) {
		byte[] operations = this.connection.hashCommands().hGet(databag, bytes("operations"));
		if (operations == null || operations.length == 0) {
			return "nothing";
		}
		int at = this.random.nextInt(operations.length);
		operations[at] = (byte) (0x80 + this.random.nextInt(0x80));
		this.connection.hashCommands().hSet(databag, bytes("operations"), operations);
		return "HSET " + text(databag) + " operations, byte " + at + " of " + text(operations);
	}

	private String noField(byte[] key, String field) {
		this.connection.hashCommands().hDel(key, bytes(field));
		return "HDEL " + text(key) + " " + field;
	}

	private String otherType(byte[] key) {
		this.connection.keyCommands().del(key);
		switch (this.random.nextInt(4)) {
			case 0 -> this.connection.stringCommands().set(key, any(TEXTS));
			case 1 -> this.connection.listCommands().rPush(key, any(TEXTS));
			case 2 -> this.connection.zSetCommands().zAdd(key, 1, any(TEXTS));
			default -> this.connection.setCommands().sAdd(key, any(TEXTS));
		}
		return "another type at " + text(key);
	}

	private String score(String name) {
		String index = any(INDEXES);
		double score = SCORES[this.random.nextInt(SCORES.length)];
		this.connection.zSetCommands().zAdd(key(index), score, bytes(name));
		return "ZADD " + index + " " + score + " " + name;
	}

	private String leader() {
		byte[] text = any(TEXTS);
		this.connection.stringCommands().set(key("leader"), text);
		return "SET leader " + text(text);
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private byte[] key(String suffix) {
		return bytes(this.base + suffix);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return (text.length() <= 200) ? text : text.substring(0, 200) + "…";
	}

}
