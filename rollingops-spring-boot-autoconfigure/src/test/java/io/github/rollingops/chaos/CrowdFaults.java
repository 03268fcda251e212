package io.github.rollingops.chaos;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Many units that come and go. Their process is started when it is needed first.
 */
final class CrowdFaults {

	static final String UNIT = "crowd";

	private static final int STORM = 200;

	private static final int CHURN = 5;

	private final ReentrantLock lock = new ReentrantLock();

	private final FleetUnit crowd;

	CrowdFaults(FleetUnit crowd) {
		this.crowd = crowd;
	}

	List<FaultKind> all() {
		return List.of(new FaultKind("storm", 2, (strike) -> withCrowd((crowd) -> storm(strike, crowd))),
				new FaultKind("storm-killed", 1, (strike) -> withCrowd((crowd) -> stormKilled(strike, crowd))),
				new FaultKind("churn", 3, (strike) -> withCrowd((crowd) -> churn(strike, crowd))));
	}

	/** Ends its process, if it was needed. */
	void stop() {
		if (this.crowd.isRunning()) {
			this.crowd.stop();
		}
	}

	void close() {
		this.crowd.close();
	}

	private void withCrowd(Consumer<FleetUnit> deed) {
		if (this.lock.tryLock()) {
			try {
				if (!this.crowd.isRunning()) {
					this.crowd.launch();
				}
				this.crowd.awaitReady();
				deed.accept(this.crowd);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private static void storm(Strike strike, FleetUnit crowd) {
		strike.begins(crowd, "");
		crowd.tell("grow", String.valueOf(STORM));
		strike.lasts(3000, 6000);
		crowd.tell("shrink", String.valueOf(STORM));
	}

	/** All of them go without a word. */
	private static void stormKilled(Strike strike, FleetUnit crowd) {
		strike.begins(crowd, "");
		crowd.tell("grow", String.valueOf(STORM));
		strike.lasts(1500, 3000);
		crowd.kill();
	}

	private static void churn(Strike strike, FleetUnit crowd) {
		strike.begins(crowd, "");
		int rounds = 10 + strike.random().nextInt(20);
		for (int i = 0; i < rounds; i++) {
			crowd.tell("grow", String.valueOf(CHURN));
			strike.lasts(0, 300);
			crowd.tell("shrink", String.valueOf(CHURN));
		}
	}

}
