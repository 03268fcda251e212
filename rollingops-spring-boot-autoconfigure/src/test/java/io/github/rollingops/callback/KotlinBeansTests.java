package io.github.rollingops.callback;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JavaType;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOpsInvalidLockRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Beans that are written in Kotlin.
 */
class KotlinBeansTests {

	@Test
	void takesDefaultOfParameterWhoseKwargIsMissing() throws Exception {
		try (ScannedContext context = ScannedContext.of(KotlinReloading.class)) {
			context.callback("reload").validate(Map.of());
			assertThat(context.run("reload")).isEqualTo(OperationResult.RELEASE);
			assertThat(seen(context)).containsExactly(false, 1, "unit-1");
			context.run("reload", Map.of("force", true));
			assertThat(seen(context)).containsExactly(true, 3, "unit-1");
			context.run("reload", Map.of("level", 5));
			assertThat(seen(context)).containsExactly(false, 5, "unit-1");
		}
	}

	@Test
	void takesNullForMissingKwargOfNullableType() throws Exception {
		try (ScannedContext context = ScannedContext.of(KotlinReloading.class)) {
			assertThat(context.run("label")).isEqualTo(OperationResult.RETRY_HOLD);
			assertThat(seen(context)).containsExactly(null, "!");
			Map<String, @Nullable Object> nulls = new HashMap<>();
			nulls.put("text", null);
			nulls.put("suffix", null);
			context.run("label", nulls);
			assertThat(seen(context)).containsExactly(null, null);
		}
	}

	@Test
	void refusesNullWhereKotlinHasNone() {
		try (ScannedContext context = ScannedContext.of(KotlinReloading.class)) {
			Map<String, @Nullable Object> kwargs = new HashMap<>();
			kwargs.put("text", null);
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("required").validate(kwargs))
				.withMessageContaining("'text' is null");
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("required").validate(Map.of()))
				.withMessageContaining("'text' is missing");
		}
	}

	@Test
	void letsOwnExceptionThroughWhereDefaultIsTaken() {
		try (ScannedContext context = ScannedContext.of(KotlinReloading.class)) {
			assertThatIllegalStateException().isThrownBy(() -> context.run("fail")).withMessage("force is false");
		}
	}

	@Test
	void takesDefaultThroughClassProxy() throws Exception {
		try (ScannedContext context = ScannedContext.of(ClassProxies.class, KotlinReloading.class)) {
			context.run("reload", Map.of("force", true));
			assertThat(context.bean(KotlinReloading.class).getClass()).isNotEqualTo(KotlinReloading.class);
			assertThat(seen(context)).containsExactly(true, 3, "unit-1");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void takesDefaultThatTheInterfaceDeclares(boolean proxied) throws Exception {
		try (ScannedContext context = proxied ? ScannedContext.of(InterfaceProxies.class, KotlinImplementing.class)
				: ScannedContext.of(KotlinImplementing.class)) {
			context.run("declared");
			assertThat(context.bean(KotlinDeclaring.class).seen()).isEqualTo(7);
		}
	}

	@Test
	void makesDataClassesWithTheirDefaults() throws Exception {
		try (ScannedContext context = ScannedContext.of(KotlinWindows.class)) {
			context.run("window", Map.of("window", Map.of("from", 3)));
			assertThat(context.bean(KotlinWindows.class).getSeen()).isEqualTo(new KotlinWindow(3, true, List.of("a")));
			context.run("windows", Map.of("windows", List.of(Map.of("from", 4, "isOpen", false, "labels", List.of()))));
			assertThat(context.bean(KotlinWindows.class).getSeen())
				.isEqualTo(List.of(new KotlinWindow(4, false, List.of())));
		}
	}

	@Test
	void refusesDataClassThatLacksWhatKotlinRequires() {
		try (ScannedContext context = ScannedContext.of(KotlinWindows.class)) {
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("window").validate(Map.of("window", Map.of("isOpen", true))))
				.withMessageContaining("'window'");
		}
	}

	@Test
	void takesWhatIsRequestedWithDataClass() throws Exception {
		KotlinWindow window = new KotlinWindow(3, false, List.of("b"));
		try (ScannedContext context = ScannedContext.of(KotlinWindows.class)) {
			context.run("window", Map.of("window", window));
			assertThat(context.bean(KotlinWindows.class).getSeen()).isEqualTo(window);
		}
	}

	@Test
	void refusesDataClassWithoutItsModule() {
		KwargMapper mapper = KwargMapper.of(false);
		JavaType type = mapper.json().getTypeFactory().constructCollectionType(List.class, KotlinWindow.class);
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> mapper.requireReadable("windows", type, "bean 'b'"))
			.withMessageContaining("'windows'")
			.withMessageContaining("KotlinWindow")
			.withMessageContaining("jackson-module-kotlin");
	}

	@Test
	void refusesDefaultsThatCannotBeRead() {
		Method reload = method(KotlinReloading.class, "reload");
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> KotlinFunction.refuseWithoutReflection(reload, "bean 'b'"))
			.withMessageContaining("default values")
			.withMessageContaining("org.jetbrains.kotlin:kotlin-reflect");
	}

	@ParameterizedTest
	@CsvSource({ "io.github.rollingops.callback.KotlinSuspending,suspend function,runBlocking",
			"io.github.rollingops.callback.KotlinDeferred,kotlinx.coroutines.Deferred,Wait inside",
			"io.github.rollingops.callback.KotlinOverloads,also used by,another id",
			"io.github.rollingops.callback.KotlinValueClass,value class kotlin.time.Duration,java.time.Duration" })
	void refusesWhatCannotBeACallback(Class<?> type, String reason, String action) {
		assertThatExceptionOfType(InvalidRollingOperationException.class).isThrownBy(() -> ScannedContext.of(type))
			.satisfies((ex) -> {
				assertThat(ex.getReason()).contains(reason);
				assertThat(ex.getAction()).contains(action);
			});
	}

	@Test
	void kotlinKnowsWhatMayBeNull() {
		assertThat(inferred("unit")).isEqualTo("kotlin.String");
		assertThat(inferred("operation")).isEqualTo("io.github.rollingops.Operation?");
	}

	private static String inferred(String name) {
		return String.valueOf(ReflectJvmMapping.getKotlinFunction(method(KotlinInferring.class, name)).getReturnType());
	}

	private static Method method(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static List<Object> seen(ScannedContext context) {
		return context.bean(KotlinReloading.class).getSeen();
	}

	static class ClassProxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof KotlinReloading) ? proxy(bean, true) : bean;
		}

	}

	static class InterfaceProxies implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof KotlinDeclaring) ? proxy(bean, false) : bean;
		}

	}

	private static Object proxy(Object bean, boolean targetClass) {
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(targetClass);
		return factory.getProxy();
	}

}
