package io.github.rollingops.callback;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.module.kotlin.KotlinModule;

import org.springframework.core.KotlinDetector;
import org.springframework.util.ClassUtils;

/**
 * The JSON of arguments. The mapper is private, so that no customizer of the application
 * decides whether a stored operation can run. What would silently lose or change a value
 * is refused.
 *
 * @param json reads it
 * @param kotlin whether it knows Kotlin's classes
 */
record KwargMapper(JsonMapper json, boolean kotlin) {

	static final String KOTLIN_MODULE = "tools.jackson.module.kotlin.KotlinModule";

	static final KwargMapper SHARED = of(ClassUtils.isPresent(KOTLIN_MODULE, KwargMapper.class.getClassLoader()));

	static KwargMapper of(boolean kotlin) {
		JsonMapper.Builder builder = JsonMapper.builder()
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
			.withCoercionConfigDefaults(
					(config) -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
		return new KwargMapper(kotlin ? Kotlin.addTo(builder) : builder.build(), kotlin);
	}

	/**
	 * Without its module Jackson would make some classes of Kotlin with all their
	 * defaults, whatever is given.
	 */
	void requireReadable(String name, JavaType type, String source) {
		Class<?> unreadable = this.kotlin ? null : kotlinClass(type);
		if (unreadable != null) {
			throw new InvalidRollingOperationException(source,
					"parameter '" + name + "' takes the Kotlin class " + unreadable.getName()
							+ ", which cannot be made of JSON without jackson-module-kotlin",
					"Add tools.jackson.module:jackson-module-kotlin to the class path.");
		}
	}

	private static @Nullable Class<?> kotlinClass(JavaType type) {
		if (KotlinDetector.isKotlinType(type.getRawClass()) && !type.isEnumType()) {
			return type.getRawClass();
		}
		for (int i = 0; i < type.containedTypeCount(); i++) {
			Class<?> contained = kotlinClass(type.containedType(i));
			if (contained != null) {
				return contained;
			}
		}
		return null;
	}

	private static final class Kotlin {

		private static JsonMapper addTo(JsonMapper.Builder builder) {
			return builder.addModule(new KotlinModule.Builder().build()).build();
		}

	}

}
