package io.github.rollingops.sample.page;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a unit fares, as it says itself.
 *
 * @param status the status of its health indicator, {@value #SILENT} if it was asked and
 * says nothing, or {@value #UNKNOWN} if it is not asked
 * @param troubles what keeps it from its work, in words
 */
record UnitHealth(String status, List<GroupState.Trouble> troubles) {

	static final String SILENT = "SILENT";

	static final String UNKNOWN = "UNKNOWN";

	static UnitHealth unknown() {
		return new UnitHealth(UNKNOWN, List.of());
	}

	static UnitHealth silent() {
		return new UnitHealth(SILENT, List.of(new GroupState.Trouble("NO_ANSWER",
				"It does not answer: its process hangs, is suspended, or has only begun")));
	}

	/**
	 * Put together what a unit says of the group, and of itself. An error tells of a
	 * store that was lost before it is lost for long enough to be a trouble.
	 */
	static UnitHealth of(GroupState group, Answer health) {
		List<GroupState.Trouble> troubles = new ArrayList<>(group.troubles());
		if (group.error() != null) {
			troubles.add(new GroupState.Trouble("STORE_UNREACHABLE", group.error()));
		}
		if (health.details() != null && health.details().store() != null) {
			health.details().store().forEach((words) -> troubles.add(new GroupState.Trouble("STORE", words)));
		}
		return new UnitHealth(health.status(), List.copyOf(troubles));
	}

	/**
	 * What the health indicator of a unit answers; the part of it that is shown.
	 */
	record Answer(String status, @Nullable Details details) {

		static final Answer NONE = new Answer(UNKNOWN, null);

	}

	/**
	 * Warnings about the store, which no group has among its troubles.
	 */
	record Details(@Nullable List<String> store) {
	}

}
