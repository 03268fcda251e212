package io.github.rollingops.databag.redis;

import java.util.Locale;

/**
 * The scripts, one for each step and each way to read.
 */
enum Step {

	HEARTBEAT, REQUEST, SCHEDULE, FINISH, JOURNAL, LEAVE, ADMINISTER, SNAPSHOT, DATABAG;

	/**
	 * Return the name under which the script lies beside its pieces, without its suffix.
	 */
	String scriptName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
