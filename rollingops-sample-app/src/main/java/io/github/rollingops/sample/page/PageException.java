package io.github.rollingops.sample.page;

import org.springframework.http.HttpStatus;

/**
 * Thrown when a request cannot be met; the message is for whoever is at the page.
 */
class PageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	PageException(HttpStatus status, String message) {
		super(message);
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

}
