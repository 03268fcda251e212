package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.callback.CallbackResult;
import io.github.rollingops.callback.RegisteredCallback;
import org.jspecify.annotations.Nullable;

/**
 * What an annotated method would be, for each group.
 */
record FireCallback(String group, Body body, Diary diary) implements RegisteredCallback {

	/** All callbacks of all groups. */
	static CallbackRegistry registry(Collection<String> groups, Collection<Body> bodies, Diary diary) {
		List<RegisteredCallback> all = new ArrayList<>();
		for (String group : groups) {
			bodies.forEach((body) -> all.add(new FireCallback(group, body, diary)));
		}
		return CallbackRegistry.of(all);
	}

	@Override
	public String id() {
		return this.body.id();
	}

	@Override
	public String description() {
		return this.body + " of " + this.group;
	}

	@Override
	public @Nullable Duration timeout() {
		return (this.body == Body.SLOW) ? Body.TIMEOUT_OF_SLOW : null;
	}

	@Override
	public void validate(Map<String, ? extends @Nullable Object> kwargs) {
	}

	@Override
	public CallbackResult invoke(OperationContext context) throws Exception {
		FireRun run = new FireRun(this.diary, context);
		run.started();
		if (this.body == Body.STEPS) {
			return new FireSteps(run).steps();
		}
		try {
			OperationResult result = this.body.run(run);
			run.ended(result.name());
			return new CallbackResult.Ended(result);
		}
		catch (Exception ex) {
			run.ended(ex.getClass().getSimpleName());
			throw ex;
		}
	}

}
