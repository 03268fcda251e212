package io.github.rollingops.test;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.engine.GroupSettings;

/**
 * The groups of the unit that is tested, and of all others.
 *
 * @param callbacks what can be run in each
 * @param settings what each goes by
 */
record Groups(CallbackRegistry callbacks, Function<String, GroupSettings> settings) {

	Set<String> names() {
		return this.callbacks.groups();
	}

	/**
	 * Return the longest of the groups' durations.
	 */
	Duration longest(Function<GroupSettings, Duration> duration) {
		return names().stream().map(this.settings).map(duration).max(Duration::compareTo).orElse(Duration.ZERO);
	}

}
