package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.rollingops.NameRule;
import io.github.rollingops.autoconfigure.RollingOpsProperties.Group;
import io.github.rollingops.autoconfigure.RollingOpsProperties.GroupDelays;
import io.github.rollingops.autoconfigure.RollingOpsProperties.GroupRetry;
import io.github.rollingops.autoconfigure.RollingOpsProperties.Retry;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.GroupSettings.Limits;
import io.github.rollingops.engine.GroupSettings.Retries;
import io.github.rollingops.engine.RetryDelays;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The settings of each group, checked: those of the group's own properties, and the
 * general ones for the rest.
 */
final class ConfiguredSettings implements Function<String, GroupSettings> {

	private static final String PREFIX = "rollingops";

	private static final GroupDelays NO_DELAYS = new GroupDelays(null, null, null, null);

	private static final Group NO_GROUP = new Group(null, null, null, null, new GroupRetry(NO_DELAYS, NO_DELAYS, null),
			null, null, null, null);

	private final RollingOpsProperties properties;

	private final GroupSettings general;

	private final Map<String, GroupSettings> byGroup = new TreeMap<>();

	ConfiguredSettings(RollingOpsProperties properties) {
		this.properties = properties;
		this.general = settings(PREFIX, NO_GROUP);
		properties.groups().forEach((name, group) -> {
			requireName(name);
			this.byGroup.put(name, settings(PREFIX + ".groups." + name, group));
		});
	}

	@Override
	public GroupSettings apply(String group) {
		return this.byGroup.getOrDefault(group, this.general);
	}

	/**
	 * Return the names of the groups that have settings of their own.
	 */
	Set<String> groups() {
		return this.byGroup.keySet();
	}

	private GroupSettings settings(String prefix, Group group) {
		Retries retries = retries(prefix, group);
		return checked(prefix,
				() -> new GroupSettings(either(group.leaseDuration(), this.properties.leaseDuration()),
						either(group.renewDeadline(), this.properties.renewDeadline()),
						either(group.heartbeatInterval(), this.properties.heartbeatInterval()),
						this.properties.commandTimeout(), retries, limits(group)));
	}

	private Retries retries(String prefix, Group group) {
		Retry general = this.properties.retry();
		GroupRetry own = group.retry();
		RetryDelays hold = checked(prefix + ".retry.hold", () -> delays(own.hold(), general.hold().initialDelay(),
				general.hold().multiplier(), general.hold().maxDelay(), general.hold().jitter()));
		RetryDelays release = checked(prefix + ".retry.release",
				() -> delays(own.release(), general.release().initialDelay(), general.release().multiplier(),
						general.release().maxDelay(), general.release().jitter()));
		return checked(prefix,
				() -> new Retries(hold, release, either(own.maxCutShortRuns(), general.maxCutShortRuns()),
						either(group.operationTimeout(), this.properties.operationTimeout())));
	}

	private static RetryDelays delays(GroupDelays own, Duration initialDelay, double multiplier, Duration maxDelay,
			double jitter) {
		return new RetryDelays(either(own.initialDelay(), initialDelay), either(own.multiplier(), multiplier),
				either(own.maxDelay(), maxDelay), either(own.jitter(), jitter));
	}

	private Limits limits(Group group) {
		return new Limits(either(group.maxQueueLength(), this.properties.maxQueueLength()),
				either(group.maxKwargsSize(), this.properties.maxKwargsSize()).toBytes(),
				either(group.departedUnitRetention(), this.properties.departedUnitRetention()),
				either(group.historySize(), this.properties.historySize()));
	}

	private static <T> T either(@Nullable T own, T general) {
		return (own != null) ? own : general;
	}

	/**
	 * The engine says what is wrong with which of its settings, and after a semicolon
	 * what to do; it does not know under which property the setting stands.
	 */
	private static <T> T checked(String prefix, Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			int end = message.lastIndexOf("; ");
			String fault = (end != -1) ? message.substring(0, end) : message;
			String remedy = (end != -1) ? message.substring(end + 2) : "change it";
			throw new RollingOpsConfigurationException(
					"The properties under '" + prefix + "' do not fit: " + prefix + "." + fault + ".",
					StringUtils.capitalize(remedy) + ".", ex);
		}
	}

	private static void requireName(String group) {
		if (!NameRule.accepts(group)) {
			throw new RollingOpsConfigurationException(
					"'" + group + "' cannot be the name of a group: names have the form " + NameRule.EXPRESSION + ".",
					"Name the group under '" + PREFIX + ".groups' differently.", null);
		}
	}

}
