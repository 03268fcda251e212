package io.github.rollingops.sample.report;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;

import io.github.rollingops.OperationResult;

/**
 * What a unit tells its launcher. The times are of the machine's clock, which all
 * processes of the sample share, so that they can be compared.
 */
@JsonTypeInfo(use = Id.NAME, property = "report")
@JsonSubTypes({ @Type(name = "serving", value = UnitReport.Serving.class),
		@Type(name = "traffic", value = UnitReport.Traffic.class),
		@Type(name = "turn-started", value = UnitReport.TurnStarted.class),
		@Type(name = "turn-ended", value = UnitReport.TurnEnded.class) })
public sealed interface UnitReport {

	/**
	 * The unit answers searches.
	 *
	 * @param port the port on which it does
	 */
	record Serving(int port) implements UnitReport {
	}

	/**
	 * The unit takes searches from now on, or leaves them to others.
	 *
	 * @param accepted whether it takes them
	 * @param documents how many documents its index holds
	 */
	record Traffic(boolean accepted, int documents) implements UnitReport {
	}

	/**
	 * The unit has been granted the lock and runs an operation.
	 *
	 * @param operation the id of the callback
	 * @param at when it began
	 */
	record TurnStarted(String operation, Instant at) implements UnitReport {
	}

	/**
	 * The operation has run.
	 *
	 * @param operation the id of the callback
	 * @param at when it ended
	 * @param result what the callback answered
	 * @param documents how many documents the unit's index holds now
	 */
	record TurnEnded(String operation, Instant at, OperationResult result, int documents) implements UnitReport {
	}

}
