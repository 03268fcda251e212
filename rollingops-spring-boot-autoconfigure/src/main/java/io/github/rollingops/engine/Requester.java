package io.github.rollingops.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.NameRule;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.callback.RegisteredCallback;
import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.RequestAnswer;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.StoreUnreachableException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Checks a request and brings it to the store, on the thread of whoever makes it.
 */
final class Requester {

	/**
	 * At once: the store itself has waited for the command timeout, and what is repeated
	 * is recognised.
	 */
	static final RetryTemplate RETRY = new RetryTemplate(
			RetryPolicy.builder().includes(StoreUnreachableException.class).maxRetries(2).delay(Duration.ZERO).build());

	/**
	 * Later than every time of a group; beyond it, a store may not hold a time exactly.
	 */
	private static final Instant END_OF_TIME = Instant.ofEpochSecond(4_000_000_000L);

	private final Life life;

	private final Identity identity;

	private final GroupSettings settings;

	Requester(Life life) {
		this.life = life;
		this.identity = life.surroundings().identity();
		this.settings = life.surroundings().settings();
	}

	/**
	 * Request an operation.
	 * @param units on which units, or {@code null} for every live one
	 */
	List<LockRequestResult> request(LockRequest request, @Nullable List<String> units) {
		return this.life.surroundings()
			.interceptors()
			.request(this.identity.group(), request, (given) -> make(given, units));
	}

	private List<LockRequestResult> make(LockRequest request, @Nullable List<String> units) {
		Operation operation = operation(request);
		if (units != null) {
			units.forEach((unit) -> requireName("unit", unit));
		}
		Reason trouble = this.life.membership().trouble();
		if (trouble != null) {
			throw new RollingOpsNoRelationException(trouble,
					"The " + this.identity + " has no part in its group: " + explain(trouble));
		}
		LockRequest identified = identified(request);
		RequestCommand command = new RequestCommand(this.identity.caller(0),
				Objects.requireNonNull(identified.requestId()), micros(identified.notAfter()), false, units, operation,
				this.settings.limits().maxQueueLength());
		return take(send(command, identified), command);
	}

	private Operation operation(LockRequest request) {
		requireName("callback id", request.callbackId());
		Operation operation = Operation.create(request.callbackId(), request.kwargs(), request.maxRetry())
			.accompanied(request.requestedBy(), request.headers());
		int bytes = operation.kwargsJson().getBytes(StandardCharsets.UTF_8).length;
		if (bytes > this.settings.limits().maxKwargsBytes()) {
			throw new RollingOpsInvalidLockRequestException("The kwargs of '" + request.callbackId() + "' take up "
					+ bytes + " bytes, the limit is " + this.settings.limits().maxKwargsBytes()
					+ "; pass a reference instead of the data, or raise rollingops.max-kwargs-size");
		}
		RegisteredCallback callback = this.life.surroundings()
			.callbacks()
			.find(this.identity.group(), request.callbackId());
		if (callback != null) {
			callback.validate(request.kwargs());
		}
		return operation;
	}

	private LockRequest identified(LockRequest request) {
		LockRequest identified = request;
		if (identified.requestId() == null) {
			identified = identified.withRequestId(UUID.randomUUID().toString());
		}
		requireName("request id", Objects.requireNonNull(identified.requestId()));
		if (identified.notAfter() == null) {
			identified = identified
				.withNotAfter(Instant.EPOCH.plus(this.life.membership().notAfter(), ChronoUnit.MICROS));
		}
		return identified;
	}

	private RequestAnswer send(RequestCommand command, LockRequest request) {
		try {
			return RETRY.invoke(() -> this.life.surroundings().store().request(command));
		}
		catch (StoreUnreachableException ex) {
			throw new RollingOpsNoRelationException(Reason.STORE_UNREACHABLE,
					"The request of '" + request.callbackId() + "' by the " + this.identity
							+ " got no answer, and may or may not have been accepted; sent again as "
							+ "getRequest() returns it, it is applied at most once",
					request, ex);
		}
	}

	private List<LockRequestResult> take(RequestAnswer answer, RequestCommand command) {
		switch (answer.status()) {
			case NOT_A_MEMBER -> throw new RollingOpsNoRelationException(Reason.NOT_JOINED,
					"The name of the " + this.identity + " belongs to another process, or its databag is gone");
			case TOO_LATE -> throw new RollingOpsInvalidLockRequestException(
					"The request of '" + command.operation().callbackId() + "' came too late: it was good until "
							+ Instant.EPOCH.plus(command.notAfter(), ChronoUnit.MICROS)
							+ " by the group's clock; request anew");
			case ANSWERED -> {
			}
		}
		boolean news = false;
		for (LockRequestResult result : answer.results()) {
			news |= note(result, command);
		}
		this.life.requested(answer, news);
		return answer.results();
	}

	/**
	 * Take note of a result.
	 * @return whether an operation of this unit is news by it
	 */
	private boolean note(LockRequestResult result, RequestCommand command) {
		Operation operation = result.operation();
		if (operation == null) {
			return false;
		}
		boolean enqueued = result.status() == LockRequestResult.Status.ENQUEUED;
		boolean news = result.unit().equals(this.identity.unit())
				&& this.life.ledger().queued(operation, enqueued ? command : null);
		if (enqueued) {
			this.life.surroundings()
				.announcer()
				.changes(List.of(new Change(Change.Type.REQUESTED, result.unit(), 0, operation,
						Objects.requireNonNullElse(operation.requestedBy(), ""))));
		}
		return news;
	}

	static void requireName(String kind, String name) {
		if (!NameRule.accepts(name)) {
			throw new RollingOpsInvalidLockRequestException(
					"The " + kind + " '" + name + "' is not allowed; use 1 to 128 of A-Z a-z 0-9 . _ / -");
		}
	}

	private static String explain(Reason trouble) {
		return switch (trouble) {
			case NOT_STARTED -> "it has not been started, or has been stopped";
			case NOT_JOINED -> "it has not joined yet";
			case STORE_UNREACHABLE -> "the store has not answered yet";
			case NAME_TAKEN -> "another live process uses its name; give each its own, as in --rollingops.unit-name=b";
		};
	}

	private static long micros(@Nullable Instant instant) {
		if (instant == null || instant.isBefore(Instant.EPOCH)) {
			return 0;
		}
		return ChronoUnit.MICROS.between(Instant.EPOCH, instant.isBefore(END_OF_TIME) ? instant : END_OF_TIME);
	}

}
