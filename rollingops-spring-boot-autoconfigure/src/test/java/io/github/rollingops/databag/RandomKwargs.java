package io.github.rollingops.databag;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Kwargs of every kind that JSON can hold, and now and then of one that it cannot.
 * {@code -Drollingops.kwargs.seed} repeats them, {@code -Drollingops.kwargs.cases} makes
 * more of them.
 */
public final class RandomKwargs {

	private static final List<Object> NUMBERS = List.of(0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE,
			Long.MIN_VALUE, 9007199254740993L, (short) 7, (byte) -7, 1.5f, Float.MAX_VALUE, 0.1, -0.0, 1e20, 1e308,
			Double.MIN_VALUE, BigInteger.TWO.pow(64), BigInteger.TEN.pow(900).negate(), new BigDecimal("1E+400"),
			new BigDecimal("-1E-400"), new BigDecimal("0.10000000000000000000000000000000000001"),
			new BigDecimal("1.000"), new BigDecimal("1E+2147483647"), new BigDecimal("1E-2147483647"));

	private static final List<String> TEXTS = List.of("", " ", "1e400", "NaN", "null", "true", "{}", "[]", "\"", "\\",
			"\\u0000", "\0", "\u0001\u001f\u007f", "\t\r\n", "a/b\"\\é", "\u2028\u2029", "\uFEFF", "\uFFFD\uFFFE\uFFFF",
			"\ud83d\ude80", "e\u0301", "\u202Eabc", "},{\"id\":\"", "\",\"", "'; DROP TABLE", "%s %n {0} ${a} #{b}",
			"*3\r\n$3\r\nDEL", "x".repeat(5_000));

	private static final List<Object> NOT_JSON = List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
			"\ud800", "a\udc00b", BigInteger.TEN.pow(1_000), new Object(), nested(600));

	private final Random random;

	/**
	 * Create kwargs that follow from a number.
	 */
	public RandomKwargs(long seed) {
		this.random = new Random(seed);
	}

	/**
	 * Return the number from which to begin, which is printed.
	 */
	public static long seed() {
		long seed = Long.getLong("rollingops.kwargs.seed", System.nanoTime());
		System.out.println("Kwargs: -Drollingops.kwargs.seed=" + seed);
		return seed;
	}

	/**
	 * Return how many are to be tried.
	 */
	public static int cases(int usual) {
		return Integer.getInteger("rollingops.kwargs.cases", usual);
	}

	/**
	 * Return kwargs that can be stored.
	 */
	public Map<String, @Nullable Object> next() {
		return map(4);
	}

	/**
	 * Return kwargs of which some value, at some depth, cannot be stored.
	 */
	public Map<String, @Nullable Object> nextRefused() {
		Object value = any(NOT_JSON);
		for (int i = this.random.nextInt(4); i > 0; i--) {
			value = this.random.nextBoolean() ? List.of(1, value) : Map.of(text(), value);
		}
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>(next());
		kwargs.put("refused", value);
		return kwargs;
	}

	/**
	 * Return a value with its numbers as decimals, so that what went in can be compared
	 * with what came out.
	 */
	public static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
			map.forEach((key, element) -> plain.put(key, plain(element)));
			return plain;
		}
		if (value instanceof List<?> list) {
			List<@Nullable Object> plain = new ArrayList<>();
			list.forEach((element) -> plain.add(plain(element)));
			return plain;
		}
		return (value instanceof Number number) ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
	}

	private @Nullable Object value(int depth) {
		return switch (this.random.nextInt(depth > 0 ? 12 : 8)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> any(NUMBERS);
			case 3 -> this.random.nextLong();
			case 4 -> Double.longBitsToDouble(this.random.nextLong() & 0xbfefffffffffffffL);
			case 5, 6 -> text();
			case 7 -> any(TEXTS);
			case 8, 9 -> list(depth - 1);
			case 10 -> (this.random.nextInt(20) == 0) ? nested(this.random.nextInt(400)) : list(depth - 1);
			default -> map(depth - 1);
		};
	}

	private List<@Nullable Object> list(int depth) {
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			list.add(value(depth));
		}
		return list;
	}

	private Map<String, @Nullable Object> map(int depth) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			map.put(this.random.nextBoolean() ? text() : any(TEXTS), value(depth));
		}
		return map;
	}

	/**
	 * Return characters of all planes.
	 */
	private String text() {
		return this.random.ints(this.random.nextInt(12), 0, Character.MAX_CODE_POINT + 1)
			.map((point) -> this.random.nextBoolean() ? point : point % 0x180)
			.filter((point) -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static Object nested(int depth) {
		Object value = List.of();
		for (int i = 1; i < depth; i++) {
			value = (i % 3 == 0) ? Map.of("a", value) : List.of(value);
		}
		return value;
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
