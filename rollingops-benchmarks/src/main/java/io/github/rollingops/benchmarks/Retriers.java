package io.github.rollingops.benchmarks;

import java.time.Duration;
import java.util.List;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.rollingops.action.Action;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * What calls again after a failure: at most three calls, without a wait. Each is made
 * once and used by all calls, as its documentation advises.
 */
final class Retriers {

	private static final int RETRIES = 2;

	private final RetryPolicy policy = RetryPolicy.builder().maxRetries(RETRIES).delay(Duration.ZERO).build();

	private final RetryTemplate template = new RetryTemplate(this.policy);

	private final Retry resilience4j = Retry.of("actions",
			RetryConfig.custom().maxAttempts(1 + RETRIES).waitDuration(Duration.ZERO).build());

	private final FailsafeExecutor<Object> failsafe = Failsafe
		.with(dev.failsafe.RetryPolicy.builder().withMaxRetries(RETRIES).build());

	/**
	 * Return what an action of a queue can be given.
	 */
	RetryPolicy policy() {
		return this.policy;
	}

	void template(List<Action> actions) throws Exception {
		for (Action action : actions) {
			this.template.execute(() -> {
				action.execute();
				return action;
			});
		}
	}

	void resilience4j(List<Action> actions) throws Throwable {
		for (Action action : actions) {
			Retry.decorateCheckedRunnable(this.resilience4j, action::execute).run();
		}
	}

	void failsafe(List<Action> actions) {
		for (Action action : actions) {
			this.failsafe.run(action::execute);
		}
	}

}
