package io.github.rollingops.chaos;

/**
 * One rule that what was written down has to keep. It must be sound: what it calls a
 * violation is none that a late line, a stalled machine or an allowed fault explains.
 */
interface Check {

	void judge(Round round, RoundRules rules, Findings findings);

	/** Whether the rule holds where the store loses acknowledged writes, too. */
	default boolean outlivesLosses() {
		return false;
	}

	/** Whether the rule says something only where the store may lose writes. */
	default boolean isAboutLosses() {
		return false;
	}

	/**
	 * Whether what it judges happens too seldom for a single round to be asked for it.
	 */
	default boolean isAboutRareThings() {
		return false;
	}

	default String name() {
		String name = getClass().getSimpleName();
		return name.substring(0, name.length() - "Check".length());
	}

}
