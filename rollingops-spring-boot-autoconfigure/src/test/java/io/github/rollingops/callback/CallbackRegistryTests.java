package io.github.rollingops.callback;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsInvalidLockRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CallbackRegistryTests {

	@Test
	void knowsCallbacksByGroupAndId() {
		CallbackRegistry registry = CallbackRegistry.of(registration("default", "reload"),
				registration("default", "reindex"), registration("tls", "reload"));
		assertThat(registry.groups()).containsExactly("default", "tls");
		assertThat(registry.callbackIds("default")).containsExactly("reindex", "reload");
		assertThat(registry.find("tls", "reload")).isNotNull()
			.extracting(RegisteredCallback::group, RegisteredCallback::id)
			.containsExactly("tls", "reload");
	}

	@Test
	void knowsNothingOfOtherGroupsAndIds() {
		CallbackRegistry registry = CallbackRegistry.of(registration("default", "reload"));
		assertThat(registry.callbackIds("tls")).isEmpty();
		assertThat(registry.find("tls", "reload")).isNull();
		assertThat(registry.find("default", "reindex")).isNull();
	}

	@Test
	void hasGroupsThatAreOnlyNamed() {
		CallbackRegistry registry = new CallbackRegistry(List.of("tls", "db"));
		assertThat(registry.isClosed()).isFalse();
		assertThat(registry.groups()).containsExactly("db", "tls");
		registry.close(List.of());
		assertThat(registry.isClosed()).isTrue();
		assertThat(registry.groups()).containsExactly("db", "tls");
		assertThat(registry.callbackIds("tls")).isEmpty();
	}

	@Test
	void takesNoCallbackOnceItIsClosed() {
		CallbackRegistry registry = CallbackRegistry.of();
		assertThatIllegalStateException().isThrownBy(() -> registry.close(List.of()))
			.withMessageContaining("after the context has started");
	}

	@Test
	void isClosedOnceTheContextHasStarted() {
		try (ScannedContext context = ScannedContext.of(Annotated.class)) {
			assertThat(context.registry().isClosed()).isTrue();
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> context.registry().callbackIds("default").clear());
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> context.registry().groups().clear());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a:b", "{tls}" })
	void refusesGroupThatCannotBeNamedSo(String group) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CallbackRegistry(List.of(group)))
			.withMessageContaining("'" + group + "'")
			.withMessageContaining("[A-Za-z0-9._/-]{1,128}");
	}

	@Test
	void namesBothPlacesOfADuplicate() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(Annotated.class, Lambda.class))
			.withMessageContaining("the id 'reload' of group 'default' is also used by")
			.withMessageContaining("bean 'callbackRegistryTests.Annotated', method "
					+ "io.github.rollingops.callback.CallbackRegistryTests$Annotated.reload(int, String)")
			.withMessageContaining("bean 'reloadByLambda'")
			.withMessageContaining("another id or another group");
	}

	@Test
	void refusesTwoBeansOfOneClass() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(TwoOfOneClass.class))
			.withMessageContaining("bean 'first'")
			.withMessageContaining("bean 'second'");
	}

	@Test
	void allowsOneIdInTwoGroups() {
		try (ScannedContext context = ScannedContext.of(Annotated.class, OtherGroup.class)) {
			assertThat(context.registry().groups()).containsExactly("default", "tls");
		}
	}

	@Test
	void runsLambdaAndTakesNullForRelease() throws Exception {
		RegisteredCallback callback = callback(
				CallbackRegistry.of(new RollingOperationRegistration("default", "reload", (context) -> null)));
		callback.validate(Map.of("any", List.of(1, 2)));
		assertThat(callback.invoke(Run.with(Map.of()))).isEqualTo(new CallbackResult.Ended(OperationResult.RELEASE));
		assertThat(callback.timeout()).isNull();
	}

	@Test
	void refusesKwargsForALambdaThatAreNotJson() {
		RegisteredCallback callback = callback(CallbackRegistry.of(registration("default", "reload")));
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> callback.validate(Map.of("ratio", Double.NaN)));
	}

	@Test
	void doesNotCallLambdaWithKwargsThatCannotBeRead() {
		RegisteredCallback callback = callback(
				CallbackRegistry.of(new RollingOperationRegistration("default", "reload", (context) -> {
					throw new AssertionError("called");
				})));
		assertThatExceptionOfType(InvalidKwargsException.class)
			.isThrownBy(() -> callback.invoke(Run.withStoredKwargs("[1]")));
	}

	private static RollingOperationRegistration registration(String group, String id) {
		return new RollingOperationRegistration(group, id, (context) -> OperationResult.RELEASE);
	}

	private static RegisteredCallback callback(CallbackRegistry registry) {
		RegisteredCallback callback = registry.find("default", "reload");
		assertThat(callback).isNotNull();
		return callback;
	}

	static class Annotated {

		@RollingOperation
		void reload(int level, String reason) {
		}

	}

	static class OtherGroup {

		@RollingOperation(group = "tls")
		void reload() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lambda {

		@Bean
		RollingOperationRegistration reloadByLambda() {
			return registration("default", "reload");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoOfOneClass {

		@Bean
		Annotated first() {
			return new Annotated();
		}

		@Bean
		Annotated second() {
			return new Annotated();
		}

	}

}
