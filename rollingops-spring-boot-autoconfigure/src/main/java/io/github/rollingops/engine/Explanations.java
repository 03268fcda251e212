package io.github.rollingops.engine;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.Trouble;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.StoreUnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for what an explanation takes, and says what this process knows where
 * the store does not answer.
 */
final class Explanations {

	/**
	 * What the history keeps unless told otherwise.
	 */
	private static final int HISTORY_LIMIT = 1000;

	private final String group;

	private final DatabagStore store;

	private final Knowledge known;

	private final Instant now;

	private final Annals annals;

	Explanations(Life life) {
		Surroundings here = life.surroundings();
		this.group = here.identity().group();
		this.store = here.store();
		this.known = life.knowledge();
		this.now = here.threads().scheduler().getClock().instant();
		this.annals = new Annals(() -> this.store.history(this.group, null, HISTORY_LIMIT));
	}

	Explanation unit(String unit) {
		return explain(unit, null, (databag) -> explainer(databag).unit(unit));
	}

	Explanation operation(String id) {
		return explain(null, id, (databag) -> {
			Explanation present = explainer(databag).operation(id);
			return (present != null) ? present
					: new EndExplainer(this.group, databag, this.annals.entries()).operation(id);
		});
	}

	Explainer explainer(GroupDatabag databag) {
		return new Explainer(this.group, databag, this.known, this.annals);
	}

	private Explanation explain(@Nullable String unit, @Nullable String operationId,
			Function<GroupDatabag, Explanation> explainer) {
		try {
			return explainer.apply(this.store.snapshot(this.group));
		}
		catch (StoreUnreachableException ex) {
			return unreachable(unit, operationId, ex);
		}
	}

	private Explanation unreachable(@Nullable String unit, @Nullable String operationId, StoreUnreachableException ex) {
		Trouble outside = this.known.trouble(Trouble.Kind.NOT_JOINED);
		Throwable cause = ex.getCause();
		String running = this.known.running();
		String troubles = this.known.troubles().stream().map(Trouble::description).collect(Collectors.joining("; "));
		return new Explanation(this.group, unit, operationId, Kind.STORE_UNREACHABLE, Line.NOWHERE,
				(outside != null) ? this.now.minus(outside.lasting()) : null, null,
				"The store does not answer unit '" + this.known.unit() + "': " + ex.getMessage()
						+ ((cause != null && cause.getMessage() != null) ? ": " + cause.getMessage() : "")
						+ ". Nothing is granted through it; what is queued stays queued. Reach the store, and look whether"
						+ " other units do." + ((running != null) ? " This unit runs " + running + " meanwhile." : "")
						+ (troubles.isEmpty() ? "" : " It knows besides: " + troubles + "."));
	}

}
