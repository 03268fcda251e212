package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.github.rollingops.databag.Held;
import io.github.rollingops.databag.Hint;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the scripts publish: a word, then what belongs to it.
 */
final class HintCodec {

	private HintCodec() {
	}

	/**
	 * Return the hint in a message, or {@code null} if this version knows none such.
	 */
	static @Nullable Hint read(byte[] message) {
		String[] words = new String(message, StandardCharsets.UTF_8).split(" ", 6);
		try {
			return switch (words[0]) {
				case "granted" -> new Hint.Granted(words[1],
						new Held(Long.parseLong(words[2]), words[4], Answer.operation(words[5]), micros(words[3])));
				case "work" -> new Hint.Work(micros(words[1]));
				case "leader-gone" -> new Hint.LeaderGone();
				case "beat" -> new Hint.Beat();
				case "echo" -> new Hint.Echo(words[1], Long.parseLong(words[2]));
				default -> null;
			};
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			return null;
		}
	}

	private static Duration micros(String text) {
		return Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
	}

}
