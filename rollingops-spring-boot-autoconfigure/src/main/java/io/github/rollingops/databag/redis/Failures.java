package io.github.rollingops.databag.redis;

import java.util.regex.Pattern;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells errors apart by what Redis said. Redis 6.2 wraps what a command inside a script
 * was refused with, so the word is looked for anywhere.
 */
final class Failures {

	/**
	 * The step was not carried out, and may be soon: a fail-over, a resharding, a start,
	 * or a full store is under way. The last one is what Lettuce says of a command that
	 * it did not send, while it connects again.
	 */
	private static final Pattern NOT_REACHED = Pattern
		.compile("(^|[\\s-])(TRYAGAIN|CLUSTERDOWN|LOADING|BUSY|READONLY|MASTERDOWN|MISCONF|NOREPLICAS|OOM)\\s"
				+ "|^Currently not connected");

	private static final Pattern NO_SCRIPT = Pattern.compile("(^|[\\s-])NOSCRIPT\\s");

	private Failures() {
	}

	static boolean isNotReached(Throwable failure) {
		return isSaid(failure, NOT_REACHED);
	}

	static boolean isNoScript(Throwable failure) {
		return isSaid(failure, NO_SCRIPT);
	}

	private static boolean isSaid(Throwable failure, Pattern word) {
		String message = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
		return message != null && word.matcher(message).find();
	}

}
