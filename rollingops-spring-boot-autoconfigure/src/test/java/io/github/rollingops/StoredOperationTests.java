package io.github.rollingops;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class StoredOperationTests {

	private static final String STORED = """
			{"id":"op-1","callback_id":"reload","kwargs":"{\\"force\\":true}",\
			"requested_at":"2026-03-04T05:06:07.080000Z","max_retry":"3","attempt":"1","cut_short":"1"}""";

	@Test
	void readsEveryField() {
		Operation operation = Operation.fromJson(STORED);
		assertThat(operation.id()).isEqualTo("op-1");
		assertThat(operation.callbackId()).isEqualTo("reload");
		assertThat(operation.kwargs()).isEqualTo(Map.of("force", true));
		assertThat(operation.requestedAt()).isEqualTo("2026-03-04T05:06:07.080Z");
		assertThat(operation.maxRetry()).isEqualTo(3);
		assertThat(operation.attempt()).isOne();
		assertThat(operation.cutShortRuns()).isOne();
	}

	@Test
	void writesWhatItHasRead() {
		assertThat(Operation.fromJson(STORED).toJson()).isEqualTo(STORED);
	}

	@Test
	void writesNoLimitAsTheEmptyText() {
		Operation operation = Operation.create("reload", Map.of(), null);
		assertThat(operation.toJson()).contains("\"max_retry\":\"\"");
		assertThat(Operation.fromJson(operation.toJson()).maxRetry()).isNull();
	}

	@Test
	void readsTheLargestLimitAgain() {
		Operation operation = Operation.create("reload", Map.of(), Integer.MAX_VALUE);
		assertThat(Operation.fromJson(operation.toJson()).maxRetry()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void readsEmptyKwargsAsNone() {
		Operation operation = Operation.fromJson(stored("kwargs", "\"\""));
		assertThat(operation.kwargs()).isEmpty();
		assertThat(operation.kwargsJson()).isEqualTo("{}");
	}

	@Test
	void bringsKwargsOfAnotherWriterIntoCanonicalForm() {
		Operation operation = Operation.fromJson(stored("kwargs", "\"{ \\\"b\\\" : 1.0E20, \\\"a\\\" : null }\""));
		assertThat(operation.kwargsJson()).isEqualTo("{\"a\":null,\"b\":1.0E+20}");
	}

	@Test
	void makesAnIdWhereNoneIsStored() {
		Operation operation = Operation.fromJson(STORED.replace("\"id\":\"op-1\",", ""));
		assertThat(operation.id()).isNotBlank();
	}

	@Test
	void readsWithoutTheFieldsThatLaterVersionsAdded() {
		Operation operation = Operation
			.fromJson(STORED.replace(",\"cut_short\":\"1\"", "").replace(",\"max_retry\":\"3\"", ""));
		assertThat(operation.cutShortRuns()).isZero();
		assertThat(operation.maxRetry()).isNull();
	}

	@Test
	void keepsUnknownFieldsSorted() {
		Operation operation = Operation
			.fromJson(STORED.replace("{\"id\"", "{\"zone\":\"b\",\"m\":\"\",\"origin\":\"unit-2\",\"id\""));
		String unknown = ",\"m\":\"\",\"origin\":\"unit-2\",\"zone\":\"b\"}";
		assertThat(operation.toJson()).isEqualTo(STORED.substring(0, STORED.length() - 1) + unknown);
		assertThat(operation.incrementAttempt().accepted("op-2", operation.requestedAt()).toJson()).endsWith(unknown);
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-04T05:06:07.123456Z, 2026-03-04T05:06:07.123456Z",
			"2026-03-04T07:06:07.123456+02:00, 2026-03-04T05:06:07.123456Z",
			"2026-03-04T00:36:07+0530, 2026-03-03T19:06:07.000000Z",
			"2026-03-03T20:06:07-09, 2026-03-04T05:06:07.000000Z",
			"2026-03-04T05:06:07.123456789+00:00, 2026-03-04T05:06:07.123456Z",
			"2026-03-04T05:06Z, 2026-03-04T05:06:00.000000Z", "2026-03-04t05:06:07.1z, 2026-03-04T05:06:07.100000Z",
			"2026-12-31T23:59:59.999999-00:01, 2027-01-01T00:00:59.999999Z" })
	void readsTimeWithAnyOffsetAndWritesSixDigitsAndZ(String read, String written) {
		Operation operation = Operation.fromJson(stored("requested_at", "\"" + read + "\""));
		assertThat(operation.toJson()).contains("\"requested_at\":\"" + written + "\"");
	}

	static Stream<Arguments> faults() {
		return Stream.of(argumentSet("empty text", ""), argumentSet("blank text", " "), argumentSet("null", "null"),
				argumentSet("list", "[]"), argumentSet("text", "\"reload\""), argumentSet("number", "7"),
				argumentSet("truncated", STORED.substring(0, 40)), argumentSet("more than one", STORED + STORED),
				argumentSet("number beyond all exponents", "1E+9999999999"), argumentSet("empty object", "{}"),
				argumentSet("nested too deep", "[".repeat(10_000) + "]".repeat(10_000)),
				argumentSet("name twice", STORED.replace("{\"id\"", "{\"id\":\"op-0\",\"id\"")),
				argumentSet("blank id", stored("id", "\" \"")), argumentSet("empty id", stored("id", "\"\"")),
				argumentSet("id that is a number", stored("id", "1")),
				argumentSet("id that is null", stored("id", "null")),
				argumentSet("empty callback", stored("callback_id", "\"\"")),
				argumentSet("blank callback", stored("callback_id", "\"  \"")),
				argumentSet("callback missing", without("callback_id")),
				argumentSet("kwargs missing", without("kwargs")),
				argumentSet("kwargs as an object", stored("kwargs", "{}")),
				argumentSet("kwargs blank", stored("kwargs", "\" \"")),
				argumentSet("kwargs null", stored("kwargs", "\"null\"")),
				argumentSet("kwargs a list", stored("kwargs", "\"[1]\"")),
				argumentSet("kwargs truncated", stored("kwargs", "\"{\\\"a\\\":\"")),
				argumentSet("kwargs with NaN", stored("kwargs", "\"{\\\"a\\\":NaN}\"")),
				argumentSet("kwargs with a name twice", stored("kwargs", "\"{\\\"a\\\":1,\\\"a\\\":2}\"")),
				argumentSet("kwargs with an unpaired surrogate", stored("kwargs", "\"{\\\"a\\\":\\\"\\\\ud800\\\"}\"")),
				argumentSet("kwargs with a number beyond all exponents",
						stored("kwargs", "\"{\\\"a\\\":1E+9999999999}\"")),
				argumentSet("time missing", without("requested_at")),
				argumentSet("time empty", stored("requested_at", "\"\"")),
				argumentSet("time without offset", stored("requested_at", "\"2026-03-04T05:06:07\"")),
				argumentSet("date only", stored("requested_at", "\"2026-03-04\"")),
				argumentSet("no such day", stored("requested_at", "\"2026-02-30T05:06:07Z\"")),
				argumentSet("time in seconds", stored("requested_at", "\"1772600767\"")),
				argumentSet("year beyond four digits", stored("requested_at", "\"+10000-01-01T00:00:00Z\"")),
				argumentSet("year before the first", stored("requested_at", "\"-0001-01-01T00:00:00Z\"")),
				argumentSet("attempt missing", without("attempt")),
				argumentSet("attempt empty", stored("attempt", "\"\"")),
				argumentSet("attempt as a number", stored("attempt", "1")));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void refusesFault(String json) {
		assertThatExceptionOfType(RollingOpsDecodingException.class).isThrownBy(() -> Operation.fromJson(json))
			.withMessageMatching("(?s).{10,400}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", " ", "+1", "1.0", "1e3", "0x1", "١", "2147483648", "99999999999999999999" })
	void refusesCountThatIsNone(String count) {
		for (String field : new String[] { "max_retry", "attempt", "cut_short" }) {
			assertThatExceptionOfType(RollingOpsDecodingException.class)
				.isThrownBy(() -> Operation.fromJson(stored(field, "\"" + count + "\"")))
				.withMessageContaining("'" + field + "'")
				.withMessageContaining("0 to 2147483647");
		}
	}

	private static String stored(String field, String json) {
		String changed = STORED.replaceFirst("\"" + field + "\":\"(\\\\.|[^\"\\\\])*\"",
				Matcher.quoteReplacement("\"" + field + "\":" + json));
		assertThat(changed).isNotEqualTo(STORED);
		return changed;
	}

	private static String without(String field) {
		return STORED.replace("\"" + field + "\":", "\"not_" + field + "\":");
	}

	@Test
	void keepsWhatAccompaniesIt() {
		Operation operation = Operation.create("reload", Map.of(), null)
			.accompanied("alice", Map.of("traceparent", "00-\"ü\"-01"));
		Operation read = Operation.fromJson(operation.toJson()).incrementAttempt();
		assertThat(read.requestedBy()).isEqualTo("alice");
		assertThat(read.headers()).containsExactly(Map.entry("traceparent", "00-\"ü\"-01"));
		assertThat(read).isEqualTo(Operation.create("reload", Map.of(), null));
	}

	@Test
	void readsHeadersOfAnotherWriterThatAreNoneAsNone() {
		String stored = Operation.create("reload", Map.of(), null).accompanied(null, Map.of("a", "b")).toJson();
		Operation read = Operation.fromJson(stored.replace("{\\\"a\\\":\\\"b\\\"}", "[7]"));
		assertThat(read.headers()).isEmpty();
		assertThat(read.toJson()).contains("[7]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\u0000" })
	void refusesAsRequesterWhatIsNoName(String name) {
		Operation operation = Operation.create("reload", Map.of(), null);
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> operation.accompanied(name, Map.of()))
			.withMessageContaining("use 1 to 256");
	}

	@Test
	void refusesHeadersThatAreTooLargeOrBadlyNamed() {
		Operation operation = Operation.create("reload", Map.of(), null);
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> operation.accompanied(null, Map.of("a", "x".repeat(2041))))
			.withMessageContaining("2049 bytes, the limit is 2048");
		assertThat(operation.accompanied(null, Map.of("a", "x".repeat(2040))).headers()).hasSize(1);
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> operation.accompanied(null, Map.of("a b", "x")))
			.withMessageContaining("'a b'");
		assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
			.isThrownBy(() -> operation.accompanied("x".repeat(257), Map.of()));
	}

}
