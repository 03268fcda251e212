package io.github.rollingops.engine;

import java.time.Duration;

/**
 * When a member that does not beat is worth a word, and which. One that comes late may do
 * so by a quarter of the time between heartbeats.
 *
 * @param heartbeat at what intervals members beat
 */
record Silence(Duration heartbeat) {

	/**
	 * Return whether somebody has missed a heartbeat.
	 * @param lasting the time since the last one
	 */
	boolean isNotable(Duration lasting) {
		return lasting.compareTo(this.heartbeat.multipliedBy(5).dividedBy(4)) > 0;
	}

	/**
	 * Say what it means.
	 * @param member who is silent
	 * @param heard when the last heartbeat was
	 */
	String words(String member, String heard) {
		return member + " was last heard of " + heard + ", though it should beat every "
				+ Wording.lasting(this.heartbeat) + ": its process hangs, is suspended, or does not reach the store";
	}

}
