package io.github.rollingops.callback;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps in a native image what the scanner is going to look for, and what it takes to
 * make arguments of kwargs. What a bean has that its type does not show cannot be kept,
 * as everywhere in ahead-of-time processing.
 */
class RollingOperationAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(RollingOperationScanner.class, true, false).length == 0) {
			return null;
		}
		List<BeanMethod> methods = new ArrayList<>();
		new AnnotatedMethods(beanFactory).forEach((method, annotation) -> methods.add(method));
		return methods.isEmpty() ? null : (context, code) -> {
			ReflectionHints hints = context.getRuntimeHints().reflection();
			hints.registerTypeIfPresent(beanFactory.getBeanClassLoader(), KwargMapper.KOTLIN_MODULE);
			methods.forEach((method) -> register(method, hints));
		};
	}

	private static void register(BeanMethod beanMethod, ReflectionHints hints) {
		Method method = beanMethod.method();
		hints.registerMethod(method, ExecutableMode.INVOKE);
		// A JDK proxy is called by the method of its interface.
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(beanMethod.targetClass())) {
			Method declared = ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes());
			if (declared != null) {
				hints.registerMethod(declared, ExecutableMode.INVOKE);
			}
		}
		Type[] kwargs = CallbackParameters.of(method, beanMethod.targetClass(), beanMethod.description()).types();
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints, kwargs);
	}

}
