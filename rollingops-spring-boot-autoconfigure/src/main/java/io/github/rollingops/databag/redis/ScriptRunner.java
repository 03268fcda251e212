package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.github.rollingops.databag.StoreUnreachableException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs a script: by its digest and, where Redis does not know it, by its text. What Redis
 * did not carry out is sent again until the command timeout has passed; whatever leaves
 * the fate of the step unknown is not.
 */
final class ScriptRunner {

	private final RedisConnectionFactory connectionFactory;

	private final Map<Step, Script> scripts;

	private final RetryTemplate retry;

	private final AtomicLong replacements = new AtomicLong();

	ScriptRunner(RedisConnectionFactory connectionFactory, Map<Step, Script> scripts, Duration commandTimeout) {
		this.connectionFactory = connectionFactory;
		this.scripts = scripts;
		this.retry = new RetryTemplate(RetryPolicy.builder()
			.predicate(Failures::isNotReached)
			.delay(Duration.ofMillis(100))
			.multiplier(1.5)
			.maxDelay(Duration.ofMillis(500))
			.maxRetries(Long.MAX_VALUE)
			.timeout(commandTimeout)
			.build());
	}

	Answer run(Step step, String group, List<byte[]> keys, List<byte[]> arguments) {
		List<byte[]> all = new ArrayList<>(keys);
		all.addAll(arguments);
		Script script = Objects.requireNonNull(this.scripts.get(step), step::scriptName);
		try {
			List<?> values = this.retry.execute(() -> evaluate(script, keys.size(), all.toArray(new byte[0][])));
			return new Answer(values.stream().map(ScriptRunner::text).toList());
		}
		catch (RetryException ex) {
			Throwable cause = ex.getLastException();
			throw new StoreUnreachableException(
					"Redis did not bring step '" + step.scriptName() + "' of group '" + group + "' to an end"
							+ (Failures.isNotReached(cause) ? ": " : "; it may or may not have taken effect: ")
							+ NestedExceptionUtils.getMostSpecificCause(cause).getMessage(),
					cause);
		}
	}

	private List<?> evaluate(Script script, int keys, byte[][] keysAndArguments) {
		long replacementsBefore = this.replacements.get();
		try {
			return evaluateOnce(script, keys, keysAndArguments);
		}
		catch (QueryTimeoutException ex) {
			replaceConnection(replacementsBefore);
			throw ex;
		}
	}

	/**
	 * Have the next step begin a new connection: where packets vanish without a word, the
	 * present one stays mute until the operating system gives it up, which takes a
	 * quarter of an hour (redis/lettuce#2082). All steps share it, and only the first
	 * that it failed must replace it.
	 */
	private void replaceConnection(long replacementsBefore) {
		if (this.connectionFactory instanceof LettuceConnectionFactory lettuce
				&& this.replacements.compareAndSet(replacementsBefore, replacementsBefore + 1)) {
			lettuce.resetConnection();
		}
	}

	private List<?> evaluateOnce(Script script, int keys, byte[][] keysAndArguments) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			try {
				return result(
						connection.scriptingCommands().evalSha(script.sha(), ReturnType.MULTI, keys, keysAndArguments));
			}
			catch (RuntimeException ex) {
				if (!Failures.isNoScript(ex)) {
					throw ex;
				}
				return result(
						connection.scriptingCommands().eval(script.source(), ReturnType.MULTI, keys, keysAndArguments));
			}
		}
	}

	private static List<?> result(List<?> values) {
		return values;
	}

	private static String text(Object value) {
		return new String((byte[]) value, StandardCharsets.UTF_8);
	}

}
