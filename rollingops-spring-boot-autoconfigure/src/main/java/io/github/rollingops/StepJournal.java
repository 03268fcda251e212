package io.github.rollingops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is written down of an operation that is made of steps, so that its unit knows
 * after a crash what it had begun.
 *
 * @param operationId the operation
 * @param fencingToken the token of the grant under which the steps were taken
 * @param onRestart what the process that takes the steps reckons with: only what was
 * taken for {@link OnRestart#RESUME} was left alone where nobody could be told that it is
 * undone
 * @param steps the steps that were begun, in that order
 * @since 0.1.0
 */
public record StepJournal(String operationId, long fencingToken, OnRestart onRestart, List<Step> steps) {

	private static final String ON_RESTART = "on_restart";

	public StepJournal {
		steps = List.copyOf(steps);
	}

	/**
	 * Read the steps from the JSON of a databag.
	 * @param operationId the operation
	 * @param fencingToken the token
	 * @param json a list of steps
	 * @return the journal
	 * @throws RollingOpsDecodingException if the text, or an entry of it, cannot be read
	 */
	public static StepJournal fromJson(String operationId, long fencingToken, String json) {
		List<Step> steps = new ArrayList<>();
		OnRestart onRestart = OnRestart.ROLL_BACK;
		for (JsonCodec.Element entry : JsonCodec.readList(json)) {
			Map<String, String> fields = entry.strings();
			onRestart = OnRestart.RESUME.name().equals(fields.get(ON_RESTART)) ? OnRestart.RESUME : OnRestart.ROLL_BACK;
			steps.add(Step.read(fields));
		}
		return new StepJournal(operationId, fencingToken, onRestart, steps);
	}

	/**
	 * Read the steps as far as that can be done, to show them.
	 * @param operationId the operation
	 * @param fencingToken the token
	 * @param json what stands in the databag
	 * @return the journal; without steps if the text cannot be read
	 */
	public static StepJournal show(String operationId, long fencingToken, String json) {
		try {
			return fromJson(operationId, fencingToken, json);
		}
		catch (RollingOpsDecodingException ex) {
			return new StepJournal(operationId, fencingToken, OnRestart.ROLL_BACK, List.of());
		}
	}

	/**
	 * Write the steps as the databag keeps them.
	 * @return a JSON list
	 */
	public String toJson() {
		return JsonCodec.write(this.steps.stream().map((step) -> step.write(this.onRestart)).toList());
	}

	/**
	 * Return the names of the steps that are left to undo.
	 * @return the names in the order of the steps
	 */
	public List<String> leftToUndo() {
		return this.steps.stream().filter((step) -> step.status().isLeftToUndo()).map(Step::name).toList();
	}

	/**
	 * Return whether the steps are being undone, or have been.
	 * @return {@code false} while they are being executed
	 */
	public boolean isUndoing() {
		return this.steps.stream().anyMatch((step) -> step.status().compareTo(Status.ROLLING_BACK) >= 0);
	}

	/**
	 * A step that was begun.
	 *
	 * @param name the name of the action
	 * @param status how far it got
	 * @param completed whether its execution had come to its end
	 * @param values what it keeps for its rollback: JSON texts by name
	 */
	public record Step(String name, Status status, boolean completed, Map<String, String> values) {

		public Step {
			values = Map.copyOf(values);
		}

		private static Step read(Map<String, String> fields) {
			try {
				return new Step(required(fields, "name"),
						Status.valueOf(required(fields, "status").toUpperCase(Locale.ROOT).replace('-', '_')),
						Boolean.parseBoolean(required(fields, "completed")),
						JsonCodec.readStrings(required(fields, "values")));
			}
			catch (IllegalArgumentException ex) {
				throw new RollingOpsDecodingException("No step: " + fields, ex);
			}
		}

		private static String required(Map<String, String> fields, String name) {
			String value = fields.get(name);
			if (value == null) {
				throw new RollingOpsDecodingException("Step has no '" + name + "': " + fields);
			}
			return value;
		}

		private Map<String, String> write(OnRestart onRestart) {
			Map<String, String> fields = new LinkedHashMap<>();
			fields.put("name", this.name);
			fields.put("status", this.status.value());
			fields.put("completed", String.valueOf(this.completed));
			fields.put(ON_RESTART, onRestart.name());
			fields.put("values", JsonCodec.write(this.values));
			return fields;
		}

	}

	/**
	 * How far a step got.
	 */
	public enum Status {

		/**
		 * Its execution was about to begin; whether it has any effect is not known.
		 */
		STARTED,

		/**
		 * Its execution came to its end.
		 */
		COMPLETED,

		/**
		 * Its rollback was about to begin.
		 */
		ROLLING_BACK,

		/**
		 * It was undone.
		 */
		ROLLED_BACK,

		/**
		 * Its rollback failed, which was reported; it is not tried again.
		 */
		ROLLBACK_FAILED;

		/**
		 * Return the text that is stored and reported for this status.
		 * @return the stored value
		 */
		public String value() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		/**
		 * Return whether the step has, or may have, an effect which nobody has tried to
		 * undo to the end.
		 * @return whether it is left to undo
		 */
		public boolean isLeftToUndo() {
			return compareTo(ROLLED_BACK) < 0;
		}

	}

}
