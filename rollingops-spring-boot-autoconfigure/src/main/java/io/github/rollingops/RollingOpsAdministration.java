package io.github.rollingops;

/**
 * What an operator can do to the groups of this application, when waiting will not do.
 * Every step is atomic, may be repeated, and stands in the group's history with the name
 * of who took it. Safe to use from any thread.
 *
 * @since 0.1.0
 */
public interface RollingOpsAdministration {

	/**
	 * Return what can be done to a group, in the name of somebody.
	 * @param name the name of the group
	 * @param requestedBy who does it: a person, a job, a pipeline; 1 to
	 * {@value Operation#MAX_REQUESTED_BY} characters without control characters
	 * @return the group
	 * @throws RollingOpsInvalidLockRequestException if there is no such group, or the
	 * name cannot be one
	 */
	GroupAdministration group(String name, String requestedBy);

}
