package io.github.rollingops;

import java.util.List;

/**
 * The entry to rolling operations; itself the group
 * {@value RollingOpsGroup#DEFAULT_NAME}. Safe to use from any thread.
 *
 * @since 0.1.0
 */
public interface RollingOpsService extends RollingOpsGroup {

	/**
	 * Return the names of all groups that exist.
	 * @return the names, sorted; empty if RollingOps is switched off
	 */
	List<String> groups();

	/**
	 * Return the group of the given name. A group exists because an annotation, a
	 * registration or a property names it.
	 * @param name the name of the group
	 * @return the group
	 * @throws RollingOpsInvalidLockRequestException if there is no such group
	 */
	RollingOpsGroup group(String name);

}
