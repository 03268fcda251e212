package io.github.rollingops.callback;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Beans with proxies before them; the transaction shows whether a call went through.
 */
class ProxiedBeansTests {

	@Test
	void endsTheTransactionOfAClassProxyBeforeTheOperation() throws Exception {
		try (ScannedContext context = ScannedContext.of(ClassProxies.class, TransactionalReloader.class)) {
			assertThat(AopUtils.isCglibProxy(context.bean(TransactionalReloader.class))).isTrue();
			assertThat(context.run("reload", Map.of("units", List.of("a", "b")))).isEqualTo(OperationResult.RETRY_HOLD);
			assertThat(context.bean(Transactions.class).log).containsExactly("begin", "reload [a, b]", "commit");
		}
	}

	@Test
	void callsPackagePrivateAndProtectedMethodsThroughAClassProxy() throws Exception {
		try (ScannedContext context = ScannedContext.of(ClassProxies.class, Hidden.class)) {
			context.run("packagePrivate");
			context.run("guarded");
			assertThat(context.bean(Transactions.class).log).containsExactly("begin", "packagePrivate", "commit",
					"begin", "guarded", "commit");
		}
	}

	@Test
	void callsInterfaceMethodThroughAJdkProxy() throws Exception {
		try (ScannedContext context = ScannedContext.of(InterfaceProxies.class, ReloaderImpl.class)) {
			assertThat(AopUtils.isJdkDynamicProxy(context.bean(Reloader.class))).isTrue();
			assertThat(context.run("reload", Map.of("force", true))).isEqualTo(OperationResult.RELEASE);
			assertThat(context.bean(Transactions.class).log).containsExactly("begin", "reload true", "commit");
		}
	}

	@Test
	void callsMethodOfAProxyThatStandsForNoBeanClass() throws Exception {
		try (ScannedContext context = ScannedContext.of(HandMadeProxy.class)) {
			assertThat(context.run("reload", Map.of("force", false))).isEqualTo(OperationResult.RETRY_RELEASE);
		}
	}

	@Test
	void refusesMethodThatTheInterfacesOfAJdkProxyDoNotDeclare() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(InterfaceProxies.class, OutsideItsInterface.class))
			.satisfies((ex) -> {
				assertThat(ex.getSource()).contains("OutsideItsInterface.recycle()");
				assertThat(ex.getReason()).contains("JDK proxy");
				assertThat(ex.getAction()).contains("interface", "proxyTargetClass=true");
			});
	}

	@Test
	void refusesFinalMethodOfAClassProxy() {
		assertThatExceptionOfType(InvalidRollingOperationException.class)
			.isThrownBy(() -> ScannedContext.of(ClassProxies.class, Final.class))
			.withMessageContaining("Final.recycle()")
			.withMessageContaining("not final");
	}

	@Test
	void takesFinalMethodWhereNoProxyIs() throws Exception {
		try (ScannedContext context = ScannedContext.of(Transactions.class, Final.class)) {
			assertThat(context.run("recycle")).isEqualTo(OperationResult.RELEASE);
		}
	}

	@Test
	void abortsOperationOfALazyBeanWhoseProxyTurnsOutNotToHaveTheMethod() {
		try (ScannedContext context = ScannedContext.of(InterfaceProxies.class, LazyOutsideItsInterface.class)) {
			assertThatExceptionOfType(OperationAbortedException.class).isThrownBy(() -> context.run("recycle"))
				.withCauseInstanceOf(InvalidRollingOperationException.class)
				.withStackTraceContaining("JDK proxy");
		}
	}

	@Test
	void letsTheCallbacksOwnExceptionThroughAProxyThatMayNotThrowIt() {
		try (ScannedContext context = ScannedContext.of(HandMadeProxy.class)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> context.run("reload", Map.of("force", true)))
				.withMessage("disk full");
		}
	}

	@Test
	void rollsBackWhatTheCallbackThrows() {
		try (ScannedContext context = ScannedContext.of(ClassProxies.class, Failing.class)) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> context.run("fail"))
				.withMessage("on purpose")
				.withNoCause();
			assertThat(context.bean(Transactions.class).log).containsExactly("begin", "rollback");
		}
	}

	static class TransactionalReloader {

		private final Transactions transactions;

		TransactionalReloader(Transactions transactions) {
			this.transactions = transactions;
		}

		@RollingOperation
		@Transactional
		OperationResult reload(List<String> units) {
			this.transactions.note("reload " + units);
			return OperationResult.RETRY_HOLD;
		}

	}

	@Transactional
	static class Hidden {

		private final Transactions transactions;

		Hidden(Transactions transactions) {
			this.transactions = transactions;
		}

		@RollingOperation
		void packagePrivate() {
			this.transactions.note("packagePrivate");
		}

		@RollingOperation
		protected void guarded() {
			this.transactions.note("guarded");
		}

	}

	interface Reloader {

		@RollingOperation
		OperationResult reload(boolean force);

	}

	static class ReloaderImpl implements Reloader {

		private final Transactions transactions;

		ReloaderImpl(Transactions transactions) {
			this.transactions = transactions;
		}

		@Override
		@Transactional
		public OperationResult reload(boolean force) {
			this.transactions.note("reload " + force);
			return OperationResult.RELEASE;
		}

	}

	static class OutsideItsInterface implements Runnable {

		@Override
		@Transactional
		public void run() {
		}

		@RollingOperation
		@Transactional
		public void recycle() {
		}

	}

	@Lazy
	static class LazyOutsideItsInterface extends OutsideItsInterface {

	}

	static class Final {

		@RollingOperation
		@Transactional
		public final void recycle() {
		}

		@Transactional
		public void other() {
		}

	}

	static class Failing {

		@RollingOperation
		@Transactional
		void fail() {
			throw new IllegalStateException("on purpose");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HandMadeProxy {

		@Bean
		Reloader reloader() {
			return (Reloader) Proxy.newProxyInstance(Reloader.class.getClassLoader(), new Class<?>[] { Reloader.class },
					(proxy, method, arguments) -> {
						if (method.getDeclaringClass() == Object.class) {
							return method.invoke("reloader", arguments);
						}
						if (arguments[0].equals(true)) {
							throw new IOException("disk full");
						}
						return OperationResult.RETRY_RELEASE;
					});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class ClassProxies {

		@Bean
		Transactions transactions() {
			return new Transactions();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = false)
	static class InterfaceProxies {

		@Bean
		Transactions transactions() {
			return new Transactions();
		}

	}

	/**
	 * Transactions of nothing, which note when they begin and end.
	 */
	static class Transactions extends AbstractPlatformTransactionManager {

		private static final long serialVersionUID = 1L;

		final ArrayList<String> log = new ArrayList<>();

		void note(String call) {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			this.log.add(call);
		}

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.log.add("begin");
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.log.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.log.add("rollback");
		}

	}

}
