package io.github.rollingops.autoconfigure;

import java.util.Objects;

import io.github.rollingops.RollingOperation;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.engine.UnitNameTakenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody reads whose application does not start.
 */
class FailureAnalysisTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
		.withPropertyValues("rollingops.namespace=orders", "rollingops.unit-name=a", "rollingops.store=in-memory");

	@Test
	void namespaceIsMissing() {
		this.runner.withPropertyValues("rollingops.namespace=").run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription())
				.isEqualTo("RollingOps does not know to which fleet this application belongs:"
						+ " neither 'rollingops.namespace' nor 'spring.application.name' is set.");
			assertThat(analysis.getAction()).isEqualTo("Set 'spring.application.name', or 'rollingops.namespace'"
					+ " if applications of several names are to take turns with each other.");
		});
	}

	@Test
	void unitNameIsNoName() {
		this.runner.withPropertyValues("rollingops.unit-name=a b").run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription())
				.isEqualTo("'a b' cannot be the name of this unit: names have the form [A-Za-z0-9._/-]{1,128}.");
			assertThat(analysis.getAction()).isEqualTo("Set 'rollingops.unit-name' to a name of that form.");
		});
	}

	@Test
	void settingDoesNotFit() {
		this.runner.withPropertyValues("rollingops.renew-deadline=3s").run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription())
				.isEqualTo("The properties under 'rollingops' do not fit: rollingops.renew-deadline is PT3S,"
						+ " which is less than twice heartbeat-interval plus command-timeout (PT10S).");
			assertThat(analysis.getAction()).isEqualTo("Raise it or lower those.");
		});
	}

	@Test
	void keyPrefixIsNone() {
		this.runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
			.withPropertyValues("rollingops.store=redis", "rollingops.key-prefix={x}")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription())
					.isEqualTo("'{x}' cannot be the prefix of keys: it has the form [A-Za-z0-9._/:-]{1,128}.");
				assertThat(analysis.getAction()).contains("'rollingops.key-prefix'");
			});
	}

	@Test
	void springDataRedisIsMissing() {
		this.runner.withPropertyValues("rollingops.store=redis")
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription()).isEqualTo("'rollingops.store' is 'redis', but"
						+ " org.springframework.data.redis.connection.RedisConnectionFactory is not on the class path.");
				assertThat(analysis.getAction()).startsWith("Add spring-boot-starter-data-redis")
					.contains("'in-memory'");
			});
	}

	@Test
	void lettuceIsMissing() {
		this.runner.withPropertyValues("rollingops.store=redis")
			.withClassLoader(new FilteredClassLoader("io.lettuce"))
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("io.lettuce.core.RedisClient is not on the class path"));
	}

	@Test
	void nobodySaysWhereRedisIs() {
		this.runner.withPropertyValues("rollingops.store=redis").run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("no bean tells where Redis is");
			assertThat(analysis.getAction()).contains("DataRedisAutoConfiguration");
		});
	}

	@Test
	void connectionDetailsNameNoRedis() {
		this.runner.withPropertyValues("rollingops.store=redis")
			.withBean(DataRedisConnectionDetails.class, () -> new DataRedisConnectionDetails() {
			})
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription()).contains("names no Redis of any kind");
				assertThat(analysis.getAction()).contains("getStandalone()");
			});
	}

	@Test
	void storesContradictEachOther() {
		this.runner.withPropertyValues("rollingops.store=redis").withBean(InMemoryDatabagStore.class).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("'rollingops.store' is 'redis'", "'in-memory'",
					InMemoryDatabagStore.class.getName());
			assertThat(analysis.getAction()).isEqualTo("Remove that bean, or set 'rollingops.store' to 'in-memory'.");
		});
	}

	@Test
	void storesAreTwo() {
		this.runner.withBean("one", DatabagStore.class, InMemoryDatabagStore::new)
			.withBean("two", DatabagStore.class, InMemoryDatabagStore::new)
			.run((context) -> {
				assertThat(analysis(context).getDescription()).contains("2 stores", "one", "two");
				assertThat(analysis(context).getAction()).contains("@Primary");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					max-queue-length=0                    | max-queue-length is 0 operations   | Set 1 operations or more.
					max-kwargs-size=1B                    | max-kwargs-size is 1 bytes         | Set 2 bytes or more.
					history-size=-1                       | history-size is -1 entries         | Set 0 entries or more.
					departed-unit-retention=30d           | departed-unit-retention is PT720H  | Lower it.
					departed-unit-retention=0             | departed-unit-retention is PT0S    | Set a positive duration.
					operation-timeout=0                   | operation-timeout is PT0S          | Set a positive duration.
					command-timeout=-1s                   | command-timeout is PT-1S           | Set a positive duration.
					lease-duration=14s                    | lease-duration is PT14S            | Raise it or lower that.
					heartbeat-interval=4s                 | renew-deadline is PT10S            | Raise it or lower those.
					retry.max-cut-short-runs=0            | retry.max-cut-short-runs is 0      | Set 1 or more.
					retry.hold.multiplier=0.5             | retry.hold.multiplier is 0.5       | Set 1 or more.
					retry.release.jitter=2                | retry.release.jitter is 2.0        | Set a value from 0 to 1.
					retry.release.max-delay=1ms           | max-delay is PT0.001S              | Set 0 <= initial-delay <= max-delay.
					groups.zone.lease-duration=1s         | groups.zone.lease-duration is PT1S | Raise it or lower that.
					groups[a b].history-size=1            | cannot be the name of a group    | Name the group
					""")
	void valueCannotBe(String property, String description, String action) {
		this.runner.withPropertyValues("rollingops." + property).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains(description);
			assertThat(analysis.getAction()).startsWith(action);
		});
	}

	@Test
	void callbackCannotBeUsed() {
		this.runner.withBean("reloader", Unusable.class).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("reloader", "reload");
			assertThat(analysis.getAction()).isNotBlank();
		});
	}

	@Test
	void unitNameIsInUse() {
		InMemoryDatabagStore store = new InMemoryDatabagStore();
		ApplicationContextRunner shared = this.runner.withBean(DatabagStore.class, () -> store)
			.withBean(Usable.class)
			.withPropertyValues("rollingops.lease-duration=3s", "rollingops.renew-deadline=2s",
					"rollingops.heartbeat-interval=500ms", "rollingops.command-timeout=500ms");
		shared.run((first) -> shared.run((second) -> {
			FailureAnalysis analysis = analysis(second);
			assertThat(analysis.getDescription()).contains("'a'", "'default'");
			assertThat(analysis.getAction()).contains("--rollingops.unit-name=b");
		}));
	}

	@Test
	void nameThatIsSuggestedIsAnother() {
		FailureAnalysis analysis = new UnitNameTakenFailureAnalyzer()
			.analyze(new UnitNameTakenException("default", "b", "seen"));
		assertThat(analysis.getDescription()).contains("'b'");
		assertThat(analysis.getAction()).contains("--rollingops.unit-name=c");
	}

	/**
	 * What the analyzers say that Spring Boot would find.
	 */
	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {
			}))
			.stream()
			.filter((analyzer) -> analyzer.getClass().getPackage() == RollingOpsAutoConfiguration.class.getPackage())
			.map((analyzer) -> analyzer.analyze(context.getStartupFailure()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analysis", context.getStartupFailure()));
	}

	static class Usable {

		@RollingOperation("reload")
		void reload() {
		}

	}

	static class Unusable {

		@RollingOperation("reload")
		int reload() {
			return 1;
		}

	}

}
