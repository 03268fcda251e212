package io.github.rollingops.sample.search;

import java.time.Instant;
import java.util.concurrent.Callable;

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
		this.reporter.report(new TurnStarted(operation, Instant.now()));
		// What an exception means for the operation
		OperationResult result = OperationResult.RETRY_RELEASE;
		try {
			result = work.call();
			return result;
		}
		finally {
			this.reporter.report(new TurnEnded(operation, Instant.now(), result, this.index.size()));
		}
	}

}
