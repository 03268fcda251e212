package io.github.rollingops.actuate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What can be done to a group through the endpoint.
 *
 * @since 0.1.0
 */
public enum SteeringAction {

	/**
	 * Request an operation.
	 */
	REQUEST,

	/**
	 * Drop an operation that waits.
	 */
	CANCEL,

	/**
	 * Take the turn from its holder.
	 */
	FORCE_RELEASE,

	/**
	 * Drop what a departed unit has queued.
	 */
	FORGET,

	/**
	 * Queue again what was set aside.
	 */
	READMIT,

	/**
	 * Drop what was set aside.
	 */
	DISCARD;

	/**
	 * Return the action of a name as it is written in a call, such as
	 * {@code force-release}.
	 * @param name the name in any case, with dashes or underscores, or {@code null}
	 * @return the action; {@link #REQUEST} for {@code null}
	 * @throws IllegalArgumentException if there is none of that name
	 */
	static SteeringAction of(@Nullable String name) {
		if (name == null) {
			return REQUEST;
		}
		String constant = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
		return Arrays.stream(values())
			.filter((action) -> action.name().equals(constant))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'action' is '" + name + "'; use one of "
					+ Arrays.stream(values()).map(SteeringAction::written).collect(Collectors.joining(", "))));
	}

	private String written() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
