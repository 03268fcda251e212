package io.github.rollingops.metrics;

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Everything that is observed.
 *
 * @since 0.1.0
 */
public enum RollingOpsObservation implements ObservationDocumentation {

	/**
	 * The run of an operation on this unit: its callback and all who stand around it.
	 */
	OPERATION("rollingops.operation", DefaultOperationObservationConvention.class, HighKey.UNIT, HighKey.OPERATION,
			HighKey.ATTEMPT, HighKey.TOKEN),

	/**
	 * A request that this process makes, on whichever units.
	 */
	REQUEST("rollingops.request", DefaultLockRequestObservationConvention.class, HighKey.UNIT, HighKey.OPERATION);

	private final String name;

	private final Class<? extends ObservationConvention<? extends Observation.Context>> convention;

	private final HighKey[] highKeys;

	RollingOpsObservation(String name, Class<? extends ObservationConvention<? extends Observation.Context>> convention,
			HighKey... highKeys) {
		this.name = name;
		this.convention = convention;
		this.highKeys = highKeys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return this.convention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return LowKey.values();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.highKeys.clone();
	}

	@Override
	public String getPrefix() {
		return "rollingops";
	}

	/**
	 * The keys that have few values, and are tags of the meters too.
	 */
	public enum LowKey implements KeyName {

		/**
		 * The name of the group.
		 */
		GROUP,

		/**
		 * The id of the callback.
		 */
		CALLBACK,

		/**
		 * What became of it: of a run {@code release}, {@code retry-release},
		 * {@code retry-hold}, {@code aborted} or {@code failed}; of a request
		 * {@code enqueued}, {@code duplicate}, {@code refused}, {@code mixed} where units
		 * answered differently, or {@code failed}; {@code none} before its end.
		 */
		RESULT;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * The keys that only spans have.
	 */
	public enum HighKey implements KeyName {

		/**
		 * The unit that runs the operation, or in whose queue it stands.
		 */
		UNIT,

		/**
		 * The id of the operation.
		 */
		OPERATION,

		/**
		 * How many runs of the operation had failed before.
		 */
		ATTEMPT,

		/**
		 * The fencing token of the grant.
		 */
		TOKEN;

		@Override
		public String asString() {
			return "rollingops." + name().toLowerCase(Locale.ROOT);
		}

	}

}
