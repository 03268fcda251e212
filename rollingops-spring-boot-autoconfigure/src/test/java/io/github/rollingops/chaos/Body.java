package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

import io.github.rollingops.OperationResult;
import org.jspecify.annotations.Nullable;

/**
 * What callbacks do, and how often each is asked for.
 */
enum Body {

	QUICK(620, 0, 30, 0, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.duration());
			return OperationResult.RELEASE;
		}
	},

	RETRY_RELEASE(80, 0, 10, 2, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.duration());
			return run.isToFail() ? OperationResult.RETRY_RELEASE : OperationResult.RELEASE;
		}
	},

	RETRY_HOLD(50, 0, 10, 2, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.duration());
			return run.isToFail() ? OperationResult.RETRY_HOLD : OperationResult.RELEASE;
		}
	},

	THROWER(60, 0, 10, 2, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.duration());
			if (run.isToFail()) {
				throw new IllegalStateException("As it was asked to");
			}
			return OperationResult.RELEASE;
		}
	},

	/** Fails more often than it may. */
	LIMITED(40, 0, 5, 3, 1) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			return RETRY_RELEASE.run(run);
		}
	},

	/** Has steps; see {@link FireSteps}. */
	STEPS(60, 0, 30, 1, null) {
		@Override
		OperationResult run(FireRun run) {
			throw new IllegalStateException("Made of steps");
		}
	},

	/** Takes longer than its timeout allows. */
	SLOW(30, 0, 5, 1, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.isToFail() ? Duration.ofMinutes(1) : run.duration());
			return OperationResult.RELEASE;
		}
	},

	LONG(8, 1500, 4500, 0, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			return QUICK.run(run);
		}
	},

	/** Ignores its interrupt, and ends as if nothing had been. */
	DEAF(10, 300, 4500, 0, null) {
		@Override
		OperationResult run(FireRun run) {
			run.workDeaf(run.duration());
			return OperationResult.RELEASE;
		}
	},

	/** Takes its process with it. */
	DEADLY(1, 0, 5, 3, null) {
		@Override
		OperationResult run(FireRun run) throws InterruptedException {
			run.work(run.duration());
			if (run.isToFail()) {
				Runtime.getRuntime().halt(FireApplication.DEADLY_STATUS);
			}
			return OperationResult.RELEASE;
		}
	};

	static final Duration TIMEOUT_OF_SLOW = Duration.ofMillis(300);

	private final int weight;

	private final int shortestMillis;

	private final int longestMillis;

	private final int mostFailures;

	private final @Nullable Integer maxRetry;

	Body(int weight, int shortestMillis, int longestMillis, int mostFailures, @Nullable Integer maxRetry) {
		this.weight = weight;
		this.shortestMillis = shortestMillis;
		this.longestMillis = longestMillis;
		this.mostFailures = mostFailures;
		this.maxRetry = maxRetry;
	}

	abstract OperationResult run(FireRun run) throws InterruptedException;

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Nullable Integer maxRetry() {
		return this.maxRetry;
	}

	int millis(Random random) {
		return this.shortestMillis + random.nextInt(this.longestMillis - this.shortestMillis + 1);
	}

	int failures(Random random) {
		return (this.mostFailures > 0) ? 1 + random.nextInt(this.mostFailures) : 0;
	}

	/** Draws one, each as often as its weight says. */
	static Body next(Random random) {
		int left = 0;
		for (Body body : values()) {
			left += body.weight;
		}
		left = random.nextInt(left);
		for (Body body : values()) {
			left -= body.weight;
			if (left < 0) {
				return body;
			}
		}
		throw new IllegalStateException();
	}

}
