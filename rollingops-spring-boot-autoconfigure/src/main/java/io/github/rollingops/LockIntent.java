package io.github.rollingops;

/**
 * What a unit wants of its group's lock; stored in its databag under {@code state}.
 *
 * @since 0.1.0
 */
public enum LockIntent {

	/**
	 * Nothing is queued.
	 */
	IDLE("idle"),

	/**
	 * The head of the queue waits for its first run.
	 */
	REQUEST("request"),

	/**
	 * The head of the queue ran, gave the lock back, and waits to run again.
	 */
	RETRY_RELEASE("retry-release"),

	/**
	 * The head of the queue ran and waits to run again without giving the lock back.
	 */
	RETRY_HOLD("retry-hold");

	private final String value;

	LockIntent(String value) {
		this.value = value;
	}

	/**
	 * Return the text that stands in the databag.
	 * @return the stored value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Return the intent that is stored as the given text.
	 * @param value the text of a databag
	 * @return the intent
	 * @throws RollingOpsDecodingException if no intent is stored under that text
	 */
	public static LockIntent of(String value) {
		for (LockIntent intent : values()) {
			if (intent.value.equals(value)) {
				return intent;
			}
		}
		throw new RollingOpsDecodingException(
				"'" + value + "' is no lock intent; known are idle, request, retry-release and retry-hold");
	}

}
