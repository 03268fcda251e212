package io.github.rollingops.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.github.rollingops.engine.RollingOpsEngine;
import org.springframework.context.SmartLifecycle;

/**
 * The units of a {@link CrowdApplication}.
 */
final class Crowd {

	/** More than ever live at once, so that no name has two lives. */
	private static final int NAMES = 400;

	private final ExecutorService executor = Executors.newFixedThreadPool(16);

	private final Deque<RollingOpsEngine> units = new ArrayDeque<>();

	private final Engines engines;

	private int count;

	Crowd(Engines engines) {
		this.engines = engines;
	}

	/** Has so many more join. */
	synchronized void grow(int more) {
		List<RollingOpsEngine> added = new ArrayList<>();
		for (int i = 0; i < more; i++) {
			added.add(this.engines.create("s" + this.count++ % NAMES));
		}
		together(added, (unit) -> phases(unit, Comparator.comparingInt(SmartLifecycle::getPhase))
			.forEach(SmartLifecycle::start));
		this.units.addAll(added);
	}

	/** Has so many leave, the oldest first. */
	synchronized void shrink(int fewer) {
		List<RollingOpsEngine> removed = new ArrayList<>();
		while (removed.size() < fewer && !this.units.isEmpty()) {
			removed.add(this.units.remove());
		}
		together(removed, Crowd::stop);
	}

	private void together(List<RollingOpsEngine> units, Consumer<RollingOpsEngine> task) {
		CompletableFuture
			.allOf(units.stream()
				.map((unit) -> CompletableFuture.runAsync(() -> task.accept(unit), this.executor))
				.toArray(CompletableFuture<?>[]::new))
			.join();
	}

	private static void stop(RollingOpsEngine unit) {
		for (SmartLifecycle phase : phases(unit, Comparator.comparingInt(SmartLifecycle::getPhase).reversed())) {
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			phase.stop(() -> stopped.complete(null));
			stopped.join();
		}
	}

	private static List<SmartLifecycle> phases(RollingOpsEngine engine, Comparator<SmartLifecycle> order) {
		return engine.phases().stream().sorted(order).toList();
	}

	/** Makes the engine of a unit. */
	interface Engines {

		RollingOpsEngine create(String unit);

	}

}
