package io.github.rollingops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.module.kotlin.KotlinModule;

/**
 * The JSON of the databags. The mapper is private, so that nothing an application
 * configures can change what lies in the store.
 */
final class JsonCodec {

	private static final JsonMapper MAPPER = withKotlin(JsonMapper.builder())
		.enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		// Lua's JSON takes them as they are, and both must read a databag alike.
		.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
		.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
		.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
		.build();

	// Only so that a refusal can say where the NaN is.
	private static final ObjectReader WRITTEN = MAPPER.readerFor(JsonNode.class)
		.with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

	private static final ObjectReader STRICT = MAPPER.readerFor(JsonNode.class);

	private static final ObjectReader STORED = STRICT.without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

	private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	private JsonCodec() {
	}

	/**
	 * Write kwargs as canonical JSON: keys sorted at every depth, no white space. They
	 * are read back on the way, because only what can be read again may be stored, and
	 * because a double and the decimal that it is read as have different texts.
	 * @throws IllegalArgumentException if they have no JSON form
	 */
	static String canonical(Map<String, ? extends @Nullable Object> kwargs) {
		JsonNode tree;
		try {
			tree = WRITTEN.readValue(MAPPER.writeValueAsString(kwargs));
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"they cannot be written as JSON (" + ex.getMessage() + "); use values that JSON can hold", ex);
		}
		requireStorable(tree, "kwargs");
		return MAPPER.writeValueAsString(tree);
	}

	/**
	 * Read kwargs from JSON text, canonical or not.
	 */
	static Map<String, @Nullable Object> readObject(String json) {
		if (!(readTree(STRICT, json) instanceof ObjectNode object)) {
			throw new RollingOpsDecodingException("Kwargs are no JSON object: " + abbreviate(json));
		}
		return Collections.unmodifiableMap(MAPPER.convertValue(object, OBJECT));
	}

	/**
	 * Read a JSON list.
	 * @return its elements, each of which may be anything
	 */
	static List<Element> readList(String json) {
		return readList(STRICT, json);
	}

	/**
	 * Read a JSON list as it stands in a databag: of a name that stands twice the last
	 * counts, as it does for Lua. Stores that read a databag differently would disagree
	 * about who waits.
	 */
	static List<Element> readStoredList(String json) {
		return readList(STORED, json);
	}

	private static List<Element> readList(ObjectReader reader, String json) {
		if (readTree(reader, json) instanceof ArrayNode list) {
			return list.valueStream().map(Element::new).toList();
		}
		throw new RollingOpsDecodingException("No JSON list: " + abbreviate(json));
	}

	/**
	 * Read an object whose fields all are strings.
	 */
	static Map<String, String> readStrings(String json) {
		return new Element(readTree(STRICT, json)).strings();
	}

	static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

	static String abbreviate(String text) {
		return (text.length() <= 200) ? text : text.substring(0, 200) + "… (" + text.length() + " characters)";
	}

	// A Boolean property of a Kotlin class keeps its "is" only for those who know Kotlin,
	// as whoever is to read it does.
	private static JsonMapper.Builder withKotlin(JsonMapper.Builder builder) {
		try {
			Class.forName("tools.jackson.module.kotlin.KotlinModule");
		}
		catch (ClassNotFoundException ex) {
			return builder;
		}
		return Kotlin.addTo(builder);
	}

	private static JsonNode readTree(ObjectReader reader, String json) {
		try {
			return reader.readTree(json);
		}
		catch (RuntimeException ex) {
			// Not only a JacksonException: a number beyond all exponents is a
			// NumberFormatException.
			throw new RollingOpsDecodingException("Not JSON: " + abbreviate(json), ex);
		}
	}

	private static void requireStorable(JsonNode node, String path) {
		if (node.isObject()) {
			node.properties().forEach((field) -> {
				requirePaired(field.getKey(), path);
				requireStorable(field.getValue(), path + "." + field.getKey());
			});
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				requireStorable(node.get(i), path + "[" + i + "]");
			}
		}
		else if (node.isString()) {
			requirePaired(node.stringValue(), path);
		}
		else if (node instanceof NumericNode number && number.isNaN()) {
			throw new IllegalArgumentException(
					path + " is " + number.numberValue() + ", which JSON has no number for; leave it out");
		}
	}

	// A lone surrogate has no UTF-8 form: what comes out of the store would be another
	// text than what went in.
	private static void requirePaired(String text, String path) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
				i++;
			}
			else if (Character.isSurrogate(c)) {
				throw new IllegalArgumentException(path + " holds an unpaired surrogate at index " + i
						+ ", which cannot be stored as UTF-8; remove it");
			}
		}
	}

	private static final class Kotlin {

		private static JsonMapper.Builder addTo(JsonMapper.Builder builder) {
			return builder.addModule(new KotlinModule.Builder().build());
		}

	}

	/**
	 * An element of a list.
	 *
	 * @param node what was read
	 */
	record Element(JsonNode node) {

		/**
		 * Return its fields if all of them are strings.
		 */
		Map<String, String> strings() {
			if (!(this.node instanceof ObjectNode object)) {
				throw new RollingOpsDecodingException("No JSON object: " + abbreviate(text()));
			}
			Map<String, String> fields = new LinkedHashMap<>();
			for (Map.Entry<String, JsonNode> field : object.properties()) {
				if (!field.getValue().isString()) {
					throw new RollingOpsDecodingException("Field '" + field.getKey() + "' is no string");
				}
				fields.put(field.getKey(), field.getValue().stringValue());
			}
			return fields;
		}

		/**
		 * Return its JSON.
		 */
		String text() {
			return this.node.toString();
		}

	}

}
