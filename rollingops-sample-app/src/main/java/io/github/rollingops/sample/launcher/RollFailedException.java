package io.github.rollingops.sample.launcher;

/**
 * Thrown when a roll cannot be brought to its end; the message is for whoever started the
 * sample.
 */
class RollFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	RollFailedException(String message) {
		super(message);
	}

}
