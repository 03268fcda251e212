package io.github.rollingops.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request that was made through the endpoint.
 *
 * @param answers an answer for each unit
 * @since 0.1.0
 */
public record RequestDescriptor(List<AnswerDescriptor> answers) {

	static RequestDescriptor of(List<LockRequestResult> results) {
		return new RequestDescriptor(results.stream().map(AnswerDescriptor::of).toList());
	}

	/**
	 * The answer for one unit.
	 *
	 * @param unit the unit
	 * @param status what became of the request
	 * @param operationId the operation that is queued, or {@code null}
	 * @param reason why the request was refused, or {@code null}
	 */
	@JsonInclude(Include.ALWAYS)
	public record AnswerDescriptor(String unit, LockRequestResult.Status status, @Nullable String operationId,
			@Nullable String reason) {

		static AnswerDescriptor of(LockRequestResult result) {
			Operation operation = result.operation();
			return new AnswerDescriptor(result.unit(), result.status(), (operation != null) ? operation.id() : null,
					result.reason());
		}

	}

}
