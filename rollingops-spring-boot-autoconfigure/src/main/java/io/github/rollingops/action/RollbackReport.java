package io.github.rollingops.action;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a rollback.
 *
 * @param rolledBack the actions that were undone, in the order in which that happened
 * @param failures the actions that could not be undone, likewise
 * @since 0.1.0
 */
public record RollbackReport(List<String> rolledBack, List<Failure> failures) {

	public RollbackReport {
		rolledBack = List.copyOf(rolledBack);
		failures = List.copyOf(failures);
	}

	/**
	 * Return whether everything was undone.
	 * @return whether there is no failure
	 */
	public boolean isComplete() {
		return this.failures.isEmpty();
	}

	/**
	 * Attach the errors to what made the rollback necessary.
	 * @param exception gets the errors as suppressed ones
	 */
	public void addSuppressedTo(Throwable exception) {
		for (Failure failure : this.failures) {
			if (failure.error() != exception) {
				exception.addSuppressed(failure.error());
			}
		}
	}

	@Override
	public String toString() {
		String undone = "rolled back " + this.rolledBack;
		return isComplete() ? undone
				: undone + ", failed: "
						+ this.failures.stream()
							.map((failure) -> failure.action() + " (" + failure.error() + ")")
							.collect(Collectors.joining(", "));
	}

	/**
	 * An action that could not be undone.
	 *
	 * @param action the name of the action
	 * @param error what its rollback threw
	 */
	public record Failure(String action, Throwable error) {
	}

}
