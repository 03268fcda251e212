package io.github.rollingops.databag;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Texts that somebody, or something broken, could have written into a databag.
 */
final class Mutations {

	private static final List<String> HOSTILE = List.of("null", "true", "-0", "1e400", "NaN", "[]", "{}", "\"\"",
			"\"\\ud800\"", "\"\\u0000\"", "\"\\x\"", "[[[[[[]]]]]]", "{\"id\":{}}", "9999999999999999999999", "\u2028",
			"\uFFFD", "/*", "//", "'", ",", "}", "]", "\"", "\\", "\t", "\n", "{\"a\":1,\"a\":2}");

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
		String hostile = HOSTILE.get(this.random.nextInt(HOSTILE.size()));
		return switch (this.random.nextInt(12)) {
			case 0 -> text.substring(0, from);
			case 1 -> text.substring(from);
			case 2 -> text.substring(0, from) + text.substring(Math.min(text.length(), from + 1));
			case 3 -> text.substring(0, from) + text.substring(to);
			case 4 -> text.substring(0, from) + hostile + text.substring(from);
			case 5 -> text.substring(0, from) + hostile + text.substring(Math.min(text.length(), from + 1));
			case 6 -> text.substring(0, from) + (char) (' ' + this.random.nextInt(0x3000)) + text.substring(from);
			case 7 -> text.replaceFirst("\"(attempt|cut_short|max_retry|kwargs|id)\":\"[^\"]*\"",
					"\"$1\":" + Matcher.quoteReplacement(hostile));
			case 8 -> text.replaceFirst(",?\"(attempt|callback_id|requested_at|kwargs|id)\":\"[^\"]*\"", "");
			case 9 ->
				text.replaceFirst("\"requested_at\":\"[^\"]*\"", "\"requested_at\":\"" + from + "-01-01T00:00Z\"");
			case 10 -> "[" + "[".repeat(this.random.nextInt(3000)) + text;
			default -> "[" + "\"x\",".repeat(this.random.nextInt(40)) + text.replaceFirst("^\\[", "")
					+ "y".repeat(this.random.nextInt(20) == 0 ? 400_000 : 0);
		};
	}

}
