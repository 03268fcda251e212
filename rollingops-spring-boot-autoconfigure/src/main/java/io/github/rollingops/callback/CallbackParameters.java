package io.github.rollingops.callback;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;

import io.github.rollingops.OperationContext;

/**
 * The parameters of a callback's method, and how kwargs fill them. Kwargs are taken in
 * their stored form, so that a request is checked against the very text that is read
 * again when the operation runs.
 */
final class CallbackParameters {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	// Null in the place of the context.
	private final List<@Nullable KwargParameter> parameters;

	private final Set<String> names;

	private CallbackParameters(List<@Nullable KwargParameter> parameters) {
		this.parameters = parameters;
		this.names = parameters.stream()
			.filter(Objects::nonNull)
			.map(KwargParameter::name)
			.collect(Collectors.toUnmodifiableSet());
	}

	static CallbackParameters of(Method method, Class<?> targetClass, String source) {
		if (KotlinDetector.isKotlinType(method.getDeclaringClass()) && !KotlinDetector.isKotlinReflectPresent()) {
			KotlinFunction.refuseWithoutReflection(method, source);
		}
		List<@Nullable KwargParameter> parameters = new ArrayList<>();
		for (int i = 0; i < method.getParameterCount(); i++) {
			parameters.add(parameter(method, i, targetClass, source));
		}
		return new CallbackParameters(parameters);
	}

	private static @Nullable KwargParameter parameter(Method method, int index, Class<?> targetClass, String source) {
		MethodParameter parameter = new MethodParameter(method, index).withContainingClass(targetClass);
		if (OperationContext.class.equals(parameter.getParameterType())) {
			return null;
		}
		if (CONTINUATION.equals(parameter.getParameterType().getName())) {
			throw new InvalidRollingOperationException(source,
					"it is a suspend function, which may still be at work when the lock has gone to another unit",
					"Make it an ordinary function, and wait inside it, as with runBlocking { }.");
		}
		parameter.initParameterNameDiscovery(NAMES);
		String name = parameter.getParameterName();
		if (name == null) {
			throw new InvalidRollingOperationException(source,
					"the name of parameter " + (index + 1) + " is not in the class file",
					"Compile with '-parameters': maven.compiler.parameters=true with Maven, options.compilerArgs.add('-parameters') with Gradle,"
							+ " '-java-parameters' for Kotlin.");
		}
		return KwargParameter.of(parameter, name, targetClass, source);
	}

	/**
	 * Return what kwargs are converted to.
	 */
	Type[] types() {
		return this.parameters.stream().filter(Objects::nonNull).map(KwargParameter::declared).toArray(Type[]::new);
	}

	/**
	 * Return what the method is to be called with; kwargs that are no parameter of it are
	 * ignored.
	 * @throws InvalidKwargsException if one is missing or cannot be converted
	 */
	@Nullable Object[] bind(String kwargsJson, @Nullable OperationContext context) {
		ObjectNode kwargs = read(kwargsJson);
		@Nullable Object[] arguments = new Object[this.parameters.size()];
		for (int i = 0; i < arguments.length; i++) {
			KwargParameter parameter = this.parameters.get(i);
			arguments[i] = (parameter != null) ? parameter.convert(kwargs.get(parameter.name())) : context;
		}
		return arguments;
	}

	/**
	 * Refuse kwargs that are no parameter of the method.
	 */
	void requireKnown(String kwargsJson) {
		for (String name : read(kwargsJson).propertyNames()) {
			if (!this.names.contains(name)) {
				throw new InvalidKwargsException("Kwarg '" + name + "' is unknown; the parameters are "
						+ (this.names.isEmpty() ? "none" : String.join(", ", this.names.stream().sorted().toList())),
						null);
			}
		}
	}

	private static ObjectNode read(String kwargsJson) {
		JsonNode kwargs;
		try {
			kwargs = MAPPER.readTree(kwargsJson);
		}
		catch (RuntimeException ex) {
			// Not only a JacksonException: a number beyond all exponents is a
			// NumberFormatException.
			throw new InvalidKwargsException("The kwargs are not JSON", ex);
		}
		if (kwargs instanceof ObjectNode object) {
			return object;
		}
		throw new InvalidKwargsException("The kwargs are no JSON object", null);
	}

}
