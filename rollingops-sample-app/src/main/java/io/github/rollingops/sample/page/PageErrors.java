package io.github.rollingops.sample.page;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says in words why a request cannot be met.
 */
@RestControllerAdvice
class PageErrors {

	@ExceptionHandler
	ResponseEntity<Map<String, String>> refused(PageException ex) {
		return answer(ex.status(), ex);
	}

	@ExceptionHandler
	ResponseEntity<Map<String, String>> notPossibleNow(IllegalStateException ex) {
		return answer(HttpStatus.CONFLICT, ex);
	}

	private static ResponseEntity<Map<String, String>> answer(HttpStatus status, Exception ex) {
		return ResponseEntity.status(status).body(Map.of("error", String.valueOf(ex.getMessage())));
	}

}
