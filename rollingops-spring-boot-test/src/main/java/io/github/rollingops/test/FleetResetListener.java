package io.github.rollingops.test;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each method of a test with {@link RollingOpsTest} begin with an idle fleet,
 * although tests share a context.
 */
final class FleetResetListener implements TestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext()
				.getBeanProvider(RollingOpsFleet.class)
				.ifAvailable(RollingOpsFleet::reset);
		}
	}

}
