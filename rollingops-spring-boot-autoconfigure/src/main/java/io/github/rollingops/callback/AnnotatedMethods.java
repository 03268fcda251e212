package io.github.rollingops.callback;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ClassUtils;

import io.github.rollingops.RollingOperation;

/**
 * The {@link RollingOperation @RollingOperation} methods of a context's beans, found
 * without making a bean that does not exist yet.
 */
final class AnnotatedMethods {

	private static final Log logger = LogFactory.getLog(AnnotatedMethods.class);

	// No callback runs within a request, so that such a bean could never be had.
	private static final Set<String> WEB_SCOPES = Set.of("request", "session", "websocket");

	private final ConfigurableListableBeanFactory beanFactory;

	AnnotatedMethods(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void forEach(BiConsumer<BeanMethod, RollingOperation> consumer) {
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			// The scoped proxy stands for its target: found once, called through the
			// proxy.
			Class<?> type = ScopedProxyUtils.isScopedTarget(beanName) ? null : targetClass(beanName);
			if (type != null && AnnotationUtils.isCandidateClass(type, RollingOperation.class)) {
				methods(beanName, type).forEach((method, annotation) -> {
					BeanMethod beanMethod = new BeanMethod(this.beanFactory, beanName, type, method);
					requireReachable(beanMethod);
					consumer.accept(beanMethod, annotation);
				});
			}
		}
	}

	private @Nullable Class<?> targetClass(String beanName) {
		if (exists(beanName)) {
			return AopProxyUtils.ultimateTargetClass(this.beanFactory.getBean(beanName));
		}
		Class<?> type = this.beanFactory.getType(beanName, false);
		if (type != null && ScopedObject.class.isAssignableFrom(type)) {
			type = this.beanFactory.getType(ScopedProxyUtils.getTargetBeanName(beanName), false);
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	// What a FactoryBean makes may not have been made, and asking would make it.
	private boolean exists(String beanName) {
		return this.beanFactory.containsSingleton(beanName) && !this.beanFactory.isFactoryBean(beanName);
	}

	private Map<Method, RollingOperation> methods(String beanName, Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type,
					(MethodIntrospector.MetadataLookup<RollingOperation>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, RollingOperation.class));
		}
		catch (IllegalStateException | NoClassDefFoundError ex) {
			// A class of an optional library that is absent: common in beans that are not
			// the application's own.
			logger.debug(LogMessage.format("The methods of bean '%s' of type %s cannot be read", beanName, type), ex);
			return Map.of();
		}
	}

	private void requireReachable(BeanMethod method) {
		method.requireCallable();
		if (exists(method.beanName())) {
			method.selectFor(this.beanFactory.getBean(method.beanName()));
		}
		String scope = scope(method.beanName());
		if (scope != null && WEB_SCOPES.contains(scope)) {
			throw new InvalidRollingOperationException(method.description(),
					"the bean's scope is '" + scope + "', and callbacks run outside of any",
					"Move the method to a singleton bean.");
		}
	}

	private @Nullable String scope(String beanName) {
		String target = ScopedProxyUtils.getTargetBeanName(beanName);
		String name = this.beanFactory.containsBeanDefinition(target) ? target : beanName;
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getMergedBeanDefinition(name).getScope()
				: null;
	}

}
