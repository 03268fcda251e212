package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOperationRegistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The id, group and timeout of an annotation.
 */
class DeclarationTests {

	@ParameterizedTest
	@CsvSource({ "90s, PT1M30S", "5m, PT5M", "1h30m, PT1H30M", "PT5M, PT5M", "' 5m ', PT5M", "250ms, PT0.25S",
			"500, PT0.5S" })
	void readsTimeout(String timeout, Duration expected) {
		try (ScannedContext context = ScannedContext.of(Map.of("my.timeout", timeout), Configurable.class)) {
			assertThat(context.callback("recycle").timeout()).isEqualTo(expected);
		}
	}

	@Test
	void hasNoTimeoutWhereThePropertyIsEmpty() {
		try (ScannedContext context = ScannedContext.of(Map.of("my.timeout", ""), Configurable.class)) {
			assertThat(context.callback("recycle").timeout()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "5 minutes", "0s", "-5m", "PT0S", "5x" })
	void refusesTimeout(String timeout) {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Map.of("my.timeout", timeout), Configurable.class))
			.satisfies((ex) -> {
				assertThat(ex.getSource()).contains("Configurable.recycle()");
				assertThat(ex.getReason()).contains("timeout");
				assertThat(ex.getAction()).isNotBlank();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "re load", "a:b", "{x}", "*", "ü" })
	void refusesId(String id) {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Map.of("my.id", id), Configurable.class))
			.withMessageContaining("its id is '" + id + "'")
			.withMessageContaining("1 to 128 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "{tls}" })
	void refusesGroup(String group) {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Map.of("my.group", group), Configurable.class))
			.withMessageContaining("its group is '" + group + "'");
	}

	@Test
	void refusesPlaceholderWithoutAProperty() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(StrictPlaceholders.class, Unresolvable.class))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).contains("'${my.missing}'", "cannot be resolved");
				assertThat(ex.getAction()).contains("${name:default}");
			});
	}

	@Test
	void refusesPlaceholderThatIsLeftAsItIs() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Unresolvable.class))
			.withMessageContaining("its id is '${my.missing}'")
			.withMessageContaining("set the properties");
	}

	@Test
	void refusesRegistrationWithAnIdThatCannotBeOne() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(BadRegistration.class))
			.withMessageContaining("bean 'badRegistration'")
			.withMessageContaining("its id is 're load'");
	}

	@Test
	void refusesRegistrationWithATimeoutOfNothing() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> CallbackRegistry.of(new RollingOperationRegistration("default", "reload",
					(context) -> OperationResult.RELEASE, Duration.ZERO)))
			.withMessageContaining("registration 'reload'")
			.withMessageContaining("its timeout is PT0S");

	}

	static class Configurable {

		@RollingOperation(id = "${my.id:recycle}", group = "${my.group:default}", timeout = "${my.timeout:}")
		void recycle() {
		}

	}

	static class Unresolvable {

		@RollingOperation("${my.missing}")
		void recycle() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StrictPlaceholders {

		@Bean
		static PropertySourcesPlaceholderConfigurer placeholders() {
			return new PropertySourcesPlaceholderConfigurer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BadRegistration {

		@Bean
		RollingOperationRegistration badRegistration() {
			return new RollingOperationRegistration("default", "re load", (context) -> OperationResult.RELEASE);
		}

	}

}
