package io.github.rollingops.callback;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.Nullness;
import org.springframework.util.ClassUtils;

/**
 * A parameter that is filled from the kwarg of its name.
 *
 * @param name the name of the parameter and of the kwarg
 * @param type what the kwarg is converted to
 * @param declared that type as it is declared
 * @param optional whether the kwarg may be missing or null
 * @param hasDefault whether the kwarg may be missing because the parameter has a default
 */
record KwargParameter(String name, JavaType type, Type declared, boolean optional, boolean hasDefault) {

	private static final JsonMapper MAPPER = KwargMapper.SHARED.json();

	private static final int SHOWN_CHARACTERS = 200;

	private static final Set<Class<?>> OPTIONALS = Set.of(Optional.class, OptionalInt.class, OptionalLong.class,
			OptionalDouble.class);

	static KwargParameter of(MethodParameter parameter, String name, Class<?> targetClass, String source) {
		Method method = Objects.requireNonNull(parameter.getMethod());
		int index = parameter.getParameterIndex();
		boolean kotlin = KotlinFunction.describes(method);
		if (kotlin) {
			KotlinFunction.requireOrdinaryClass(method, index, source);
		}
		Type declared = GenericTypeResolver.resolveType(parameter.getGenericParameterType(), targetClass);
		JavaType type = MAPPER.constructType(declared);
		boolean nullable = !type.isPrimitive() && Nullness.forMethodParameter(parameter) == Nullness.NULLABLE;
		KwargParameter kwarg = new KwargParameter(name, type, declared,
				nullable || OPTIONALS.contains(type.getRawClass()), kotlin && KotlinFunction.hasDefault(method, index));
		KwargMapper.SHARED.requireReadable(name, type, source);
		kwarg.requireConvertible(source);
		return kwarg;
	}

	// Jackson tells only when it is to make one. It is asked to only where it cannot: a
	// service with a public constructor must not be made by mistake.
	private void requireConvertible(String source) {
		if (this.type.isConcrete() && ClassUtils.hasConstructor(this.type.getRawClass())) {
			return;
		}
		try {
			MAPPER.readerFor(this.type).readValue("{}");
		}
		catch (InvalidDefinitionException ex) {
			throw new InvalidRollingOperationException(source,
					"parameter '" + this.name + "' is of type " + typeName() + ", which JSON cannot be converted to",
					"Use a type that Jackson can read, and inject beans into the bean, not into the method.", ex);
		}
		catch (RuntimeException ex) {
			// That an empty object is no value of the type says nothing about others.
		}
	}

	private String typeName() {
		return this.declared.getTypeName();
	}

	@Nullable Object convert(@Nullable JsonNode kwarg) {
		if (kwarg == null && this.hasDefault) {
			return KotlinFunction.DEFAULT;
		}
		if (kwarg == null && !this.optional) {
			throw new InvalidKwargsException("Kwarg '" + this.name + "' is missing; give a " + typeName(), null);
		}
		JsonNode value = (kwarg != null) ? kwarg : NullNode.getInstance();
		if (value.isNull() && !OPTIONALS.contains(this.type.getRawClass())) {
			return requireNullable();
		}
		try {
			// Jackson reads a blank text as null for some types.
			return Objects.requireNonNull(MAPPER.readerFor(this.type).readValue(value));
		}
		catch (RuntimeException ex) {
			throw new InvalidKwargsException("Kwarg '" + this.name + "' is " + abbreviate(value.toString())
					+ ", which cannot be converted; give a " + typeName(), ex);
		}
	}

	private @Nullable Object requireNullable() {
		if (!this.optional) {
			throw new InvalidKwargsException(
					"Kwarg '" + this.name + "' is null; give a " + typeName() + ", or declare the parameter @Nullable",
					null);
		}
		return null;
	}

	private static String abbreviate(String text) {
		return (text.length() <= SHOWN_CHARACTERS) ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
	}

}
