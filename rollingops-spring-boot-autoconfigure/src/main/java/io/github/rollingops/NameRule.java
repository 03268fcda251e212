package io.github.rollingops;

import java.util.regex.Pattern;

/**
 * What the names of namespaces, groups, units, callbacks and requests may look like: they
 * become parts of keys, channels and messages, where a space or a brace would mean
 * something else.
 *
 * @since 0.1.0
 */
public final class NameRule {

	/**
	 * The rule as a regular expression.
	 */
	public static final String EXPRESSION = "[A-Za-z0-9._/-]{1,128}";

	private static final Pattern PATTERN = Pattern.compile(EXPRESSION);

	private NameRule() {
	}

	/**
	 * Return whether the given text may be a name.
	 * @param name the text
	 * @return whether it obeys the rule
	 */
	public static boolean accepts(String name) {
		return PATTERN.matcher(name).matches();
	}

}
