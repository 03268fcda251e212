package io.github.rollingops.chaos;

/**
 * What one kind of fault met and left.
 *
 * @param kind the kind
 * @param times how often it was injected
 * @param inFlight how many operations were under way when it began, summed up
 * @param violations how many violations came in its wake: after it and before the next
 */
record FaultRow(String kind, long times, long inFlight, long violations) {

	FaultRow and(FaultRow other) {
		return new FaultRow(this.kind, this.times + other.times, this.inFlight + other.inFlight,
				this.violations + other.violations);
	}

}
