package io.github.rollingops.chaos;

import java.util.Comparator;

/**
 * One entry of a group's history.
 *
 * @param at when it happened, by the clock of the processes, as nearly as can be told
 * @param fact where it was read
 * @param id its id in the stream, which gives the order
 * @param type what changed
 * @param detail more in a word
 */
record Entry(long at, Fact fact, StreamId id, String type, String detail) {

	String group() {
		return this.fact.group();
	}

	String unit() {
		return this.fact.unit();
	}

	String operation() {
		return this.fact.operation();
	}

	long token() {
		return this.fact.token();
	}

	/** Whether it ends an operation. */
	boolean isEnd() {
		return (this.type.equals("COMPLETED") || this.type.equals("DROPPED")) && !operation().isEmpty();
	}

	/** Whether it is about a grant, which it ends or, with a retry that holds, renews. */
	boolean concernsGrant() {
		return token() > 0 && switch (this.type) {
			case "COMPLETED", "DROPPED", "RETRY", "HANDED_BACK", "STALE_RELEASED" -> true;
			default -> false;
		};
	}

	@Override
	public String toString() {
		return this.type + " " + unit() + " " + operation() + " token " + token() + " " + this.detail + " ["
				+ this.id.milliseconds() + "-" + this.id.sequence() + "]";
	}

	/** The time and the number that Redis gave an entry. */
	record StreamId(long milliseconds, long sequence) implements Comparable<StreamId> {

		private static final Comparator<StreamId> ORDER = Comparator.comparingLong(StreamId::milliseconds)
			.thenComparingLong(StreamId::sequence);

		static StreamId of(String text) {
			int dash = text.indexOf('-');
			return new StreamId(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
		}

		@Override
		public int compareTo(StreamId other) {
			return ORDER.compare(this, other);
		}

	}

}
