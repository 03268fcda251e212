package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.Optional;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

/**
 * Builds a new index beside the one that is served; undone by deleting what there is of
 * it.
 *
 * @param index the index that is served
 * @param indexes where the new one is to lie
 * @param next its name
 */
record BuildStep(SearchIndex index, IndexFolder indexes, String next) implements ContextAction {

	private static final String BUILT = "built";

	@Override
	public String name() {
		return "build";
	}

	@Override
	public void execute(ActionContext context) throws IOException {
		// Before there is anything to delete: the next life knows only what is kept
		context.values().put(BUILT, this.next);
		this.index.build(this.next);
	}

	@Override
	public void rollback(ActionContext context) throws IOException {
		Optional<String> built = context.values().get(BUILT, String.class);
		if (built.isPresent()) {
			this.indexes.delete(built.get());
		}
	}

}
