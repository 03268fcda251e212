package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.github.rollingops.chaos.Fact.What;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The facts of a round, put together to runs, operations, lives, faults and histories.
 */
final class Round {

	private final List<Fact> facts;

	private final Map<String, List<Entry>> histories;

	private final List<Fault> faults;

	private final Map<String, List<Fact>> events = new HashMap<>();

	private final List<Run> runs = new ArrayList<>();

	private final Map<String, Life> lives = new LinkedHashMap<>();

	private final Map<String, Accepted> operations = new LinkedHashMap<>();

	/**
	 * Of facts in order of time.
	 */
	Round(List<Fact> facts) {
		this.facts = facts;
		this.histories = Histories.of(facts);
		this.faults = Fault.of(facts);
		facts(What.EVENT).forEach((fact) -> this.events
			.computeIfAbsent(Details.text(Details.of(fact), "type"), (type) -> new ArrayList<>())
			.add(fact));
		collectRuns();
		collectLives();
		collectOperations();
	}

	List<Fact> facts() {
		return this.facts;
	}

	List<Fact> facts(What what) {
		return this.facts.stream().filter((fact) -> fact.what() == what).toList();
	}

	/** The events of a type. */
	List<Fact> events(String type) {
		return this.events.getOrDefault(type, List.of());
	}

	/** The runs in the order of their starts. */
	List<Run> runs() {
		return this.runs;
	}

	List<Run> runs(String group) {
		return this.runs.stream().filter((run) -> run.group().equals(group)).toList();
	}

	List<Fault> faults() {
		return this.faults;
	}

	Collection<Accepted> operations() {
		return this.operations.values();
	}

	@Nullable Accepted operation(String id) {
		return this.operations.get(id);
	}

	Life life(String name) {
		return this.lives.computeIfAbsent(name, Life::new);
	}

	Collection<Life> lives() {
		return this.lives.values();
	}

	/** What the history of a group has, in its order. */
	List<Entry> history(String group) {
		return this.histories.getOrDefault(group, List.of());
	}

	/** The groups of which anything is known. */
	TreeSet<String> groups() {
		TreeSet<String> groups = new TreeSet<>(this.histories.keySet());
		this.runs.forEach((run) -> groups.add(run.group()));
		return groups;
	}

	/** What was left when all was over, {@code null} if nobody looked. */
	@Nullable Fact lastLeft() {
		List<Fact> left = facts(What.LEFT);
		return left.isEmpty() ? null : left.get(left.size() - 1);
	}

	/** When the last thing happened. */
	long end() {
		return this.facts.isEmpty() ? 0 : this.facts.get(this.facts.size() - 1).at();
	}

	private void collectRuns() {
		Map<String, Run> current = new HashMap<>();
		for (Fact fact : this.facts) {
			String key = fact.life() + " " + fact.group() + " " + fact.token();
			Run run = current.get(key);
			switch (fact.what()) {
				case STARTED -> {
					Run begun = new Run(fact);
					this.runs.add(begun);
					current.put(key, begun);
				}
				case VALID, INTERRUPTED, ENDED -> {
					if (run != null) {
						run.add(fact);
					}
				}
				case EVENT -> {
					if (run != null && Details.text(Details.of(fact), "type").equals("GrantLostEvent")) {
						run.add(fact);
					}
				}
				default -> {
				}
			}
		}
	}

	private void collectLives() {
		for (Fact fact : this.facts) {
			switch (fact.what()) {
				case LAUNCHED, READY, KILLED, STOPPING, STOPPED, DIED, PAUSED, RESUMED -> life(fact.life()).add(fact);
				default -> {
				}
			}
		}
	}

	private void collectOperations() {
		for (Fact fact : this.facts) {
			switch (fact.what()) {
				case ASKED -> asked(fact, Details.of(fact));
				case EVENT -> announced(fact, Details.of(fact));
				default -> {
				}
			}
		}
		this.histories.values().forEach((history) -> history.forEach(this::entered));
		Fact left = lastLeft();
		if (left != null) {
			Details.of(left).path("queues").forEach(this::left);
		}
		for (Run run : this.runs) {
			Accepted operation = this.operations.get(run.operation());
			if (operation != null) {
				operation.add(run);
			}
		}
	}

	private void asked(Fact fact, JsonNode detail) {
		if (Details.text(detail, "status").equals("ENQUEUED")) {
			accepted(fact).requestedBy(Details.text(detail, "request"));
		}
	}

	private void announced(Fact fact, JsonNode detail) {
		String type = Details.text(detail, "type");
		if (type.equals("OperationRequestedEvent")) {
			accepted(fact);
		}
		else if (type.equals("OperationCompletedEvent")) {
			accepted(fact).announced("RELEASE");
		}
		else if (type.equals("OperationDroppedEvent") && !fact.operation().isEmpty()) {
			accepted(fact).announced("DROPPED " + Details.text(detail, "reason"));
		}
	}

	private void left(JsonNode units) {
		units.forEach((queue) -> queue.forEach((id) -> {
			Accepted operation = this.operations.get(id.asString());
			if (operation != null) {
				operation.isQueued();
			}
		}));
	}

	private void entered(Entry entry) {
		if (entry.isEnd() || entry.type().equals("REQUESTED")) {
			accepted(entry.fact()).add(entry);
		}
	}

	private Accepted accepted(Fact fact) {
		return this.operations.computeIfAbsent(fact.operation(), (id) -> new Accepted(fact));
	}

}
