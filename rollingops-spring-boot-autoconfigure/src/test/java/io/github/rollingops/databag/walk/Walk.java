package io.github.rollingops.databag.walk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A random walk of a few units over two stores that have to behave alike. One seed makes
 * one walk.
 */
public final class Walk {

	private final WalkFleet fleet;

	private final WalkSteps steps;

	private final List<WalkCommand> urn = new ArrayList<>();

	private final Map<WalkCommand, Integer> counts = new EnumMap<>(WalkCommand.class);

	public Walk(ComparedStores stores, long seed) {
		this.fleet = new WalkFleet(stores, seed);
		this.steps = new WalkSteps(this.fleet);
		for (WalkCommand command : WalkCommand.values()) {
			this.urn.addAll(Collections.nCopies(command.weight(), command));
			this.counts.put(command, 0);
		}
	}

	/**
	 * Walk until that many commands have come about.
	 */
	public void go(int count) {
		int done = 0;
		for (int tried = 1; done < count; tried++) {
			WalkCommand command = this.fleet.any(this.urn);
			try {
				if (command.take(this.steps)) {
					this.counts.merge(command, 1, Integer::sum);
					done++;
					this.fleet.ledger.compare();
				}
				else {
					this.fleet.ledger.check();
				}
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("Attempt " + tried + ", " + command + ": " + ex.getMessage(), ex);
			}
		}
	}

	/**
	 * Return how often each command came about, in hundredths of all.
	 */
	public Map<String, Double> shares() {
		double all = this.counts.values().stream().mapToInt(Integer::intValue).sum();
		return this.counts.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().name(), (entry) -> 100 * entry.getValue() / all));
	}

	public String report() {
		return this.counts.entrySet()
			.stream()
			.map((entry) -> "%6d %s".formatted(entry.getValue(), entry.getKey()))
			.collect(Collectors.joining("\n"));
	}

}
