package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.rollingops.testsupport.RedisServer;

/**
 * Recognises the calls of the steps in what passes over the network.
 */
public final class StepCall {

	private static final Map<Step, Script> SCRIPTS = new ScriptLoader().loadAll();

	private StepCall() {
	}

	/**
	 * Answers the step that a request to Redis calls, by its digest or by its text.
	 * @param request the command and its arguments
	 */
	public static Optional<String> of(List<String> request) {
		String command = request.get(0).toLowerCase(Locale.ROOT);
		if (!command.equals("evalsha") && !command.equals("eval")) {
			return Optional.empty();
		}
		return SCRIPTS.entrySet()
			.stream()
			.filter((entry) -> isNamed(entry.getValue(), request.get(1)))
			.map((entry) -> entry.getKey().scriptName())
			.findFirst();
	}

	/** Makes Redis know all steps, so that none has to be sent twice. */
	public static void load(RedisServer redis) {
		SCRIPTS.values()
			.forEach((script) -> redis.command("SCRIPT", "LOAD", new String(script.source(), StandardCharsets.UTF_8)));
	}

	public static boolean is(String step, List<String> request) {
		return of(request).filter(step::equals).isPresent();
	}

	private static boolean isNamed(Script script, String text) {
		return text.equals(script.sha()) || text.equals(new String(script.source(), StandardCharsets.UTF_8));
	}

}
