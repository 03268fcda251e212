package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.stream.LongStream;

import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times as the scripts write and read them, beside Java's.
 */
class IsoTimeScriptTests {

	private static final DateTimeFormatter STORED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String LIBRARY = source("lib/value") + source("lib/time");

	static LongStream instants() {
		Random random = new Random(42);
		LongStream edges = LongStream.of(0, -1, 1, 951_782_400_000_000L, 951_868_799_999_999L, 4_107_542_400_000_000L,
				1_709_164_800_000_000L, 253_402_300_799_999_999L / 30, -62_135_596_800_000_000L / 10);
		return LongStream.concat(edges, random.longs(200, -2_000_000_000_000_000L, 4_000_000_000_000_000L));
	}

	@ParameterizedTest
	@MethodSource("instants")
	void writesAndReadsAsJavaDoes(long micros) {
		Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
		assertThat(run("return iso.text(tonumber(ARGV[1]))", Long.toString(micros))).isEqualTo(STORED.format(instant));
		assertThat(read(STORED.format(instant))).isEqualTo(Long.toString(micros));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-01T12:00:00Z", "2026-03-01T12:00Z", "2026-03-01T12:00:00.5Z",
			"2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00+02:00", "2026-03-01T01:00:00.000001-11:30",
			"2024-02-29T23:59:59.999999+18:00", "2026-03-01t12:00:00z", "2026-03-01T12:00:00+02:00:30",
			"2026-03-01T12:00:00+02" })
	void readsAnyOffsetAndPrecision(String text) {
		long expected = ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(text).toInstant());
		assertThat(read(text)).isEqualTo(Long.toString(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "now", "2026-03-01", "2026-03-01T12:00:00", "2026-02-29T12:00:00Z",
			"2026-13-01T12:00:00Z", "2026-00-10T12:00:00Z", "2026-03-32T12:00:00Z", "2026-03-01T24:00:00Z",
			"2026-03-01T12:60:00Z", "2026-03-01T12:00:60Z", "2026-03-01T12:00:00+19:00",
			"2026-03-01T12:00:00.1234567890Z", "2026-03-01 12:00:00Z", "1772366400", "2026-03-01T12:00:00Zulu",
			"2026-03-01T12:00:00+02:3", "2026-03-01T12:00:00+02:", "2026-03-01T12:00:00+0230:15",
			"0000-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01" })
	void knowsWhatIsNoTime(String text) {
		assertThat(read(text)).isEqualTo("none");
	}

	private static String read(String text) {
		return run("local micros = iso.micros(ARGV[1]) return micros and value.whole(micros) or 'none'", text);
	}

	private static String run(String script, String argument) {
		return String.valueOf(RedisServer.shared().command("EVAL", LIBRARY + script, "0", argument));
	}

	private static String source(String name) {
		return new String(new ScriptLoader().load(name).source(), StandardCharsets.UTF_8);
	}

}
