package io.github.rollingops.sample.search;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;

import org.springframework.stereotype.Component;

/**
 * Reports the turns of this unit. The callbacks themselves go through it, so that the
 * times are those between which the unit really worked: whether two turns overlapped can
 * be judged from them without trusting the library.
 */
@Component
class TurnLog {

	private final UnitReporter reporter;

	private final SearchIndex index;

	TurnLog(UnitReporter reporter, SearchIndex index) {
		this.reporter = reporter;
		this.index = index;
	}

	OperationResult record(String operation, Callable<OperationResult> work) throws Exception {
		Turn turn = begin(operation);
		// What an exception means for the operation
		OperationResult result = OperationResult.RETRY_RELEASE;
		try {
			result = work.call();
			return result;
		}
		finally {
			turn.end(result);
		}
	}

	/**
	 * Report the beginning of a turn.
	 */
	Turn begin(String operation) {
		this.reporter.report(new TurnStarted(operation, Instant.now()));
		return new Turn(operation);
	}

	/**
	 * A turn that has begun.
	 */
	final class Turn {

		private final String operation;

		private final AtomicBoolean ended = new AtomicBoolean();

		private Turn(String operation) {
			this.operation = operation;
		}

		/**
		 * Report the end, unless that has been done.
		 */
		void end(OperationResult result) {
			if (this.ended.compareAndSet(false, true)) {
				TurnLog.this.reporter
					.report(new TurnEnded(this.operation, Instant.now(), result, TurnLog.this.index.size()));
			}
		}

	}

}
