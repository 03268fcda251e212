package io.github.rollingops;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * The canonical JSON of kwargs.
 */
class KwargsTests {

	@Test
	void sortsKeysAtEveryDepth() {
		Map<String, Object> inner = new LinkedHashMap<>();
		inner.put("z", 1);
		inner.put("a", List.of(new LinkedHashMap<>(Map.of("y", 1, "x", 2))));
		Map<String, Object> kwargs = new LinkedHashMap<>();
		kwargs.put("second", inner);
		kwargs.put("first", "1");
		assertThat(canonical(kwargs)).isEqualTo("{\"first\":\"1\",\"second\":{\"a\":[{\"x\":2,\"y\":1}],\"z\":1}}");
	}

	@Test
	void keepsTheOrderOfLists() {
		assertThat(canonical(Map.of("units", List.of("b", "a", "c")))).isEqualTo("{\"units\":[\"b\",\"a\",\"c\"]}");
	}

	@Test
	void keepsNullAsAValue() {
		Map<String, Object> kwargs = new HashMap<>();
		kwargs.put("reason", null);
		Operation operation = Operation.create("reload", kwargs, null);
		assertThat(operation.kwargsJson()).isEqualTo("{\"reason\":null}");
		assertThat(operation.kwargs()).containsEntry("reason", null);
		assertThat(operation).isNotEqualTo(Operation.create("reload", Map.of(), null));
	}

	@Test
	void isAnEmptyObjectWithoutKwargs() {
		assertThat(canonical(Map.of())).isEqualTo("{}");
	}

	static Stream<Arguments> values() {
		return Stream.of(argumentSet("text", "tëxt / \"quoted\" \\ \n", "\"tëxt / \\\"quoted\\\" \\\\ \\n\""),
				argumentSet("emoji", "🚀", "\"🚀\""), argumentSet("zero byte", "\0", "\"\\u0000\""),
				argumentSet("boolean", true, "true"), argumentSet("whole number", 42, "42"),
				argumentSet("long", Long.MIN_VALUE, "-9223372036854775808"),
				argumentSet("big integer", BigInteger.TWO.pow(100), "1267650600228229401496703205376"),
				argumentSet("decimal", new BigDecimal("0.10000000000000000000000000001"),
						"0.10000000000000000000000000001"),
				argumentSet("decimal beyond double", new BigDecimal("1E+400"), "1E+400"),
				argumentSet("double", 1.5, "1.5"), argumentSet("large double", 1e20, "1.0E+20"),
				argumentSet("float", 0.1f, "0.1"), argumentSet("empty list", List.of(), "[]"),
				argumentSet("empty map", Map.of(), "{}"), argumentSet("bytes", new byte[] { 1, 2 }, "\"AQI=\""),
				argumentSet("duration", Duration.ofMinutes(5), "\"PT5M\""),
				argumentSet("instant", Instant.EPOCH, "\"1970-01-01T00:00:00Z\""),
				argumentSet("enum", Colour.RED, "\"RED\""), argumentSet("optional", Optional.of(1), "1"),
				argumentSet("empty optional", Optional.empty(), "null"),
				argumentSet("record", new Point(2, 1), "{\"x\":1,\"y\":2}"),
				argumentSet("keys that are numbers", Map.of(1, "one"), "{\"1\":\"one\"}"));
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesValue(Object value, String json) {
		assertThat(canonical(Map.of("value", value))).isEqualTo("{\"value\":" + json + "}");
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesWhatItHasReadAsItWas(Object value, String json) {
		Operation operation = Operation.create("reload", Map.of("value", value), null);
		Operation read = Operation.fromJson(operation.toJson());
		assertThat(read.kwargsJson()).isEqualTo(operation.kwargsJson());
		assertThat(Operation.create("reload", read.kwargs(), null)).isEqualTo(operation);
	}

	@Test
	void readsNumbersWithoutLoss() {
		Map<String, Object> kwargs = Operation
			.create("reload", Map.of("i", 1, "l", Long.MAX_VALUE, "b", BigInteger.TEN.pow(30), "d", 1.50), null)
			.kwargs();
		assertThat(kwargs)
			.isEqualTo(Map.of("i", 1, "l", Long.MAX_VALUE, "b", BigInteger.TEN.pow(30), "d", new BigDecimal("1.5")));
	}

	@Test
	void takesNestingAsDeepAsItCanReadAgain() {
		Operation operation = Operation.create("reload", Map.of("value", nested(499)), null);
		assertThat(operation.kwargs()).containsOnlyKeys("value");
		assertThat(Operation.fromJson(operation.toJson())).isEqualTo(operation);
	}

	static final List<Arguments> REFUSED = List.of(argumentSet("NaN", Double.NaN, "kwargs.value is NaN"),
			argumentSet("float NaN", Float.NaN, "kwargs.value is NaN"),
			argumentSet("infinity", Double.POSITIVE_INFINITY, "kwargs.value is Infinity"),
			argumentSet("NaN in a list", List.of(1, Double.NaN), "kwargs.value[1] is NaN"),
			argumentSet("infinity in a map", Map.of("a", Float.NEGATIVE_INFINITY), "kwargs.value.a is -Infinity"),
			argumentSet("object", new Object(), "No serializer found for class java.lang.Object"),
			argumentSet("cyclic map", cyclicMap(), "nesting depth"),
			argumentSet("cyclic list", cyclicList(), "nesting depth"),
			argumentSet("too deep", nested(500), "nesting depth"),
			argumentSet("number of too many digits", BigInteger.TEN.pow(1000), "Number value length"),
			argumentSet("high surrogate", "a\ud800b", "unpaired surrogate at index 1"),
			argumentSet("low surrogate", "\udc00", "unpaired surrogate at index 0"),
			argumentSet("surrogates in reverse", "\udc00\ud800", "unpaired surrogate at index 0"),
			argumentSet("surrogate in a key", Map.of("\ud800", 1), "unpaired surrogate"),
			argumentSet("null as a key", nullKey(), "Null key"),
			argumentSet("keys that collide as text", Map.of(1, "a", "1", "b"), "Duplicate"),
			argumentSet("getter that throws", new Broken(), "broken on purpose"));

	@ParameterizedTest
	@FieldSource("REFUSED")
	void refusesWhatIsNotJson(Object value, String reason) {
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> Operation.create("reload", Map.of("value", value), null))
			.withMessageStartingWith("Kwargs are refused: ")
			.withMessageContaining(reason);
	}

	private static String canonical(Map<String, Object> kwargs) {
		return Operation.create("reload", kwargs, null).kwargsJson();
	}

	private static Object nested(int depth) {
		Object value = List.of();
		for (int i = 1; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

	private static Object cyclicMap() {
		Map<String, Object> map = new HashMap<>();
		map.put("self", map);
		return map;
	}

	private static Object cyclicList() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		return list;
	}

	private static Object nullKey() {
		Map<String, Object> map = new HashMap<>();
		map.put(null, 1);
		return map;
	}

	enum Colour {

		RED;

		// What an application shows to people may change; what is stored may not.
		@Override
		public String toString() {
			return "a warm red";
		}

	}

	record Point(int y, int x) {
	}

	static class Broken {

		public int getValue() {
			throw new IllegalStateException("broken on purpose");
		}

	}

}
