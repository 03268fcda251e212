package io.github.rollingops.callback;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OnRestart;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsDecodingException;

/**
 * A callback that a {@link RollingOperationRegistration} brings; it has no parameters
 * that kwargs could fail to fit.
 */
final class RegistrationCallback implements RegisteredCallback {

	private final RollingOperationRegistration registration;

	private final String description;

	RegistrationCallback(RollingOperationRegistration registration, String description) {
		Declaration.check(description, registration.group(), registration.id(), registration.timeout());
		this.registration = registration;
		this.description = description;
	}

	@Override
	public String group() {
		return this.registration.group();
	}

	@Override
	public String id() {
		return this.registration.id();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public @Nullable Duration timeout() {
		return this.registration.timeout();
	}

	@Override
	public void validate(Map<String, ? extends @Nullable Object> kwargs) {
		Operation.create(id(), kwargs, null);
	}

	@Override
	public CallbackResult invoke(OperationContext context) throws Exception {
		requireReadable(context.operation());
		return ReturnType.toResult(this.registration.callback().execute(context), OnRestart.ROLL_BACK);
	}

	// Read here and not first by the callback, where the exception would pass for one of
	// its own and be retried for ever.
	private static void requireReadable(Operation operation) {
		try {
			operation.kwargs();
		}
		catch (RollingOpsDecodingException ex) {
			throw new InvalidKwargsException("The kwargs of operation " + operation + " cannot be read", ex);
		}
	}

}
