package io.github.rollingops.test;

import java.util.function.Function;

import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.GroupSettings.Retries;
import io.github.rollingops.engine.RetryDelays;

/**
 * The settings of units without an application: the defaults, but nothing is left to
 * chance.
 */
final class DefaultSettings implements Function<String, GroupSettings> {

	private final GroupSettings settings = withoutJitter(GroupSettings.DEFAULT);

	@Override
	public GroupSettings apply(String group) {
		return this.settings;
	}

	private static GroupSettings withoutJitter(GroupSettings settings) {
		Retries retries = settings.retries();
		return new GroupSettings(settings.leaseDuration(), settings.renewDeadline(), settings.heartbeatInterval(),
				settings.commandTimeout(), new Retries(withoutJitter(retries.hold()), withoutJitter(retries.release()),
						retries.maxCutShortRuns(), retries.operationTimeout()),
				settings.limits());
	}

	private static RetryDelays withoutJitter(RetryDelays delays) {
		return new RetryDelays(delays.initialDelay(), delays.multiplier(), delays.maxDelay(), 0);
	}

}
