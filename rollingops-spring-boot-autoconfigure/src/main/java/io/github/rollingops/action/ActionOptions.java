package io.github.rollingops.action;

import java.util.List;

/**
 * How a queue runs.
 *
 * @param name the name of the queue in messages and events
 * @param limits what it may use up as a whole
 * @param time by what it waits and measures
 * @param listeners who is told what happens
 * @since 0.1.0
 */
public record ActionOptions(String name, ActionLimits limits, ActionTime time, List<ActionListener> listeners) {

	/**
	 * A queue without a name of its own, without limits, without listeners.
	 */
	public static final ActionOptions DEFAULT = new ActionOptions("actions", ActionLimits.NONE, ActionTime.SYSTEM,
			List.of());

	public ActionOptions {
		listeners = List.copyOf(listeners);
	}

	public ActionOptions withName(String name) {
		return new ActionOptions(name, this.limits, this.time, this.listeners);
	}

	public ActionOptions withLimits(ActionLimits limits) {
		return new ActionOptions(this.name, limits, this.time, this.listeners);
	}

	public ActionOptions withTime(ActionTime time) {
		return new ActionOptions(this.name, this.limits, time, this.listeners);
	}

	public ActionOptions withListeners(List<ActionListener> listeners) {
		return new ActionOptions(this.name, this.limits, this.time, listeners);
	}

}
