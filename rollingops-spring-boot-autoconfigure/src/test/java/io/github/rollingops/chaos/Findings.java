package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one check finds: violations, how much it had to judge, and figures. More than a
 * few violations of one check tell nothing new, so that they are only counted.
 */
final class Findings {

	private static final int LISTED = 20;

	private final String check;

	private final List<Violation> violations = new ArrayList<>();

	private final Map<String, Long> measures = new TreeMap<>();

	private final List<String> notes = new ArrayList<>();

	private long judged;

	private long unlisted;

	Findings(String check) {
		this.check = check;
	}

	/** Count one more thing that could have been wrong. */
	void judged() {
		this.judged++;
	}

	void violated(long at, String message, Object... arguments) {
		if (this.violations.size() < LISTED) {
			this.violations.add(new Violation(this.check, at, message.formatted(arguments)));
		}
		else {
			this.unlisted++;
		}
	}

	/**
	 * Count one more thing of a kind and one more violation if it is none that may be.
	 */
	void violatedUnless(boolean holds, long at, String message, Object... arguments) {
		judged();
		if (!holds) {
			violated(at, message, arguments);
		}
	}

	void count(String measure) {
		this.measures.merge(measure, 1L, Long::sum);
	}

	void longest(String measure, long value) {
		this.measures.merge(measure, value, Math::max);
	}

	void note(String note) {
		this.notes.add(note);
	}

	List<Violation> violations() {
		List<Violation> all = new ArrayList<>(this.violations);
		if (this.unlisted > 0) {
			all.add(new Violation(this.check, this.violations.get(0).at(), "and " + this.unlisted + " more"));
		}
		return all;
	}

	/** All figures, how much was judged among them. */
	Map<String, Long> measures() {
		Map<String, Long> all = new TreeMap<>(this.measures);
		all.put("judged by " + this.check, this.judged);
		return all;
	}

	List<String> notes() {
		return this.notes;
	}

	long howManyJudged() {
		return this.judged;
	}

}
