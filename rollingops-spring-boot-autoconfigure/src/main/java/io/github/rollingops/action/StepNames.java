package io.github.rollingops.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The names of the actions of a queue that keeps a journal. By them another process knows
 * the steps again, so each needs one of its own, and the same one tomorrow.
 */
final class StepNames {

	private static final int MAX_LENGTH = 128;

	private StepNames() {
	}

	/**
	 * Return the names in the order of the actions.
	 * @throws IllegalArgumentException if a name cannot stand for its action
	 */
	static List<String> check(String queue, List<Action> actions) {
		List<String> names = new ArrayList<>();
		for (Action action : actions) {
			String name = action.name();
			if (!isText(name)) {
				throw new IllegalArgumentException("Queue '" + queue + "' has an action (" + action.getClass().getName()
						+ ") named '" + name + "'; give it a name of 1 to " + MAX_LENGTH
						+ " characters, not blank and without control characters");
			}
			// The JVM makes up such a name, another one in each process.
			if (name.contains("$$Lambda")) {
				throw new IllegalArgumentException("Queue '" + queue + "' has an action named '" + name
						+ "', which its journal could not know again after a restart; make it with Action.of and a name");
			}
			if (names.contains(name)) {
				throw new IllegalArgumentException("Queue '" + queue + "' has more than one action named '" + name
						+ "', so that its journal could not tell them apart; give each a name of its own");
			}
			names.add(name);
		}
		return List.copyOf(names);
	}

	private static boolean isText(@Nullable String name) {
		return name != null && !name.isBlank() && name.length() <= MAX_LENGTH
				&& name.chars().noneMatch(Character::isISOControl)
				&& StandardCharsets.UTF_8.newEncoder().canEncode(name);
	}

}
