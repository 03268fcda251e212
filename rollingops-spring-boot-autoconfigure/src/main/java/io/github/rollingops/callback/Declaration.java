package io.github.rollingops.callback;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringValueResolver;

import io.github.rollingops.NameRule;
import io.github.rollingops.OnRestart;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.action.ActionQueue;

/**
 * What a {@link RollingOperation @RollingOperation} says, resolved and checked.
 */
record Declaration(String group, String id, @Nullable Duration timeout, OnRestart onRestart) {

	static Declaration resolve(RollingOperation annotation, String methodName, String source,
			StringValueResolver resolver) {
		String id = resolve(annotation.id(), "id", source, resolver);
		String group = resolve(annotation.group(), "group", source, resolver);
		Duration timeout = duration(resolve(annotation.timeout(), "timeout", source, resolver), source);
		Declaration declaration = new Declaration(group, id.isEmpty() ? methodName : id, timeout,
				annotation.onRestart());
		check(source, declaration.group(), declaration.id(), timeout);
		return declaration;
	}

	static void check(String source, String group, String id, @Nullable Duration timeout) {
		requireName("id", id, source);
		requireName("group", group, source);
		if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
			throw new InvalidRollingOperationException(source, "its timeout is " + timeout,
					"Give a timeout above zero, or none to use 'rollingops.operation-timeout'.");
		}
	}

	/**
	 * Check that nothing is said of steps where there are none.
	 */
	void requireFitting(Class<?> returnType, String source) {
		if (this.onRestart != OnRestart.ROLL_BACK && !ActionQueue.class.equals(returnType)) {
			throw new InvalidRollingOperationException(source, "its onRestart is " + this.onRestart
					+ ", but it returns " + returnType.getName() + ", which is not made of steps",
					"Return an ActionQueue, or remove onRestart.");
		}
	}

	private static String resolve(String text, String attribute, String source, StringValueResolver resolver) {
		try {
			String resolved = resolver.resolveStringValue(text);
			return (resolved != null) ? resolved.trim() : "";
		}
		catch (RuntimeException ex) {
			throw new InvalidRollingOperationException(source,
					"its " + attribute + " '" + text + "' cannot be resolved: " + ex.getMessage(),
					"Set the property that it names, or give it a default as in '${name:default}'.", ex);
		}
	}

	private static void requireName(String attribute, String name, String source) {
		if (!NameRule.accepts(name)) {
			throw new InvalidRollingOperationException(source, "its " + attribute + " is '" + name + "'",
					"Use 1 to 128 characters of A-Z a-z 0-9 . _ / - instead, and set the properties that placeholders in it name.");
		}
	}

	private static @Nullable Duration duration(String text, String source) {
		if (text.isEmpty()) {
			return null;
		}
		try {
			return DurationFormatterUtils.detectAndParse(text);
		}
		catch (RuntimeException ex) {
			throw new InvalidRollingOperationException(source, "its timeout '" + text + "' is no duration",
					"Write it as in '90s', '5m', '1h' or 'PT5M'.", ex);
		}
	}

}
