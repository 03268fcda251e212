package io.github.rollingops.actuate;

import java.util.List;

/**
 * All groups of this unit, as the endpoint tells of them.
 *
 * @param unit the unit that was asked
 * @param groups the groups, sorted by name
 * @since 0.1.0
 */
public record GroupsDescriptor(String unit, List<GroupDescriptor> groups) {
}
