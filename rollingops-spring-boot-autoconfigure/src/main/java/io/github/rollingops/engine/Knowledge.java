package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a group without asking anybody.
 *
 * @param unit the unit that this process is
 * @param troubles what keeps it from its work
 * @param leaderless for how long it has heard of no leader; zero if it has heard of one
 * @param silence when a member is late
 * @param running what it runs at the moment, in words, or {@code null}
 */
record Knowledge(String unit, List<Trouble> troubles, Duration leaderless, Silence silence, @Nullable String running) {

	@Nullable Trouble trouble(Trouble.Kind kind) {
		return this.troubles.stream().filter((trouble) -> trouble.kind() == kind).findFirst().orElse(null);
	}

}
