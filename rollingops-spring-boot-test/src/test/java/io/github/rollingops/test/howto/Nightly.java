package io.github.rollingops.test.howto;

import io.github.rollingops.RollingOpsService;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

@Component
class Nightly {

	private final RollingOpsService rollingOps;

	Nightly(RollingOpsService rollingOps) {
		this.rollingOps = rollingOps;
	}

	@Scheduled(cron = "0 0 3 * * *")
	void reload() {
		// Each instance for itself: they take turns.
		this.rollingOps.requestLock("reload");
	}

}
