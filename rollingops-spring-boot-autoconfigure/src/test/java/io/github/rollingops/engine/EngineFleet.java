package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.databag.memory.StoreDamage;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.testsupport.ManualTaskScheduler;
import io.github.rollingops.testsupport.ManualTime;
import org.jspecify.annotations.Nullable;

/**
 * Several engines that share one store and one time, which is turned by hand. Everything
 * happens in the test's thread and in the same order each time, but for the jitter of the
 * heartbeats. Each process has clocks of its own, hours apart from the others'.
 */
final class EngineFleet {

	static final String GROUP = RollingOpsGroup.DEFAULT_NAME;

	static final Duration HEARTBEAT = Duration.ofSeconds(3);

	static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

	static final Duration LEASE = Duration.ofSeconds(15);

	final ManualTime time = new ManualTime();

	final List<UnitProcess> processes = new ArrayList<>();

	/** What all processes published, in order. */
	final List<RollingOpsEvent> events = new ArrayList<>();

	/** Which unit's callbacks were called, in order. */
	final List<String> turns = new ArrayList<>();

	private InMemoryDatabagStore store = new InMemoryDatabagStore(this.time.clock()::instant);

	/** A process that has not been started yet; one more of a name is another boot. */
	UnitProcess unit(String name) {
		UnitProcess process = new UnitProcess(this, name, new FaultyStore(this.time, this.store),
				this.processes.size());
		this.processes.add(process);
		return process;
	}

	/** Processes that have joined; the first of all leads. */
	List<UnitProcess> start(String... names) {
		List<UnitProcess> started = new ArrayList<>();
		for (String name : names) {
			started.add(unit(name).start());
		}
		return started;
	}

	void advance(Duration duration) {
		this.time.advance(duration);
	}

	void advanceSeconds(long seconds) {
		this.time.advance(Duration.ofSeconds(seconds));
	}

	/** Something that happens in the course of time. */
	void later(Duration delay, Runnable action) {
		ManualTaskScheduler scheduler = this.time.scheduler();
		scheduler.schedule(action, scheduler.getClock().instant().plus(delay));
	}

	/** Lets everything happen that happens without any time passing. */
	void settle() {
		this.time.runDue();
	}

	/** Lets each unit beat at least once. */
	void beat() {
		this.time.advance(HEARTBEAT);
	}

	GroupDatabag databag() {
		return this.store.snapshot(GROUP);
	}

	UnitDatabag databag(String unit) {
		return Objects.requireNonNull(this.store.databag(GROUP, unit));
	}

	@Nullable String holder() {
		GroupSnapshot.Grant grant = databag().grant();
		return (grant != null) ? grant.unit() : null;
	}

	long token() {
		return Objects.requireNonNull(databag().grant()).fencingToken();
	}

	@Nullable String leader() {
		return databag().leader();
	}

	StoreDamage damage() {
		return new StoreDamage(this.store, GROUP);
	}

	/** The store restarts without its data. */
	void loseStore() {
		this.store = new InMemoryDatabagStore(this.time.clock()::instant);
		this.processes.forEach((process) -> process.link.connect(this.store));
	}

}
