package io.github.rollingops.callback;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.scheduling.annotation.Async;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which beans are looked at, and which of their methods are found.
 */
class ScannedBeansTests {

	@Test
	void findsMethodThatASuperclassAnnotates() throws Exception {
		try (ScannedContext context = ScannedContext.of(Inheriting.class)) {
			assertThat(context.run("inherited")).isEqualTo(OperationResult.RELEASE);
		}
	}

	@Test
	void findsOverridingMethodThatOnlyTheSuperclassAnnotates() throws Exception {
		try (ScannedContext context = ScannedContext.of(Overriding.class)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("inherited");
			assertThat(context.run("inherited")).isEqualTo(OperationResult.RETRY_HOLD);
		}
	}

	@Test
	void findsMethodThatOnlyAnInterfaceAnnotates() throws Exception {
		try (ScannedContext context = ScannedContext.of(Implementing.class)) {
			assertThat(context.run("declared", Map.of("level", 3))).isEqualTo(OperationResult.RETRY_RELEASE);
		}
	}

	@Test
	void findsDefaultMethodOfAnInterface() throws Exception {
		try (ScannedContext context = ScannedContext.of(UsingDefault.class)) {
			assertThat(context.run("standard")).isEqualTo(OperationResult.RETRY_HOLD);
		}
	}

	@Test
	void prefersTheAnnotationOfTheClassToThatOfTheInterface() {
		try (ScannedContext context = ScannedContext.of(Renaming.class)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("renamed");
		}
	}

	@Test
	void findsMethodWithABridgeOnce() throws Exception {
		try (ScannedContext context = ScannedContext.of(Bridged.class)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("process");
			assertThat(context.run("process", Map.of("subject", Map.of("name", "a", "size", 2))))
				.isEqualTo(OperationResult.RETRY_HOLD);
		}
	}

	@Test
	void resolvesTypeVariableOfAnInheritedMethod() throws Exception {
		try (ScannedContext context = ScannedContext.of(Generic.class)) {
			assertThat(context.run("inspect", Map.of("subjects", List.of(Map.of("name", "a", "size", 2)))))
				.isEqualTo(OperationResult.RETRY_HOLD);
		}
	}

	@Test
	void makesLazyBeanAtItsFirstRun() throws Exception {
		try (ScannedContext context = ScannedContext.of(LazyBeans.class)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("count");
			assertThat(context.hasMade("lazyCounter")).isFalse();
			context.run("count");
			assertThat(context.hasMade("lazyCounter")).isTrue();
			context.run("count");
			assertThat(context.bean(Counter.class).count).isEqualTo(2);
		}
	}

	@Test
	void makesPrototypeForEachRun() throws Exception {
		try (ScannedContext context = ScannedContext.of(Prototypes.class)) {
			assertThat(context.run("count")).isEqualTo(OperationResult.RELEASE);
			assertThat(context.run("count")).isEqualTo(OperationResult.RELEASE);
			assertThat(Prototypes.made).isEqualTo(2);
		}
	}

