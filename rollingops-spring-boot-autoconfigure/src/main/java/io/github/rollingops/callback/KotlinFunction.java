package io.github.rollingops.callback;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.jvm.KCallablesJvm;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * A method as Kotlin declares it. Which parameter has a default is in the class file, but
 * only kotlin-reflect can read it; nothing here may be touched without it but
 * {@link #refuseWithoutReflection}.
 */
final class KotlinFunction {

	/**
	 * Stands for an argument that is left to the default of its parameter.
	 */
	static final Object DEFAULT = new Object();

	private KotlinFunction() {
	}

	static boolean describes(Method method) {
		return KotlinDetector.isKotlinReflectPresent() && KotlinDetector.isKotlinType(method.getDeclaringClass());
	}

	/**
	 * Refuse a function whose defaults could never be taken.
	 */
	static void refuseWithoutReflection(Method method, String source) {
		Method[] declared = method.getDeclaringClass().getDeclaredMethods();
		if (Arrays.stream(declared).anyMatch((other) -> other.getName().equals(method.getName() + "$default"))) {
			throw new InvalidRollingOperationException(source,
					"it has parameters with default values, which cannot be read without kotlin-reflect",
					"Add org.jetbrains.kotlin:kotlin-reflect to the class path.");
		}
	}

	static boolean hasDefault(Method method, int index) {
		KParameter parameter = parameter(method, index);
		return parameter != null && parameter.isOptional();
	}

	/**
	 * Refuse what the class file knows as another type: a number would be taken for a
	 * duration of so many halves of a nanosecond.
	 */
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

	/**
	 * Call a function with the defaults of those parameters whose argument is
	 * {@link #DEFAULT}.
	 */
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
			if (arguments[i] != DEFAULT) {
				given.put(parameters.get(i), arguments[i]);
			}
		}
		return function.callBy(given);
	}

	private static List<KParameter> arguments(KFunction<?> function) {
		return function.getParameters().subList(1, function.getParameters().size());
	}

}
