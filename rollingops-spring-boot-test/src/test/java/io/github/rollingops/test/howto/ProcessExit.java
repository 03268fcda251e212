package io.github.rollingops.test.howto;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

@Component
class ProcessExit {

	private final ApplicationContext context;

	ProcessExit(ApplicationContext context) {
		this.context = context;
	}

	void begin() {
		// On a thread of its own: the context waits for callbacks, so that one would wait
		// for itself.
		new Thread(() -> System.exit(SpringApplication.exit(this.context, () -> 75)), "restart").start();
	}

}
