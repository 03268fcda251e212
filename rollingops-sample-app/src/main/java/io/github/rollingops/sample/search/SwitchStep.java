package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.Optional;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

/**
 * Sends searches to the new index; undone by sending them back to the old one.
 *
 * @param index the index that is served
 * @param next the name of the one to serve
 */
record SwitchStep(SearchIndex index, String next) implements ContextAction {

	private static final String PREVIOUS = "previous";

	@Override
	public String name() {
		return "switch";
	}

	@Override
	public void execute(ActionContext context) throws IOException {
		context.values().put(PREVIOUS, this.index.name());
		this.index.serve(this.next);
	}

	@Override
	public void rollback(ActionContext context) throws IOException {
		Optional<String> previous = context.values().get(PREVIOUS, String.class);
		if (previous.isPresent()) {
			this.index.serve(previous.get());
		}
	}

}
