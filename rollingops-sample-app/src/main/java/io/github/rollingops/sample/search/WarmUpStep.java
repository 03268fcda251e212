package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

/**
 * Asks the new index what people ask most, before they do. What that leaves behind goes
 * with the index, so that there is nothing to undo.
 *
 * @param index the index that is served
 * @param failure what may make it fail
 */
record WarmUpStep(SearchIndex index, WarmUpFailure failure) implements ContextAction {

	private static final List<String> QUERIES = List.of("lock", "lease", "unit", "redis", "retry", "leader");

	@Override
	public String name() {
		return "warm-up";
	}

	@Override
	public void execute(ActionContext context) throws IOException {
		this.failure.failIfAsked();
		for (String query : QUERIES) {
			this.index.search(query);
		}
	}

}
