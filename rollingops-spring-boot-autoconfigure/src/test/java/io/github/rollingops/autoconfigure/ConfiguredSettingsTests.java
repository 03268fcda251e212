package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.rollingops.engine.GroupSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Properties as they are written, and what the engine is told.
 */
class ConfiguredSettingsTests {

	@Test
	void defaultsAreThoseOfTheEngine() {
		ConfiguredSettings settings = settings(Map.of());
		assertThat(settings.apply("default")).isEqualTo(GroupSettings.DEFAULT);
		assertThat(settings.groups()).isEmpty();
	}

	@Test
	void generalPropertiesApplyToEveryGroup() {
		ConfiguredSettings settings = settings(Map.ofEntries(Map.entry("lease-duration", "6s"),
				Map.entry("renew-deadline", "4s"), Map.entry("heartbeat-interval", "1s"),
				Map.entry("command-timeout", "900ms"), Map.entry("operation-timeout", "5m"),
				Map.entry("retry.hold.initial-delay", "2s"), Map.entry("retry.hold.multiplier", "1.5"),
				Map.entry("retry.hold.max-delay", "20s"), Map.entry("retry.hold.jitter", "0"),
				Map.entry("retry.release.max-delay", "2m"), Map.entry("retry.max-cut-short-runs", "7"),
				Map.entry("max-queue-length", "5"), Map.entry("max-kwargs-size", "1KB"),
				Map.entry("departed-unit-retention", "2d"), Map.entry("history-size", "0")));
		GroupSettings group = settings.apply("anything");
		assertThat(group.leaseDuration()).isEqualTo(Duration.ofSeconds(6));
		assertThat(group.renewDeadline()).isEqualTo(Duration.ofSeconds(4));
		assertThat(group.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(group.commandTimeout()).isEqualTo(Duration.ofMillis(900));
		assertThat(group.retries().operationTimeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(group.retries().hold().initialDelay()).isEqualTo(Duration.ofSeconds(2));
		assertThat(group.retries().hold().multiplier()).isEqualTo(1.5);
		assertThat(group.retries().hold().maxDelay()).isEqualTo(Duration.ofSeconds(20));
		assertThat(group.retries().hold().jitter()).isZero();
		assertThat(group.retries().release().maxDelay()).isEqualTo(Duration.ofMinutes(2));
		assertThat(group.retries().release().initialDelay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(group.retries().maxCutShortRuns()).isEqualTo(7);
		assertThat(group.limits()).isEqualTo(new GroupSettings.Limits(5, 1024, Duration.ofDays(2), 0));
	}

	@Test
	void groupHasItsOwnAndTheGeneralOnesForTheRest() {
		ConfiguredSettings settings = settings(Map.of("max-queue-length", "5", "groups.caches.operation-timeout", "5m",
				"groups.caches.retry.hold.max-delay", "1m", "groups.caches.max-kwargs-size", "2KB",
				"groups.search.lease-duration", "20s"));
		assertThat(settings.groups()).containsExactlyInAnyOrder("caches", "search");
		GroupSettings caches = settings.apply("caches");
		assertThat(caches.retries().operationTimeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(caches.retries().hold().maxDelay()).isEqualTo(Duration.ofMinutes(1));
		assertThat(caches.retries().hold().initialDelay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(caches.limits().maxKwargsBytes()).isEqualTo(2048);
		assertThat(caches.limits().maxQueueLength()).isEqualTo(5);
		assertThat(settings.apply("search").leaseDuration()).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.apply("default").leaseDuration()).isEqualTo(Duration.ofSeconds(15));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			renew-deadline                   | 1s   | rollingops.renew-deadline is PT1S
			lease-duration                   | 11s  | rollingops.lease-duration is PT11S
			command-timeout                  | 0s   | rollingops.command-timeout is PT0S
			departed-unit-retention          | 30d  | rollingops.departed-unit-retention is PT720H
			max-queue-length                 | 0    | rollingops.max-queue-length is 0
			retry.max-cut-short-runs         | 0    | rollingops.retry.max-cut-short-runs is 0
			retry.hold.multiplier            | 0.5  | rollingops.retry.hold.multiplier is 0.5
			retry.release.jitter             | 2    | rollingops.retry.release.jitter is 2.0
			groups.caches.lease-duration     | 1s   | rollingops.groups.caches.lease-duration is PT1S
			groups.caches.retry.hold.jitter  | 9    | rollingops.groups.caches.retry.hold.jitter is 9.0
			""")
	void namesThePropertyThatDoesNotFit(String property, String value, String named) {
		assertThatExceptionOfType(RollingOpsConfigurationException.class)
			.isThrownBy(() -> settings(Map.of(property, value)))
			.satisfies((ex) -> {
				assertThat(ex.description()).contains(named);
				assertThat(ex.action()).matches("(Raise|Lower|Set) .*\\.");
			});
	}

	@Test
	void refusesNameThatCannotBeAGroup() {
		assertThatExceptionOfType(RollingOpsConfigurationException.class)
			.isThrownBy(() -> settings(Map.of("groups[a b].max-queue-length", "5")))
			.satisfies((ex) -> assertThat(ex.description()).contains("'a b'", "[A-Za-z0-9._/-]{1,128}"));
	}

	@Test
	void groupWithoutSettingsExists() {
		assertThat(settings(Map.of("groups.caches", "")).groups()).containsExactly("caches");
	}

	@Test
	void bindsIdentityAndStore() {
		RollingOpsProperties properties = properties(Map.of("namespace", "orders", "unit-name", "a", "store",
				"IN_MEMORY", "key-prefix", "fleet", "enabled", "false"));
		assertThat(properties.namespace()).isEqualTo("orders");
		assertThat(properties.unitName()).isEqualTo("a");
		assertThat(properties.store()).isEqualTo(StoreType.IN_MEMORY);
		assertThat(properties.keyPrefix()).isEqualTo("fleet");
		assertThat(properties.enabled()).isFalse();
	}

	private static ConfiguredSettings settings(Map<String, String> values) {
		return new ConfiguredSettings(properties(values));
	}

	private static RollingOpsProperties properties(Map<String, String> values) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		values.forEach((name, value) -> source.put("rollingops." + name, value));
		return new Binder(source).bindOrCreate("rollingops", Bindable.of(RollingOpsProperties.class));
	}

}
