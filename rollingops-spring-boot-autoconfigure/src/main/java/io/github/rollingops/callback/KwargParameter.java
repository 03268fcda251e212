package io.github.rollingops.callback;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;

/**
 * A parameter that is filled from the kwarg of its name.
 *
 * @param name the name of the parameter and of the kwarg
 * @param type what the kwarg is converted to
 * @param optional whether the kwarg may be missing or null
 */
record KwargParameter(String name, JavaType type, boolean optional) {

	// Private, so that no customizer of the application decides whether a stored
	// operation can run. What would silently lose or change a value is refused.
	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
		.build();

	private static final int SHOWN_CHARACTERS = 200;

	private static final Set<Class<?>> OPTIONALS = Set.of(Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	static KwargParameter of(MethodParameter parameter, String name, Class<?> targetClass, String source) {
		JavaType type = MAPPER
			.constructType(GenericTypeResolver.resolveType(parameter.getGenericParameterType(), targetClass));
		requireConvertible(type, name, source);
		boolean nullable = !type.isPrimitive() && Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
		return new KwargParameter(name, type, nullable || OPTIONALS.contains(type.getRawClass()));
	}

	private static void requireConvertible(JavaType type, String name, String source) {
		try {
			MAPPER.readerFor(type).readValue("null");
		}
		catch (InvalidDefinitionException ex) {
			throw new InvalidRollingOperationException(source,
					"parameter '" + name + "' is of type " + type.toCanonical() + ", which JSON cannot be converted to",
					"Use a type that Jackson can read, and inject beans into the bean, not into the method.", ex);
		}
		catch (RuntimeException ex) {
			// That null is no value of the type says nothing about others.
		}
	}

	@Nullable Object convert(@Nullable JsonNode kwarg) {
		if (kwarg == null && !this.optional) {
			throw new InvalidKwargsException("Kwarg '" + this.name + "' is missing; give a " + this.type.toCanonical(),
					null);
		}
		JsonNode value = (kwarg != null) ? kwarg : NullNode.getInstance();
		if (value.isNull() && !OPTIONALS.contains(this.type.getRawClass())) {
			return requireNullable();
		}
		try {
			return MAPPER.readerFor(this.type).readValue(value);
		}
		catch (RuntimeException ex) {
			throw new InvalidKwargsException("Kwarg '" + this.name + "' is " + abbreviate(value.toString())
					+ ", which cannot be converted; give a " + this.type.toCanonical(), ex);
		}
	}

	private @Nullable Object requireNullable() {
		if (!this.optional) {
			throw new InvalidKwargsException("Kwarg '" + this.name + "' is null; give a " + this.type.toCanonical()
					+ ", or declare the parameter @Nullable", null);
		}
		return null;
	}

	private static String abbreviate(String text) {
		return (text.length() <= SHOWN_CHARACTERS) ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
	}

}
