package io.github.rollingops.fleet;

import java.util.List;

import io.github.rollingops.OnRestart;
import org.jspecify.annotations.Nullable;

/**
 * An operation and where its process dies: in a group of its own, whose name says it all,
 * so that many operations can die with one process, each at another point.
 *
 * @param scenario what kind of operation it is
 * @param deaths for each death the name of a point, or its number counted from the death
 * before
 */
record CrashCase(Scenario scenario, List<String> deaths) {

	static CrashCase of(Scenario scenario, Object... deaths) {
		return new CrashCase(scenario, List.of(deaths).stream().map(String::valueOf).toList());
	}

	static CrashCase of(String group) {
		List<String> parts = List.of(group.split("/"));
		return new CrashCase(Scenario.valueOf(parts.get(0)), parts.subList(1, parts.size()));
	}

	String group() {
		return this.scenario + "/" + String.join("/", this.deaths);
	}

	@Override
	public String toString() {
		return group();
	}

	/** What kind of operation it is. */
	enum Scenario {

		/** Undone and tried again after a crash. */
		RETRIED(OnRestart.ROLL_BACK, null),

		/** Undone after a crash, and not tried again. */
		ONCE(OnRestart.ROLL_BACK, 0),

		/** Gone on with after a crash. */
		RESUMED(OnRestart.RESUME, null),

		/** Its last step always fails. */
		FAILING(OnRestart.ROLL_BACK, 0),

		/** Its last step fails in the first run. */
		FAILING_ONCE(OnRestart.RESUME, null),

		/** A step has another name in the next version of the application. */
		RENAMED(OnRestart.RESUME, null),

		/** The next version of the application has one more step, between the others. */
		INSERTED(OnRestart.RESUME, null),

		/** Does not die but is suspended, and goes on when it is interrupted. */
		SUSPENDED(OnRestart.ROLL_BACK, null);

		private final OnRestart onRestart;

		private final @Nullable Integer maxRetry;

		Scenario(OnRestart onRestart, @Nullable Integer maxRetry) {
			this.onRestart = onRestart;
			this.maxRetry = maxRetry;
		}

		OnRestart onRestart() {
			return this.onRestart;
		}

		@Nullable Integer maxRetry() {
			return this.maxRetry;
		}

		boolean fails(int run) {
			return this == FAILING || (this == FAILING_ONCE && run == 1);
		}

	}

}
