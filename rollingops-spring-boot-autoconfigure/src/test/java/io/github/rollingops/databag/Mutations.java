package io.github.rollingops.databag;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that somebody, or something broken, or another version could have written into a
 * databag.
 */
final class Mutations {

	private static final List<String> HOSTILE = List.of("null", "true", "-0", "1e400", "-1e-400", "NaN", "[]", "{}",
			"\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\x\"", "[[[[[[]]]]]]", "{\"id\":{}}",
			"9999999999999999999999", "9".repeat(400), "1e2147483648", "0x10", "01", "\u2028", "\uFFFD", "\uFEFF", "/*",
			"//", "'", ",", "}", "]", "\"", "\\", "\t", "\n", "\0", "\u0001", "\u001f", "\u007f", "\ud83d\ude80",
			"{\"a\":1,\"a\":2}", "{\"\":\"\"}", "[".repeat(600) + "]".repeat(600), "{\"a\":".repeat(1_100));

	private static final Pattern FIELD = Pattern.compile(
			"\"(id|callback_id|kwargs|requested_at|max_retry|attempt|cut_short)\":\"(?:[^\"\\\\]++|\\\\.)*+\"",
			Pattern.DOTALL);

	private final Random random;

	Mutations(Random random) {
		this.random = random;
	}

	/**
	 * Change a text in one to three ways.
	 */
	String of(String text) {
		String mutated = text;
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			mutated = mutate(mutated);
		}
		return mutated;
	}

	private String mutate(String text) {
		int from = this.random.nextInt(text.length() + 1);
		int to = from + this.random.nextInt(text.length() - from + 1);
		String hostile = any(HOSTILE);
		return switch (this.random.nextInt(18)) {
			case 0 -> text.substring(0, from);
			case 1 -> text.substring(from);
			case 2 -> text.substring(0, from) + text.substring(Math.min(text.length(), from + 1));
			case 3 -> text.substring(0, from) + text.substring(to);
			case 4 -> text.substring(0, from) + hostile + text.substring(from);
			case 5 -> text.substring(0, from) + hostile + text.substring(Math.min(text.length(), from + 1));
			case 6 -> text.substring(0, from) + (char) (' ' + this.random.nextInt(0x3000)) + text.substring(from);
			case 7 -> text.substring(0, from) + (char) this.random.nextInt(' ') + text.substring(from);
			case 8, 9 -> field(text, "\"$1\":" + Matcher.quoteReplacement(hostile));
			case 10 ->
				field(text, "\"$1\":\"" + Matcher.quoteReplacement(any(HOSTILE).replaceAll("[\"\\\\]", "")) + "\"");
			case 11 -> withoutField(text);
			case 12 -> field(text, "$0," + Matcher.quoteReplacement(unknownField(hostile)));
			case 13 -> field(text, "\"$1\":\"" + from + "\",$0");
			case 14 ->
				text.replaceFirst("\"requested_at\":\"[^\"]*\"", "\"requested_at\":\"" + from + "-01-01T00:00Z\"");
			case 15 -> "[" + "[".repeat(this.random.nextInt(3000)) + text;
			case 16 -> "[" + (hostile + ",").repeat(this.random.nextInt(40)) + text.replaceFirst("^\\[", "");
			default -> huge(text);
		};
	}

	/**
	 * Replace one of the fields that an operation has.
	 */
	private String field(String text, String replacement) {
		Matcher matcher = FIELD.matcher(text);
		int skipped = this.random.nextInt(10);
		int from = 0;
		for (int i = 0; matcher.find() && i < skipped; i++) {
			from = matcher.start();
		}
		return text.substring(0, from) + FIELD.matcher(text.substring(from)).replaceFirst(replacement);
	}

	/**
	 * As an earlier version would have written it.
	 */
	private String withoutField(String text) {
		return field(text, "").replace(",,", ",").replace("{,", "{").replace(",}", "}");
	}

	/**
	 * As a later version would have written it, if it kept to the rules or not.
	 */
	private String unknownField(String hostile) {
		return "\"since\":" + (this.random.nextBoolean() ? "\"9 / 10\"" : hostile);
	}

	private String huge(String text) {
		return switch (this.random.nextInt(12)) {
			case 0 -> text + "y".repeat(400_000);
			case 1 -> "[" + "\"x\",".repeat(2_000) + text.replaceFirst("^\\[", "");
			case 2 -> field(text, "\"$1\":\"" + "z".repeat(300_000) + "\"");
			default -> text.replaceFirst("\\]$", ",\"" + "x".repeat(this.random.nextInt(3_000)) + "\"]");
		};
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
