package io.github.rollingops.callback;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOperationRegistration;

import static org.assertj.core.api.Assertions.assertThat;

class RollingOperationScannerTests {

	@Test
	void findsAnnotatedMethodAndCallsIt() throws Exception {
		try (ScannedContext context = ScannedContext.of(Reloader.class)) {
			assertThat(context.registry().groups()).containsExactly("default");
			assertThat(context.registry().callbackIds("default")).containsExactly("reload");
			assertThat(context.run("reload", Map.of("force", true))).isEqualTo(OperationResult.RETRY_HOLD);
			assertThat(context.bean(Reloader.class).forced).isTrue();
		}
	}

	@Test
	void takesTheMethodsNameWhereNoIdIsGiven() {
		try (ScannedContext context = ScannedContext.of(Unnamed.class)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("recycle");
			assertThat(context.callback("recycle").timeout()).isNull();
		}
	}

	@Test
	void resolvesPlaceholdersInIdGroupAndTimeout() {
		Map<String, Object> properties = Map.of("my.id", "rotate", "my.group", "tls", "my.timeout", "90s");
		try (ScannedContext context = ScannedContext.of(properties, Placeholders.class)) {
			RegisteredCallback callback = context.registry().find("tls", "rotate");
			assertThat(callback).isNotNull();
			assertThat(callback.timeout()).isEqualTo(Duration.ofSeconds(90));
			assertThat(callback.description()).contains("Placeholders.rotate()");
		}
	}

	@Test
	void findsMetaAnnotationWithItsAliases() {
		try (ScannedContext context = ScannedContext.of(MetaAnnotated.class)) {
			RegisteredCallback callback = context.registry().find("maintenance", "vacuum");
			assertThat(callback).isNotNull();
			assertThat(callback.timeout()).isEqualTo(Duration.ofMinutes(5));
		}
	}

	@Test
	void registersLambdasOfRegistrationBeans() throws Exception {
		try (ScannedContext context = ScannedContext.of(Registrations.class)) {
			RegisteredCallback callback = context.registry().find("nightly", "cleanup");
			assertThat(callback).isNotNull();
			assertThat(callback.timeout()).isEqualTo(Duration.ofMinutes(1));
			assertThat(callback.description()).isEqualTo("bean 'cleanup'");
			assertThat(callback.invoke(Run.with(Map.of("anything", 1))))
				.isEqualTo(new CallbackResult.Ended(OperationResult.RETRY_RELEASE));
		}
	}

	static class Reloader {

		boolean forced;

		@RollingOperation("reload")
		OperationResult reload(boolean force, OperationContext context) {
			this.forced = force && context.fencingToken() == 42;
			return OperationResult.RETRY_HOLD;
		}

	}

	static class Unnamed {

		@RollingOperation
		void recycle() {
		}

	}

	static class Placeholders {

		@RollingOperation(id = "${my.id}", group = "${my.group}", timeout = "${my.timeout}")
		void rotate() {
		}

	}

	@RollingOperation(group = "maintenance", timeout = "PT5M")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Maintenance {

		@AliasFor(annotation = RollingOperation.class, attribute = "id")
		String name();

	}

	static class MetaAnnotated {

		@Maintenance(name = "vacuum")
		void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registrations {

		@Bean
		RollingOperationRegistration cleanup() {
			return new RollingOperationRegistration("nightly", "cleanup", (context) -> OperationResult.RETRY_RELEASE,
					Duration.ofMinutes(1));
		}

	}

}
