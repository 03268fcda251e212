package io.github.rollingops.actuate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.rollingops.Explanation;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsDecodingException;
import io.github.rollingops.RollingOpsException;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.StepJournal;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.actuate.GroupDescriptor.EntryDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.GrantDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.HistoryDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.JournalDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.OperationDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.StepDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.TroubleDescriptor;
import io.github.rollingops.actuate.GroupDescriptor.UnitDescriptor;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.HistoryEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;

/**
 * Puts together what the endpoint tells of a group. Where the store does not answer there
 * is still this unit to be asked.
 */
final class GroupDescriber {

	private static final HistoryDescriptor NO_HISTORY = new HistoryDescriptor(List.of(), null);

	private final DatabagStore store;

	private final boolean showKwargs;

	GroupDescriber(DatabagStore store, boolean showKwargs) {
		this.store = store;
		this.showKwargs = showKwargs;
	}

	GroupDescriptor describe(RollingOpsGroup group, int limit, @Nullable String before) {
		GroupSnapshot snapshot;
		try {
			snapshot = group.snapshot();
		}
		catch (RollingOpsException ex) {
			return new GroupDescriptor(group.name(), null, null, 0, List.of(), List.of(), troubles(group), NO_HISTORY,
					words(ex));
		}
		HistoryDescriptor history = NO_HISTORY;
		String error = null;
		try {
			history = history(group.name(), limit, before);
		}
		catch (RollingOpsException ex) {
			error = words(ex);
		}
		return new GroupDescriptor(snapshot.group(), snapshot.takenAt(), snapshot.leader(), snapshot.term(),
				snapshot.grants().stream().map((grant) -> grant(grant, snapshot)).toList(), units(snapshot),
				troubles(group), history, error);
	}

	/**
	 * A name is more often a unit's than an operation's.
	 */
	ExplanationDescriptor explain(RollingOpsGroup group, String unitOrOperationId) {
		Explanation unit = group.explain(unitOrOperationId);
		if (unit.kind() != Explanation.Kind.UNKNOWN) {
			return ExplanationDescriptor.of(unit);
		}
		Explanation operation = group.explainOperation(unitOrOperationId);
		if (operation.kind() != Explanation.Kind.UNKNOWN || operation.unit() != null) {
			return ExplanationDescriptor.of(operation);
		}
		return new ExplanationDescriptor(group.name(), null, null, Explanation.Kind.UNKNOWN, -1, null, null,
				unit.description() + " " + operation.description());
	}

	/**
	 * One entry more than wanted shows whether there is a next page.
	 */
	private HistoryDescriptor history(String group, int limit, @Nullable String before) {
		List<HistoryEntry> found = this.store.history(group, before, limit + 1);
		List<EntryDescriptor> entries = found.stream().limit(limit).map(GroupDescriber::entry).toList();
		return new HistoryDescriptor(entries, (found.size() > limit) ? entries.get(limit - 1).id() : null);
	}

	private static EntryDescriptor entry(HistoryEntry entry) {
		return new EntryDescriptor(entry.id(), entry.at(), entry.type(), entry.unit(), entry.token(),
				entry.operationId(), entry.callbackId(), entry.attempt(), entry.detail());
	}

	private static GrantDescriptor grant(GroupSnapshot.Grant grant, GroupSnapshot snapshot) {
		UnitSnapshot unit = snapshot.unit(grant.unit());
		String callbackId = (unit == null) ? null
				: unit.queue()
					.operations()
					.stream()
					.filter((operation) -> operation.id().equals(grant.operationId()))
					.map(Operation::callbackId)
					.findFirst()
					.orElse(null);
		return new GrantDescriptor(grant.unit(), grant.bootId(), grant.operationId(), callbackId, grant.fencingToken(),
				grant.since());
	}

	private List<UnitDescriptor> units(GroupSnapshot snapshot) {
		Map<@Nullable String, Explanation> explanations = new HashMap<>();
		snapshot.explanations().forEach((explanation) -> explanations.put(explanation.unit(), explanation));
		return snapshot.units().stream().map((unit) -> unit(unit, explanations.get(unit.unit()))).toList();
	}

	private UnitDescriptor unit(UnitSnapshot unit, @Nullable Explanation explanation) {
		return new UnitDescriptor(unit.unit(), unit.status(), unit.intent().value(), unit.lastSeen(), unit.bootId(),
				unit.busy(), unit.draining(), unit.executedAt(), unit.retryIn(), unit.callbackIds(),
				unit.setAside().size(), unit.queue().operations().stream().map(this::operation).toList(),
				journal(unit.journal()), (explanation != null) ? ExplanationDescriptor.of(explanation) : null);
	}

	/**
	 * Without what the steps keep, which is nobody else's affair.
	 */
	private static @Nullable JournalDescriptor journal(@Nullable StepJournal journal) {
		return (journal == null) ? null
				: new JournalDescriptor(journal.operationId(), journal.fencingToken(),
						journal.steps()
							.stream()
							.map((step) -> new StepDescriptor(step.name(), step.status().value()))
							.toList());
	}

	private OperationDescriptor operation(Operation operation) {
		return new OperationDescriptor(operation.id(), operation.callbackId(), kwargs(operation),
				operation.requestedAt(), operation.maxRetry(), operation.attempt());
	}

	/**
	 * What cannot be read has no names that could be shown either.
	 */
	private Map<String, @Nullable Object> kwargs(Operation operation) {
		Map<String, @Nullable Object> kwargs;
		try {
			kwargs = new LinkedHashMap<>(operation.kwargs());
		}
		catch (RollingOpsDecodingException ex) {
			return Map.of();
		}
		if (!this.showKwargs) {
			kwargs.replaceAll((name, value) -> SanitizableData.SANITIZED_VALUE);
		}
		return kwargs;
	}

	private static List<TroubleDescriptor> troubles(RollingOpsGroup group) {
		return group.troubles()
			.stream()
			.map((trouble) -> new TroubleDescriptor(trouble.kind(), trouble.lasting(), trouble.description()))
			.toList();
	}

	private static String words(RollingOpsException ex) {
		String words = Objects.requireNonNullElse(ex.getMessage(), ex.toString());
		Throwable cause = ex.getCause();
		return (cause != null && cause.getMessage() != null) ? words + ": " + cause.getMessage() : words;
	}

}
