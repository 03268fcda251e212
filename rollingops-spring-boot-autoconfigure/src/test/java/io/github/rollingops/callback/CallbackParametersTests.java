package io.github.rollingops.callback;

import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsInvalidLockRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * How kwargs fill the parameters of a callback's method.
 */
class CallbackParametersTests {

	static Stream<Arguments> convertible() {
		return Stream.of(argumentSet("boolean", "flag", true, true),
				argumentSet("text as boolean", "flag", "true", true), argumentSet("int", "count", 3, 3),
				argumentSet("text as int", "count", "3", 3), argumentSet("int as long", "large", 3, 3L),
				argumentSet("long", "large", Long.MAX_VALUE, Long.MAX_VALUE),
				argumentSet("int as double", "ratio", 2, 2.0), argumentSet("double", "ratio", 0.25, 0.25),
				argumentSet("text", "text", "tëxt", "tëxt"), argumentSet("empty text", "text", "", ""),
				argumentSet("decimal", "decimal", new BigDecimal("0.10000000000000000001"),
						new BigDecimal("0.10000000000000000001")),
				argumentSet("enum", "day", DayOfWeek.FRIDAY, DayOfWeek.FRIDAY),
				argumentSet("enum by its name", "day", "FRIDAY", DayOfWeek.FRIDAY),
				argumentSet("enum that shows another text", "mode", Mode.FAST, Mode.FAST),
				argumentSet("duration", "pause", Duration.ofMinutes(5), Duration.ofMinutes(5)),
				argumentSet("duration as text", "pause", "PT5M", Duration.ofMinutes(5)),
				argumentSet("instant", "since", Instant.EPOCH, Instant.EPOCH),
				argumentSet("uuid", "uuid", new UUID(1, 2), new UUID(1, 2)),
				argumentSet("record", "target", new Target("db", 2, null), new Target("db", 2, null)),
				argumentSet("map as record", "target", Map.of("name", "db", "size", 2, "later", 1),
						new Target("db", 2, null)),
				argumentSet("nested record", "target", Map.of("name", "db", "size", 2, "pause", "PT1S"),
						new Target("db", 2, Duration.ofSeconds(1))),
				argumentSet("list of records", "targets", List.of(Map.of("name", "db", "size", 2)),
						List.of(new Target("db", 2, null))),
				argumentSet("list as set", "days", List.of("MONDAY"), Set.of(DayOfWeek.MONDAY)),
				argumentSet("map of durations", "pauses", Map.of("a", "PT1S"), Map.of("a", Duration.ofSeconds(1))),
				argumentSet("array", "numbers", List.of(1, 2), new int[] { 1, 2 }),
				argumentSet("anything", "anything", List.of(1, "a"), List.of(1, "a")),
				argumentSet("optional", "maybe", List.of(1L), Optional.of(List.of(1L))),
				argumentSet("optional of null", "maybe", null, Optional.empty()),
				argumentSet("optional int", "maybeCount", 3, OptionalInt.of(3)),
				argumentSet("optional int of null", "maybeCount", null, OptionalInt.empty()),
				argumentSet("nullable", "nullable", 3, 3), argumentSet("null", "nullable", null, null),
				argumentSet("null by an annotation of another library", "otherNullable", null, null));
	}

	@ParameterizedTest
	@MethodSource("convertible")
	void convertsKwarg(String parameter, @Nullable Object kwarg, @Nullable Object expected) {
		CallbackParameters parameters = parametersOf(parameter);
		String stored = stored(parameter, kwarg);
		parameters.requireKnown(stored);
		assertThat(parameters.bind(stored, null)[0]).isEqualTo(expected);
	}

