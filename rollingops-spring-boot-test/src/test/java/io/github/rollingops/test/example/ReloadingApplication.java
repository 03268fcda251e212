package io.github.rollingops.test.example;

import io.github.rollingops.RollingOperation;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that reloads.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ReloadingApplication {

	@RollingOperation("reload")
	void reload() throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException("The lock is lost");
		}
	}

}
