package io.github.rollingops.sample.search;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ContextAction;
import io.github.rollingops.event.OperationCompletedEvent;
import io.github.rollingops.event.OperationRetryScheduledEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What this service can do without a pause: build a new index beside the one that is
 * served, and switch to it. If a step fails, or the process is killed between two of
 * them, this unit's steps are undone, and tried again later.
 */
@Component
class Publishing {

	private static final String OPERATION = "publish";

	private final SearchIndex index;

	private final IndexFolder indexes;

	private final DocumentFolder documents;

	private final WarmUpFailure failure;

	private final TurnLog turns;

	private final Duration stepDuration;

	private volatile @Nullable Publication last;

	Publishing(SearchIndex index, IndexFolder indexes, DocumentFolder documents, WarmUpFailure failure, TurnLog turns,
			SearchProperties properties) {
		this.index = index;
		this.indexes = indexes;
		this.documents = documents;
		this.failure = failure;
		this.turns = turns;
		this.stepDuration = properties.stepDuration();
	}

	/**
	 * Prepare the steps. They are executed under the grant, and undone where that is
	 * called for, after this method has returned; also in the next life of this unit,
	 * which knows of the steps only their names and what they have kept.
	 */
	@RollingOperation(OPERATION)
	ActionQueue publish(OperationContext context) throws IOException {
		List<PacedStep> steps = steps(this.indexes.nextName());
		TurnLog.Turn turn = this.turns.begin(OPERATION);
		this.last = new Publication(context.fencingToken(), this.index.name(), turn);
		ActionQueue queue = new ActionQueue(ActionOptions.DEFAULT.withListeners(List.of(new PublishTurn(turn, steps))));
		steps.forEach(queue::add);
		return queue;
	}

	private List<PacedStep> steps(String next) {
		return Stream
			.<ContextAction>of(new BuildStep(this.index, this.indexes, next),
					new VerifyStep(this.documents, this.indexes, next), new SwitchStep(this.index, next),
					new WarmUpStep(this.index, this.failure))
			.map((step) -> new PacedStep(step, this.stepDuration))
			.toList();
	}

	/**
	 * Delete the old index, which is not needed any more only now: there is nothing left
	 * to undo. If this process is killed before, the next index that is built does it.
	 */
	@EventListener
	void deleteReplaced(OperationCompletedEvent event) throws IOException {
		Publication last = this.last;
		if (last != null && last.fencingToken() == event.fencingToken()) {
			this.indexes.delete(last.replaced());
		}
	}

	/**
	 * End a turn in which no step had anything to do, or to undo.
	 */
	@EventListener
	void endTurn(OperationRetryScheduledEvent event) {
		Publication last = this.last;
		if (last != null && last.fencingToken() == event.fencingToken()) {
			last.turn().end(OperationResult.RETRY_RELEASE);
		}
	}

	/**
	 * A publication.
	 *
	 * @param fencingToken the token of its grant, which no other has
	 * @param replaced the index that was served when it began
	 * @param turn its turn
	 */
	private record Publication(long fencingToken, String replaced, TurnLog.Turn turn) {
	}

}
