package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.OnRestart;
import io.github.rollingops.OperationContext;
import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ContextAction;
import io.github.rollingops.callback.CallbackResult;
import io.github.rollingops.callback.RegisteredCallback;
import org.jspecify.annotations.Nullable;

/**
 * A callback "publish" made of steps, in one process. What its steps do is written down
 * for all processes of a test, but not what a killed one would do.
 */
final class Publishing implements RegisteredCallback {

	private final UnitProcess process;

	private final List<String> effects;

	private final OnRestart onRestart;

	private final Map<String, Step> inSteps = new HashMap<>();

	List<String> names = List.of("build", "switch", "warm");

	/** What each action was told in each call. */
	final List<ActionContext> contexts = new ArrayList<>();

	@Nullable Duration timeout;

	/** Why no kwargs are good enough. */
	@Nullable RuntimeException refusal;

	ActionOptions options = ActionOptions.DEFAULT;

	/** As a careless callback does. */
	boolean sameQueueAgain;

	/** Happens whenever an action is asked for its name. */
	Runnable beforeNaming = () -> {
	};

	private @Nullable ActionQueue queue;

	private boolean dead;

	Publishing(UnitProcess process, List<String> effects, OnRestart onRestart) {
		this.process = process;
		this.effects = effects;
		this.onRestart = onRestart;
		process.callback(this);
	}

	/** What happens in a step, such as "build" or "undo build". */
	Publishing during(String step, Step happening) {
		this.inSteps.put(step, happening);
		return this;
	}

	/** The process is killed once a step has had its effect. */
	Publishing killedIn(String step) {
		return during(step, (context) -> {
			this.process.kill();
			this.dead = true;
			throw new FaultyStore.Death();
		});
	}

	@Override
	public String group() {
		return EngineFleet.GROUP;
	}

	@Override
	public String id() {
		return "publish";
	}

	@Override
	public String description() {
		return "publishing on " + this.process.name;
	}

	@Override
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	@Override
	public void validate(Map<String, ? extends @Nullable Object> kwargs) {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	@Override
	public CallbackResult invoke(OperationContext context) {
		ActionQueue queue = (this.sameQueueAgain && this.queue != null) ? this.queue : newQueue();
		this.queue = queue;
		return new CallbackResult.Steps(queue, this.onRestart);
	}

	private ActionQueue newQueue() {
		ActionQueue queue = new ActionQueue(this.options);
		this.names.forEach((name) -> queue.add(new PublishingAction(name)));
		return queue;
	}

	private void happen(String step, ActionContext context) throws Exception {
		this.contexts.add(context);
		if (!this.dead) {
			this.effects.add(this.process.name + " " + step);
		}
		this.inSteps.getOrDefault(step, (unused) -> {
		}).happen(context);
	}

	/** Something that happens in a step. */
	@FunctionalInterface
	interface Step {

		void happen(ActionContext context) throws Exception;

	}

	/** A step that is written down. */
	private final class PublishingAction implements ContextAction {

		private final String name;

		PublishingAction(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			Publishing.this.beforeNaming.run();
			return this.name;
		}

		@Override
		public void execute(ActionContext context) throws Exception {
			happen(this.name, context);
		}

		@Override
		public void rollback(ActionContext context) throws Exception {
			happen("undo " + this.name, context);
		}

	}

}
