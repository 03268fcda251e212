package io.github.rollingops.sample.search;

import java.io.IOException;

import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ContextAction;

/**
 * Asks the new index for everything that the folder holds. It changes nothing, so that
 * there is nothing to undo.
 *
 * @param documents what is to be found
 * @param indexes where the new index lies
 * @param next its name
 */
record VerifyStep(DocumentFolder documents, IndexFolder indexes, String next) implements ContextAction {

	@Override
	public String name() {
		return "verify";
	}

	@Override
	public void execute(ActionContext context) throws IOException {
		DocumentIndex index = this.indexes.open(this.next);
		for (Document document : this.documents.read()) {
			if (index.find(document.name()).filter(document::equals).isEmpty()) {
				throw new IllegalStateException(
						"%s does not find %s as it is; build it again".formatted(this.next, document.name()));
			}
		}
	}

}