	static Stream<Arguments> unconvertible() {
		return Stream.of(argumentSet("text as boolean", "flag", "yes"), argumentSet("null as boolean", "flag", null),
				argumentSet("null as int", "count", null), argumentSet("empty text as int", "count", ""),
				argumentSet("fraction as int", "count", 3.5), argumentSet("decimal as int", "count", 3.0),
				argumentSet("text as int", "count", "three"), argumentSet("boolean as int", "count", true),
				argumentSet("long as int", "count", 5_000_000_000L), argumentSet("list as int", "count", List.of(1)),
				argumentSet("beyond long", "large", new BigDecimal("1E+1000000000")),
				argumentSet("beyond double", "ratio", new BigDecimal("1E+400")),
				argumentSet("null as text", "text", null), argumentSet("map as text", "text", Map.of()),
				argumentSet("no such day", "day", "SOMEDAY"), argumentSet("ordinal as enum", "day", 1),
				argumentSet("empty text as enum", "day", ""), argumentSet("text of an enum", "mode", "at full speed"),
				argumentSet("text as duration", "pause", "soon"), argumentSet("empty text as duration", "pause", ""),
				argumentSet("blank text as duration", "pause", " "), argumentSet("text as instant", "since", "today"),
				argumentSet("text as record", "target", "db"), argumentSet("list as record", "target", List.of()),
				argumentSet("null in a record", "target", mapWithNull("size")),
				argumentSet("record that refuses", "target", Map.of("name", "", "size", 1)),
				argumentSet("one element is none", "targets", List.of(Map.of("name", "db", "size", 2), 7)),
				argumentSet("text as list", "targets", "a"), argumentSet("value as list", "numbers", 1),
				argumentSet("text in optional", "maybe", "a"), argumentSet("text as nullable", "nullable", "three"),
				argumentSet("empty text as nullable", "nullable", ""));
	}

	@ParameterizedTest
	@MethodSource("unconvertible")
	void refusesKwarg(String parameter, @Nullable Object kwarg) {
		CallbackParameters parameters = parametersOf(parameter);
		assertThatExceptionOfType(InvalidKwargsException.class)
			.isThrownBy(() -> parameters.bind(stored(parameter, kwarg), null))
			.withMessageContaining("Kwarg '" + parameter + "' is ")
			.withMessageContaining("; give a ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "maybeCount", "nullable", "otherNullable" })
	void doesWithoutOptionalKwarg(String parameter) {
		CallbackParameters parameters = parametersOf(parameter);
		assertThat(parameters.bind("{}", null)).isEqualTo(parameters.bind(stored(parameter, null), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "flag", "text", "target", "targets", "anything", "nullablePrimitive" })
	void refusesMissingKwarg(String parameter) {
		CallbackParameters parameters = parametersOf(parameter);
		assertThatExceptionOfType(InvalidKwargsException.class).isThrownBy(() -> parameters.bind("{}", null))
			.withMessageContaining("Kwarg '" + parameter + "' is missing");
	}

	@Test
	void namesTheTypeThatIsWanted() {
		assertThatExceptionOfType(InvalidKwargsException.class)
			.isThrownBy(() -> parametersOf("targets").bind("{\"targets\":7}", null))
			.withMessageContaining("Kwarg 'targets' is 7")
			.withMessageContaining("java.util.List<" + Target.class.getName() + ">");
	}

	@Test
	void showsNoMoreOfAValueThanIsReadable() {
		assertThatExceptionOfType(InvalidKwargsException.class)
			.isThrownBy(() -> parametersOf("count").bind(stored("count", "x".repeat(10_000)), null))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400).contains("xxx…"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1]", "null", "7", "", "{", "{\"count\":1E+9999999999}" })
	void refusesKwargsThatAreNoObject(String stored) {
		assertThatExceptionOfType(InvalidKwargsException.class)
			.isThrownBy(() -> parametersOf("count").bind(stored, null))
			.withMessageContaining("kwargs");
	}

	@Test
	void mixesKwargsAndContextInAnyOrder() throws Exception {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			RegisteredCallback callback = context.callback("mix");
			callback.validate(Map.of("first", "a", "second", 2));
			Run run = Run.with(Map.of("first", "a", "second", 2));
			assertThat(callback.invoke(run)).isEqualTo(new CallbackResult.Ended(OperationResult.RETRY_HOLD));
			assertThat(context.bean(Mixed.class).received).isEqualTo(Arrays.asList("a", run, 2, null));
		}
	}

	@Test
	void refusesUnknownKwargAtTheRequest() {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("mix").validate(Map.of("first", "a", "second", 2, "secnd", 3)))
				.withMessageContaining("Callback 'mix' of group 'default'")
				.withMessageContaining("Kwarg 'secnd' is unknown; the parameters are first, second, third");
		}
	}

