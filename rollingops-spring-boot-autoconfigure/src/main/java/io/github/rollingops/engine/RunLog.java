package io.github.rollingops.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * How a run is named in the log: as key-value pairs of a line, and in the context of
 * every line that is written while it lasts.
 */
final class RunLog {

	static final String GROUP = "rollingops.group";

	static final String UNIT = "rollingops.unit";

	static final String OPERATION = "rollingops.operation";

	static final String CALLBACK = "rollingops.callback";

	static final String ATTEMPT = "rollingops.attempt";

	static final String TOKEN = "rollingops.token";

	private final Run run;

	RunLog(Run run) {
		this.run = run;
	}

	LoggingEventBuilder with(LoggingEventBuilder line) {
		fields().forEach(line::addKeyValue);
		return line;
	}

	/**
	 * Do something with the run in the context of the log, which is as before afterwards:
	 * the thread may belong to the application.
	 */
	<T> T during(Supplier<T> action) {
		Map<String, @Nullable String> before = new LinkedHashMap<>();
		fields().forEach((key, value) -> {
			before.put(key, MDC.get(key));
			MDC.put(key, value);
		});
		try {
			return action.get();
		}
		finally {
			before.forEach((key, value) -> {
				if (value != null) {
					MDC.put(key, value);
				}
				else {
					MDC.remove(key);
				}
			});
		}
	}

	private Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put(GROUP, this.run.group());
		fields.put(UNIT, this.run.unit());
		fields.put(OPERATION, this.run.operation().id());
		fields.put(CALLBACK, this.run.operation().callbackId());
		fields.put(ATTEMPT, Integer.toString(this.run.operation().attempt()));
		fields.put(TOKEN, Long.toString(this.run.fencingToken()));
		return fields;
	}

}
