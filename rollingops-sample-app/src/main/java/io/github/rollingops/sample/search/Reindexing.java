package io.github.rollingops.sample.search;

import java.time.Duration;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import org.springframework.stereotype.Component;

/**
 * What this service must not do everywhere at once: read all documents again.
 */
@Component
class Reindexing {

	private final SearchIndex index;

	private final TurnLog turns;

	private final TrafficSwitch traffic;

	private final Duration duration;

	Reindexing(SearchIndex index, TurnLog turns, TrafficSwitch traffic, SearchProperties properties) {
		this.index = index;
		this.turns = turns;
		this.traffic = traffic;
		this.duration = properties.reindexDuration();
	}

	@RollingOperation("reindex")
	OperationResult reindex(boolean force) throws Exception {
		return this.turns.record("reindex", () -> this.traffic.refuseDuring(() -> {
			if (this.index.rebuild(force)) {
				// Ended by the interruption with which a unit learns that it lost its
				// turn
				Thread.sleep(this.duration.toMillis());
			}
			return OperationResult.RELEASE;
		}));
	}

}
