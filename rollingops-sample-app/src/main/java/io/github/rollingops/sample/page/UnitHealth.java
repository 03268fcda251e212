package io.github.rollingops.sample.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
	 * Put together what a unit says of the group, and of itself: its health in words, if
	 * there is no more. An error tells of a store that was lost before it is lost for
	 * long enough to be a trouble.
	 * @param group what it says of the group, or {@code null}
	 * @param health what it says of itself, or {@code null}
	 */
	static UnitHealth of(@Nullable GroupState group, @Nullable Answer health) {
		if (group == null && health == null) {
			return silent();
		}
		List<GroupState.Trouble> troubles = new ArrayList<>();
		if (group != null) {
			troubles.addAll(group.troubles());
			if (group.error() != null) {
				troubles.add(new GroupState.Trouble("STORE_UNREACHABLE", group.error()));
			}
		}
		Details details = (health != null) ? health.details() : null;
		if (details != null) {
			if (group == null) {
				troubles.addAll(details.words());
			}
			if (details.store() != null) {
				details.store().forEach((words) -> troubles.add(new GroupState.Trouble("STORE", words)));
			}
		}
		return new UnitHealth((health != null) ? health.status() : UNKNOWN, List.copyOf(troubles));
	}

	/**
	 * What the health indicator of a unit answers; the part of it that is shown.
	 */
	record Answer(String status, @Nullable Details details) {
	}

	/**
	 * What is wrong.
	 *
	 * @param groups the troubles in each group, as "NO_LEADER for PT20S: nobody leads"
	 * @param store warnings about the store, which no group has among its troubles
	 */
	record Details(@Nullable Map<String, List<String>> groups, @Nullable List<String> store) {

		List<GroupState.Trouble> words() {
			return (this.groups == null) ? List.of()
					: this.groups.values().stream().flatMap(List::stream).map(Details::trouble).toList();
		}

		private static GroupState.Trouble trouble(String words) {
			String kind = words.split("\\W", 2)[0];
			return new GroupState.Trouble(kind, words.substring(words.indexOf(':') + 1).strip());
		}

	}

}
