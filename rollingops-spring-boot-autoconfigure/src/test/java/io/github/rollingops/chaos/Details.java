package io.github.rollingops.chaos;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON in the details of facts, and loses no digit of a number.
 */
final class Details {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Details() {
	}

	static JsonNode of(Fact fact) {
		return fact.detail().startsWith("{") ? JSON.readTree(fact.detail()) : JSON.createObjectNode();
	}

	/** The text of a field, empty if there is none. */
	static String text(JsonNode detail, String field) {
		return detail.path(field).isNull() ? "" : detail.path(field).asString("");
	}

	/** A field that holds JSON, be it as a value or as its text. */
	static JsonNode json(JsonNode detail, String field) {
		JsonNode value = detail.path(field);
		return value.isString() ? JSON.readTree(value.stringValue()) : value;
	}

	/** Whether two values are the same to JSON: 1.0 is 1, and order of fields is none. */
	static boolean same(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			return number(one).compareTo(number(other)) == 0;
		}
		if (one.isObject() && other.isObject()) {
			Map<String, JsonNode> fields = fields(one);
			Map<String, JsonNode> others = fields(other);
			return fields.keySet().equals(others.keySet()) && fields.entrySet()
				.stream()
				.allMatch((field) -> same(field.getValue(), others.get(field.getKey())));
		}
		if (one.isArray() && other.isArray() && one.size() == other.size()) {
			for (int i = 0; i < one.size(); i++) {
				if (!same(one.get(i), other.get(i))) {
					return false;
				}
			}
			return true;
		}
		return one.equals(other);
	}

	private static BigDecimal number(JsonNode node) {
		return node.decimalValue();
	}

	private static Map<String, JsonNode> fields(JsonNode object) {
		Map<String, JsonNode> fields = new TreeMap<>();
		object.properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		return fields;
	}

}
