package io.github.rollingops.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.actuate.RollingOpsEndpoint;
import io.github.rollingops.databag.redis.RedisDatabagStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

/**
 * What a native image is told to keep of an application, all of it found out as at build
 * time.
 */
class NativeHintsTests {

	private static final String SCRIPTS = "io/github/rollingops/databag/redis/lua/";

	private static final RuntimeHints hints = new RuntimeHints();

	@BeforeAll
	static void processAheadOfTime() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			TestPropertyValues
				.of("spring.application.name=orders", "management.endpoints.web.exposure.include=rollingops")
				.applyTo(context);
			context.register(Application.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context,
					new DefaultGenerationContext(
							new ClassNameGenerator(ClassName.get("io.github.rollingops.test", "Application")),
							new InMemoryGeneratedFiles(), hints));
		}
	}

	@ParameterizedTest
	@MethodSource
	void keepsScript(String script) {
		assertThat(resource().forResource(script)).accepts(hints);
	}

	static Stream<String> keepsScript() throws IOException {
		return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + SCRIPTS + "**/*"))
			.filter((found) -> found.isReadable() && found.getFilename() != null)
			.map((found) -> ((found.getFilename() != null
					&& new ClassPathResource(SCRIPTS + found.getFilename()).exists()) ? SCRIPTS : SCRIPTS + "lib/")
					+ found.getFilename());
	}

	@ParameterizedTest
	@MethodSource
	void keepsEveryRecordOfTheEndpoint(Class<?> descriptor) {
		assertThat(reflection().onType(descriptor)).accepts(hints);
		assertThat(descriptor.getRecordComponents()).allSatisfy(
				(component) -> assertThat(reflection().onMethodInvocation(component.getAccessor())).accepts(hints));
	}

	static Stream<Class<?>> keepsEveryRecordOfTheEndpoint() {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackagesOf(RollingOpsEndpoint.class)
			.stream()
			.filter((candidate) -> candidate.isRecord() && candidate.getSimpleName().endsWith("Descriptor"))
			.map(JavaClass::reflect);
	}

	@ParameterizedTest
	@MethodSource
	void bindsEveryRecordOfTheProperties(Class<?> properties) {
		assertThat(reflection().onConstructorInvocation(properties.getDeclaredConstructors()[0])).accepts(hints);
	}

	static Stream<Class<?>> bindsEveryRecordOfTheProperties() {
		return Stream.concat(Stream.of(RollingOpsProperties.class),
				Arrays.stream(RollingOpsProperties.class.getDeclaredClasses()));
	}

	@Test
	void callsOperationOfBean() {
		assertThat(reflection().onMethodInvocation(method(Inherited.class, "inherited"))).accepts(hints);
	}

	@Test
	void callsOperationOfInterfaceThatProxyImplements() {
		assertThat(reflection().onMethodInvocation(method(Reloading.class, "reload"))).accepts(hints);
		assertThat(reflection().onMethodInvocation(method(Reloader.class, "reload"))).accepts(hints);
	}

	@Test
	void makesArgumentsOfKwargs() {
		assertThat(List.of(Window.class, Zone.class, Level.class))
			.allSatisfy((type) -> assertThat(reflection().onType(type)).accepts(hints));
		assertThat(reflection().onConstructorInvocation(Window.class.getDeclaredConstructors()[0])).accepts(hints);
		assertThat(reflection().onConstructorInvocation(Zone.class.getDeclaredConstructors()[0])).accepts(hints);
	}

	@Test
	void keepsNothingOfTheContext() {
		assertThat(hints.reflection().typeHints())
			.noneMatch((hint) -> hint.getType().getName().equals(OperationContext.class.getName()));
	}

	private static Method method(Class<?> type, String name) {
		return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
			.filter((method) -> method.getName().equals(name) && !method.isBridge())
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataRedisAutoConfiguration.class, RollingOpsAutoConfiguration.class,
			RollingOpsEndpointAutoConfiguration.class })
	static class Application {

		@Bean
		Reloader reloader() {
			return new Reloader();
		}

		@Bean
		Inherited inherited() {
			return new Inherited();
		}

	}

	interface Reloading {

		void reload(Window window);

	}

	static class Reloader implements Reloading {

		@Override
		@RollingOperation
		public void reload(Window window) {
		}

	}

	abstract static class Base<T> {

		@RollingOperation
		void inherited(List<T> subjects, Optional<Level> level, OperationContext context) {
		}

	}

	static class Inherited extends Base<Zone> {

	}

	record Window(int from, int to) {
	}

	record Zone(String name) {
	}

	enum Level {

		LOW, HIGH

	}

}