	@Test
	void findsMethodOfWhatAFactoryBeanMakesAndMakesItAtTheFirstRun() throws Exception {
		try (ScannedContext context = ScannedContext.of(CounterFactory.class)) {
			assertThat(context.bean(CounterFactory.class).asked).isFalse();
			context.run("count");
			assertThat(context.bean(Counter.class).count).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { ScopedByClass.class, ScopedByInterface.class })
	void callsScopedBeanThroughItsProxy(Class<?> configuration) throws Exception {
		try (ScannedContext context = ScannedContext.of(ThreadScope.class, configuration)) {
			assertThat(context.registry().callbackIds("default")).containsExactly("count");
			context.run("count");
			context.run("count");
			assertThat(context.bean(Counting.class).count()).isEqualTo(2);
		}
	}

	@Test
	void findsSingletonThatIsNoBeanDefinition() throws Exception {
		try (ScannedContext context = ScannedContext.of(RegisteredByHand.class)) {
			assertThat(context.run("count")).isEqualTo(OperationResult.RELEASE);
		}
	}

	@Test
	void findsMethodOfAConfigurationClass() throws Exception {
		try (ScannedContext context = ScannedContext.of(AnnotatedConfiguration.class)) {
			assertThat(context.run("configured")).isEqualTo(OperationResult.RELEASE);
		}
	}

	@Test
	void refusesBeanOfAScopeThatNoCallbackRunsIn() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(InRequest.class))
			.withMessageContaining("scope is 'request'")
			.withMessageContaining("singleton");
	}

	@ParameterizedTest
	@ValueSource(classes = { Private.class, Static.class, AsyncMethod.class, AsyncClass.class })
	void refusesMethodThatCannotBeCalledAsACallback(Class<?> type) {
		assertThatExceptionOfType(InvalidRollingOperationException.class).isThrownBy(() -> ScannedContext.of(type))
			.satisfies((ex) -> {
				assertThat(ex.getSource()).contains(type.getName() + ".recycle()");
				assertThat(ex.getReason()).containsIgnoringCase(type.getSimpleName().replaceAll("Method|Class", ""));
				assertThat(ex.getAction()).isNotBlank();
			});
	}

	static class Base {

		@RollingOperation
		public OperationResult inherited() {
			return OperationResult.RELEASE;
		}

	}

	static class Inheriting extends Base {

	}

	static class Overriding extends Base {

		@Override
		public OperationResult inherited() {
			return OperationResult.RETRY_HOLD;
		}

	}

	interface Declaring {

		@RollingOperation
		OperationResult declared(int level);

	}

	static class Implementing implements Declaring {

		@Override
		public OperationResult declared(int level) {
			return (level == 3) ? OperationResult.RETRY_RELEASE : OperationResult.RELEASE;
		}

	}

	static class Renaming implements Declaring {

		@Override
		@RollingOperation("renamed")
		public OperationResult declared(int level) {
			return OperationResult.RELEASE;
		}

	}

	interface WithDefault {

		@RollingOperation
		default OperationResult standard() {
			return OperationResult.RETRY_HOLD;
		}

	}

	static class UsingDefault implements WithDefault {

	}

	record Subject(String name, int size) {
	}

	interface Processor<T> {

		@RollingOperation
		OperationResult process(T subject);

	}

	static class Bridged implements Processor<Subject> {

		@Override
		public OperationResult process(Subject subject) {
			return (subject.size() == 2) ? OperationResult.RETRY_HOLD : OperationResult.RELEASE;
		}

	}

	abstract static class Inspector<T> {

		@RollingOperation
		OperationResult inspect(List<T> subjects) {
			return isLarge(subjects.get(0)) ? OperationResult.RETRY_HOLD : OperationResult.RELEASE;
		}

		abstract boolean isLarge(T subject);

	}

	static class Generic extends Inspector<Subject> {

		@Override
		boolean isLarge(Subject subject) {
			return subject.size() == 2;
		}

	}

	interface Counting {

		@RollingOperation("count")
		void increment();

		int count();

	}

	static class Counter implements Counting {

		int count;

		@Override
		public void increment() {
			this.count++;
		}

		@Override
		public int count() {
			return this.count;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeans {

		@Bean
		@Lazy
		Counter lazyCounter() {
			return new Counter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		static int made;

		Prototypes() {
			made = 0;
		}

		@Bean
		@Scope("prototype")
		Counter counter() {
			made++;
			return new Counter();
		}

	}

	static class CounterFactory implements FactoryBean<Counter> {

		boolean asked;

		@Override
		public Counter getObject() {
			this.asked = true;
			return new Counter();
		}

		@Override
		public Class<?> getObjectType() {
			return Counter.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadScope {

		@Bean
		static BeanFactoryPostProcessor threadScope() {
			return (beanFactory) -> beanFactory.registerScope("thread", new SimpleThreadScope());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedByClass {

		@Bean
		@Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Counter scopedCounter() {
			return new Counter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedByInterface {

		@Bean
		@Scope(value = "thread", proxyMode = ScopedProxyMode.INTERFACES)
		Counting scopedCounter() {
			return new Counter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RegisteredByHand {

		@Bean
		static BeanFactoryPostProcessor handMadeCounter() {
			return (beanFactory) -> beanFactory.registerSingleton("handMade", new Counter());
		}

	}

	@Configuration
	static class AnnotatedConfiguration {

		@RollingOperation
		void configured() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InRequest {

		@Bean
		@Scope(value = "request", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Counter requestCounter() {
			return new Counter();
		}

	}

	static class Private {

		@RollingOperation
		private void recycle() {
		}

	}

	static class Static {

		@RollingOperation
		static void recycle() {
		}

	}

	static class AsyncMethod {

		@Async
		@RollingOperation
		void recycle() {
		}

	}

	@Async
	static class AsyncClass {

		@RollingOperation
		void recycle() {
		}

	}

}
