package io.github.rollingops.callback;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean, called through whatever stands before the bean: its proxy, or its
 * scope. The bean is asked for at each call, so that a lazy one is made by its first run.
 */
record BeanMethod(BeanFactory beanFactory, String beanName, Class<?> targetClass, Method method) {

	String description() {
		return "bean '" + this.beanName + "', method " + this.targetClass.getName() + "." + this.method.getName()
				+ Arrays.stream(this.method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

	void requireCallable() {
		if (Modifier.isPrivate(this.method.getModifiers())) {
			throw refused("it is private, so that a proxy of the bean would be passed by",
					"Make the method public, or at least package-private.");
		}
		if (Modifier.isStatic(this.method.getModifiers())) {
			throw refused("it is static and thus no method of the bean", "Make it an instance method.");
		}
		if (AnnotatedElementUtils.hasAnnotation(this.method, Async.class)
				|| AnnotatedElementUtils.hasAnnotation(this.targetClass, Async.class)) {
			throw refused("it is @Async, and would still be at work when the lock has gone to another unit",
					"Remove @Async: callbacks run on a thread of their own anyway.");
		}
	}

	/**
	 * Return the method as the given bean, proxy or not, has it.
	 */
	Method selectFor(Object bean) {
		if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(this.method.getModifiers())) {
			throw refused("it is final, so that the bean's proxy cannot pass it on", "Make the method not final.");
		}
		try {
			return AopUtils.selectInvocableMethod(this.method, bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw new InvalidRollingOperationException(description(),
					"the bean's JDK proxy has interfaces only, and none of them declares the method",
					"Declare the method in an interface of the bean, or proxy its class with proxyTargetClass=true.",
					ex);
		}
	}

	@Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
		Object bean = this.beanFactory.getBean(this.beanName);
		Method invocable = selectFor(bean);
		ReflectionUtils.makeAccessible(invocable);
		try {
			return Arrays.asList(arguments).contains(KotlinFunction.DEFAULT)
					? KotlinFunction.call(invocable, bean, arguments) : invocable.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw unwrap(ex.getTargetException());
		}
	}

	// A proxy wraps what its method does not declare; the callback's own exception is
	// what the operation is judged by.
	private static Exception unwrap(Throwable thrown) {
		if (thrown instanceof UndeclaredThrowableException undeclared && undeclared.getCause() != null) {
			return unwrap(undeclared.getCause());
		}
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof Exception exception) ? exception : new UndeclaredThrowableException(thrown);
	}

	private InvalidRollingOperationException refused(String reason, String action) {
		return new InvalidRollingOperationException(description(), reason, action);
	}

}
