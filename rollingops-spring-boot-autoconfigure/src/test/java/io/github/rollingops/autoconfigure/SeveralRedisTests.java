package io.github.rollingops.autoconfigure;

import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which Redis it is where the application has several; none of them answers here.
 */
class SeveralRedisTests {

	// Boot's own refuses several details as well, so that ours is for those who exclude
	// it.
	private final ApplicationContextRunner alone = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a",
				"spring.data.redis.host=cache.example", "rollingops.command-timeout=100ms");

	private final ApplicationContextRunner runner = this.alone
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class));

	@Test
	void goesWhereTheQualifiedDetailsSayAndLeavesTheApplicationWhereItIs() {
		this.runner.withUserConfiguration(Qualified.class).run((context) -> {
			assertThat(host(context)).isEqualTo("locks.example");
			assertThat(context.getBean(LettuceConnectionFactory.class).getHostName()).isEqualTo("cache.example");
		});
	}

	@Test
	void qualifiedDetailsTellApartFromSeveralConnectionFactories() {
		this.runner.withUserConfiguration(Qualified.class)
			.withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.run((context) -> assertThat(host(context)).isEqualTo("locks.example"));
	}

	@Test
	void goesWherePrimaryDetailsSay() {
		this.runner.withBean("one", DataRedisConnectionDetails.class, details("one.example"))
			.withBean("two", DataRedisConnectionDetails.class, details("two.example"),
					(definition) -> ((AbstractBeanDefinition) definition).setPrimary(true))
			.run((context) -> assertThat(host(context)).isEqualTo("two.example"));
	}

	@Test
	void refusesToGuessAmongDetails() {
		this.alone.withBean("one", DataRedisConnectionDetails.class, details("one.example"))
			.withBean("two", DataRedisConnectionDetails.class, details("two.example"))
			.run((context) -> {
				assertThat(failure(context).description()).contains("in which Redis the units agree", "2 beans", "one",
						"two");
				assertThat(failure(context).action()).contains("@RollingOpsRedis", "@Primary");
			});
	}

	@Test
	void refusesToGuessAmongConnectionFactories() {
		this.runner.withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.run((context) -> {
				assertThat(failure(context).description()).contains("2 connection factories", "one", "two");
				assertThat(failure(context).action()).contains("DataRedisConnectionDetails", "@RollingOpsRedis",
						"@Primary");
			});
	}

	@Test
	void goesWhereTheApplicationsPropertiesSayIfOneFactoryIsPrimary() {
		this.runner.withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new,
					(definition) -> ((AbstractBeanDefinition) definition).setPrimary(true))
			.run((context) -> assertThat(host(context)).isEqualTo("cache.example"));
	}

	@Test
	void refusesTwoThatAreQualified() {
		this.runner.withUserConfiguration(Qualified.class, AlsoQualified.class).run((context) -> {
			assertThat(failure(context).description()).contains("2 beans", "with @RollingOpsRedis", "locks", "others");
			assertThat(failure(context).action()).contains("one of them");
		});
	}

	@Test
	void refusesQualifierAtConnectionFactory() {
		this.runner.withUserConfiguration(QualifiedFactory.class).run((context) -> {
			assertThat(failure(context).description()).contains("connections of its own");
			assertThat(failure(context).action()).contains("DataRedisConnectionDetails",
					"'rollingOpsConnectionFactory'");
		});
	}

	private static RollingOpsConfigurationException failure(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof RollingOpsConfigurationException)) {
			failure = failure.getCause();
		}
		assertThat(failure).as("%s", context.getStartupFailure()).isNotNull();
		return (RollingOpsConfigurationException) failure;
	}

	private static String host(AssertableApplicationContext context) {
		return context.getBean("rollingOpsConnectionFactory", LettuceConnectionFactory.class).getHostName();
	}

	private static Supplier<DataRedisConnectionDetails> details(String host) {
		return () -> new DataRedisConnectionDetails() {

			@Override
			public Standalone getStandalone() {
				return Standalone.of(host, 6379);
			}

		};
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean(defaultCandidate = false)
		@RollingOpsRedis
		DataRedisConnectionDetails locks() {
			return details("locks.example").get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AlsoQualified {

		@Bean(defaultCandidate = false)
		@RollingOpsRedis
		DataRedisConnectionDetails others() {
			return details("others.example").get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedFactory {

		@Bean
		@RollingOpsRedis
		RedisConnectionFactory locks() {
			return new LettuceConnectionFactory();
		}

	}

}
