package io.github.rollingops.chaos;

/**
 * Something that goes wrong for a while.
 *
 * @param kind its name, a word
 * @param weight how often it happens, relative to the others
 * @param deed does it, and puts it right again
 */
record FaultKind(String kind, int weight, Deed deed) {

	/** Does it, on a thread that may wait. */
	@FunctionalInterface
	interface Deed {

		void strike(Strike strike);

	}

}
