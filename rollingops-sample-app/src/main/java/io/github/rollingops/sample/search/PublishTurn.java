package io.github.rollingops.sample.search;

import java.util.List;

import io.github.rollingops.OperationResult;
import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionEvent;
import io.github.rollingops.action.ActionListener;

/**
 * Ends the turn of a publication with the last thing that a step does in it.
 *
 * @param turn the turn
 * @param steps the steps
 */
record PublishTurn(TurnLog.Turn turn, List<? extends Action> steps) implements ActionListener {

	@Override
	public void onEvent(ActionEvent event) {
		boolean first = event.action().equals(this.steps.get(0).name());
		boolean last = event.action().equals(this.steps.get(this.steps.size() - 1).name());
		switch (event.type()) {
			case COMPLETED -> end(last, OperationResult.RELEASE);
			case ROLLED_BACK, ROLLBACK_FAILED -> end(first, OperationResult.RETRY_RELEASE);
			default -> {
				// goes on
			}
		}
	}

	private void end(boolean over, OperationResult result) {
		if (over) {
			this.turn.end(result);
		}
	}

}
