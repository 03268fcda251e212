package io.github.rollingops.sample.page;

/**
 * Thrown when the page cannot be brought up; the message is for whoever started the
 * sample.
 */
public class PageUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PageUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
