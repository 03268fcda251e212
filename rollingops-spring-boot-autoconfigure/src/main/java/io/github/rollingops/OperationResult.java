package io.github.rollingops;

/**
 * What a rolling operation's callback answers.
 *
 * @since 0.1.0
 */
public enum OperationResult {

	/**
	 * Done: the operation leaves the queue and the lock is released.
	 */
	RELEASE("release"),

	/**
	 * Not done: the lock is released, so that other units may proceed, and the operation
	 * is tried again later.
	 */
	RETRY_RELEASE("retry-release"),

	/**
	 * Not done: the unit keeps the lock and the operation is tried again. No other unit
	 * proceeds meanwhile.
	 */
	RETRY_HOLD("retry-hold");

	private final String value;

	OperationResult(String value) {
		this.value = value;
	}

	/**
	 * Return the text that is stored and reported for this result.
	 * @return the stored value
	 */
	public String value() {
		return this.value;
	}

}
