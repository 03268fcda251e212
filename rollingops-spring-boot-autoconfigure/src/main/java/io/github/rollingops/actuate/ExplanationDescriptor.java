package io.github.rollingops.actuate;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.rollingops.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * Why a unit or an operation stands where it stands, as the endpoint tells it.
 *
 * @param group the name of the group
 * @param unit the unit concerned, or {@code null} if nobody knows
 * @param operationId the operation concerned, or {@code null} if there is none
 * @param kind what it is about
 * @param place how many turns there will have been before: 0 has the turn, 1 is next, -1
 * is not in line
 * @param since since when it has been so, or {@code null}
 * @param dueIn after what time it goes on by itself, or {@code null}
 * @param description what it is in words, with its cause and what can be done
 * @since 0.1.0
 */
@JsonInclude(Include.ALWAYS)
public record ExplanationDescriptor(String group, @Nullable String unit, @Nullable String operationId,
		Explanation.Kind kind, int place, @Nullable Instant since, @Nullable Duration dueIn,
		String description) implements GroupAnswer {

	static ExplanationDescriptor of(Explanation explanation) {
		return new ExplanationDescriptor(explanation.group(), explanation.unit(), explanation.operationId(),
				explanation.kind(), explanation.place(), explanation.since(), explanation.dueIn(),
				explanation.description());
	}

}
