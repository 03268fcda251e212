package io.github.rollingops.chaos;

/**
 * Which unit a fault is meant for.
 */
enum Target {

	ANY(""), LEADER("-leader"), HOLDER("-holder");

	private final String suffix;

	Target(String suffix) {
		this.suffix = suffix;
	}

	/** What distinguishes the kinds of faults. */
	String suffix() {
		return this.suffix;
	}

}
