package io.github.rollingops.callback;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * A method as Kotlin declares it. Names no class of Kotlin's, since most applications
 * have none: where there is one, {@link KotlinReflection} asks it.
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
		return KotlinReflection.hasDefault(method, index);
	}

	/**
	 * Refuse what the class file knows as another type: a number would be taken for a
	 * duration of so many halves of a nanosecond.
	 */
	static void requireOrdinaryClass(Method method, int index, String source) {
		KotlinReflection.requireOrdinaryClass(method, index, source);
	}

	/**
	 * Call a function with the defaults of those parameters whose argument is
	 * {@link #DEFAULT}.
	 */
	static @Nullable Object call(Method method, Object bean, @Nullable Object[] arguments)
			throws InvocationTargetException, IllegalAccessException {
		return KotlinReflection.call(method, bean, arguments);
	}

}
