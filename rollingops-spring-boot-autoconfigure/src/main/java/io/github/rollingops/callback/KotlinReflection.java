package io.github.rollingops.callback;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.jvm.KCallablesJvm;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;

/**
 * What only kotlin-reflect can read, such as which parameter has a default. Loading this
 * class needs it, so nobody but {@link KotlinFunction} touches it, and only for a
 * function that it {@link KotlinFunction#describes describes}.
 */
final class KotlinReflection {

	private KotlinReflection() {
	}

	static boolean hasDefault(Method method, int index) {
		KParameter parameter = parameter(method, index);
		return parameter != null && parameter.isOptional();
	}

	static void requireOrdinaryClass(Method method, int index, String source) {
		KParameter parameter = parameter(method, index);
		if (parameter != null && parameter.getType().getClassifier() instanceof KClass<?> type && type.isValue()) {
			throw new InvalidRollingOperationException(source,
					"parameter '" + parameter.getName() + "' is of the value class " + type.getQualifiedName()
							+ ", which JSON cannot be converted to",
					"Use an ordinary class, as java.time.Duration is, or the type that the value class holds.");
		}
	}

	private static @Nullable KParameter parameter(Method method, int index) {
		KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
		return (function != null) ? arguments(function).get(index) : null;
	}

	static @Nullable Object call(Method method, Object bean, @Nullable Object[] arguments)
			throws InvocationTargetException, IllegalAccessException {
		KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
		if (function == null) {
			return method.invoke(bean, arguments);
		}
		KCallablesJvm.setAccessible(function, true);
		Map<KParameter, @Nullable Object> given = new HashMap<>();
		given.put(function.getParameters().get(0), bean);
		List<KParameter> parameters = arguments(function);
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i] != KotlinFunction.DEFAULT) {
				given.put(parameters.get(i), arguments[i]);
			}
		}
		return function.callBy(given);
	}

	private static List<KParameter> arguments(KFunction<?> function) {
		return function.getParameters().subList(1, function.getParameters().size());
	}

}
