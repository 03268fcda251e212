package io.github.rollingops.sample.search;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes the next warm-up of this unit fail, once, when somebody asks for that with
 * {@code POST /warm-up/fail}.
 */
@RestController
class WarmUpFailure {

	private final AtomicBoolean asked = new AtomicBoolean();

	@PostMapping("/warm-up/fail")
	void ask() {
		this.asked.set(true);
	}

	void failIfAsked() {
		if (this.asked.compareAndSet(true, false)) {
			throw new IllegalStateException("The warm-up fails, as it was asked to");
		}
	}

}
