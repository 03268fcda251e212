package io.github.rollingops.test.howto;

import java.time.Duration;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

@Component
class DrainAndCheck implements OperationInterceptor {

	private final ApplicationContext application;

	private final Traffic traffic;

	DrainAndCheck(ApplicationContext application, Traffic traffic) {
		this.application = application;
		this.traffic = traffic;
	}

	@Override
	public OperationResult intercept(OperationContext context, Invocation invocation) throws Exception {
		if (!context.group().equals("offline")) {
			return invocation.proceed();
		}
		AvailabilityChangeEvent.publish(this.application, ReadinessState.REFUSING_TRAFFIC);
		try {
			this.traffic.awaitNone(Duration.ofSeconds(30));
			OperationResult result = invocation.proceed();
			return (result != OperationResult.RELEASE || this.traffic.isServed()) ? result : OperationResult.RETRY_HOLD;
		}
		finally {
			if (this.traffic.isServed()) {
				AvailabilityChangeEvent.publish(this.application, ReadinessState.ACCEPTING_TRAFFIC);
			}
		}
	}

	/**
	 * What the load balancer sends here, and whether it would be answered.
	 */
	interface Traffic {

		void awaitNone(Duration atMost) throws InterruptedException;

		boolean isServed();

	}

}