	@Test
	void refusesTheContextAsAKwarg() {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("mix").validate(Map.of("first", "a", "second", 2, "context", 1)))
				.withMessageContaining("'context' is unknown");
		}
	}

	@Test
	void refusesMissingAndUnconvertibleKwargAtTheRequest() {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			RegisteredCallback callback = context.callback("mix");
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> callback.validate(Map.of("first", "a")))
				.withMessageContaining("'second' is missing");
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> callback.validate(Map.of("first", "a", "second", "b")))
				.withMessageContaining("'second' is \"b\"");
		}
	}

	@Test
	void refusesKwargsThatAreNotJsonAtTheRequest() {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> context.callback("mix").validate(Map.of("first", "a", "second", Double.NaN)))
				.withMessageContaining("kwargs.second is NaN");
		}
	}

	@Test
	void ignoresUnknownKwargWhenItRuns() throws Exception {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			assertThat(context.run("mix", Map.of("first", "a", "second", 2, "ofALaterVersion", true)))
				.isEqualTo(OperationResult.RETRY_HOLD);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"first\":\"a\",\"second\":\"b\"}", "[1]", "nonsense" })
	void doesNotCallWithKwargsThatDoNotFit(String kwargs) {
		try (ScannedContext context = ScannedContext.of(Mixed.class)) {
			RegisteredCallback callback = context.callback("mix");
			Run run = Run.withStoredKwargs(kwargs);
			assertThatExceptionOfType(InvalidKwargsException.class).isThrownBy(() -> callback.invoke(run));
			assertThat(context.bean(Mixed.class).received).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "executor", "action" })
	void refusesParameterThatJsonCannotBeConvertedTo(String parameter) {
		assertThatExceptionOfType(InvalidRollingOperationException.class).isThrownBy(() -> parametersOf(parameter))
			.withMessageContaining("parameter '" + parameter + "' is of type ")
			.withMessageContaining("inject beans into the bean");
	}

	private static CallbackParameters parametersOf(String parameter) {
		Method method = Arrays.stream(Parameters.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(parameter))
			.findFirst()
			.orElseThrow();
		return CallbackParameters.of(method, Parameters.class, "bean 'parameters'");
	}

	private static String stored(String parameter, @Nullable Object kwarg) {
		Map<String, @Nullable Object> kwargs = new HashMap<>();
		kwargs.put(parameter, kwarg);
		return Operation.create("any", kwargs, null).kwargsJson();
	}

	private static Map<String, Object> mapWithNull(String key) {
		Map<String, Object> map = new HashMap<>(Map.of("name", "db"));
		map.put(key, null);
		return map;
	}

	record Target(String name, int size, @Nullable Duration pause) {

		Target {
			if (name.isEmpty()) {
				throw new IllegalArgumentException("a target has a name");
			}
		}

	}

	enum Mode {

		FAST;

		@Override
		public String toString() {
			return "at full speed";
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface OtherLibrary {

		@Retention(RetentionPolicy.RUNTIME)
		@interface Nullable {

		}

	}

	/**
	 * Methods of one parameter, each of the parameter's name.
	 */
	interface Parameters {

		void flag(boolean flag);

		void count(int count);

		void large(long large);

		void ratio(double ratio);

		void text(String text);

		void decimal(BigDecimal decimal);

		void day(DayOfWeek day);

		void mode(Mode mode);

		void pause(Duration pause);

		void since(Instant since);

		void uuid(UUID uuid);

		void target(Target target);

		void targets(List<Target> targets);

		void days(Set<DayOfWeek> days);

		void pauses(Map<String, Duration> pauses);

		void numbers(int[] numbers);

		void anything(Object anything);

		void maybe(Optional<List<Long>> maybe);

		void maybeCount(OptionalInt maybeCount);

		void nullable(@Nullable Integer nullable);

		void otherNullable(@OtherLibrary.Nullable String otherNullable);

		void nullablePrimitive(@OtherLibrary.Nullable int nullablePrimitive);

		void stream(InputStream stream);

		void executor(ExecutorService executor);

		void action(Runnable action);

	}

	static class Mixed {

		@Nullable List<@Nullable Object> received;

		@RollingOperation
		OperationResult mix(String first, OperationContext context, int second, @Nullable String third) {
			this.received = Arrays.asList(first, context, second, third);
			return OperationResult.RETRY_HOLD;
		}

	}

}
