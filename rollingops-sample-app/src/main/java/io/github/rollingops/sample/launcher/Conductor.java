package io.github.rollingops.sample.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.sample.launcher.FleetEvent.Died;
import io.github.rollingops.sample.launcher.FleetEvent.GivenUp;
import io.github.rollingops.sample.launcher.FleetEvent.Reported;
import io.github.rollingops.sample.report.RequestAnswer;
import io.github.rollingops.sample.report.UnitReport;
import io.github.rollingops.sample.report.UnitReport.Serving;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;

import org.springframework.web.client.RestClientException;

/**
 * Has the units of a fleet reindex in turns and prints each turn as it happens. All of it
 * happens on the caller's thread.
 */
class Conductor {

	private static final String OPERATION = "reindex";

	private static final Duration PATIENCE = Duration.ofMillis(200);

	private final Set<String> units;

	private final Fleet fleet;

	private final Rollout rollout;

	private final Map<String, Integer> ports = new TreeMap<>();

	private int asked;

	Conductor(Set<String> units, Fleet fleet) {
		this.units = units;
		this.fleet = fleet;
		this.rollout = new Rollout(OPERATION, units);
	}

	/**
	 * Request a reindex on all units and await its end.
	 * @param limit how long it may take, the start of the units included
	 * @throws RollFailedException if it took longer, or a unit cannot be kept alive
	 */
	void roll(Duration limit) throws InterruptedException {
		long deadline = System.nanoTime() + limit.toNanos();
		String requestId = UUID.randomUUID().toString();
		await("all units to take part", deadline, this::areIdle);
		this.rollout.requested(Instant.now());
		await("the request to be taken", deadline, () -> isRequested(requestId));
		await("all turns to end", deadline, this.rollout::isComplete);
		// Nothing is queued any more, so that no further turn can come
		await("all units to be idle", deadline, this::areIdle);
	}

	private void await(String what, long deadline, BooleanSupplier condition) throws InterruptedException {
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				throw new RollFailedException("Waited too long for " + what);
			}
			handleNext();
		}
	}

	private boolean areIdle() {
		if (!this.ports.keySet().containsAll(this.units)) {
			return false;
		}
		try {
			Map<String, UnitSnapshot.Status> statuses = anyUnit().units();
			return this.units.stream().allMatch((unit) -> statuses.get(unit) == UnitSnapshot.Status.IDLE);
		}
		catch (RestClientException ex) {
			return false;
		}
	}

	private boolean isRequested(String requestId) {
		if (this.ports.isEmpty()) {
			return false;
		}
		try {
			List<RequestAnswer> answers = anyUnit().requestOnAllUnits(OPERATION, Map.of("force", true), requestId);
			for (RequestAnswer answer : answers) {
				if (answer.status() == LockRequestResult.Status.REFUSED) {
					throw new RollFailedException("%s refused: %s".formatted(answer.unit(), answer.reason()));
				}
			}
			print("%s requested on %s".formatted(OPERATION, answers.stream().map(RequestAnswer::unit).toList()));
			return true;
		}
		catch (RestClientException ex) {
			return false;
		}
	}

	/**
	 * Another one each time: the last one may be stopped, and answer no more.
	 */
	private FleetClient anyUnit() {
		List<Integer> ports = List.copyOf(this.ports.values());
		return new FleetClient(ports.get(Math.floorMod(this.asked++, ports.size())));
	}

	/**
	 * Go on for as long as the process lives.
	 */
	void serve() throws InterruptedException {
		this.ports.forEach((unit, port) -> print("%s  http://127.0.0.1:%d/search?q=lock".formatted(unit, port)));
		while (true) {
			handleNext();
		}
	}

	/**
	 * Judge the turns, once the fleet has been closed and has told all.
	 */
	List<String> faults() throws InterruptedException {
		FleetEvent event = this.fleet.nextEvent(Duration.ZERO);
		while (event != null) {
			handle(event);
			event = this.fleet.nextEvent(Duration.ZERO);
		}
		return this.rollout.faults();
	}

	private void handleNext() throws InterruptedException {
		FleetEvent event = this.fleet.nextEvent(PATIENCE);
		if (event != null) {
			handle(event);
		}
	}

	private void handle(FleetEvent event) {
		String unit = event.unit();
		if (event instanceof Reported reported) {
			handle(unit, reported.report());
		}
		else if (event instanceof Died died) {
			this.ports.remove(unit);
			print("%s died with status %d".formatted(unit, died.status()));
			this.rollout.died(unit, died.at()).ifPresent(this::print);
		}
		else if (event instanceof GivenUp givenUp) {
			throw new RollFailedException("%s %s".formatted(unit, givenUp.reason()));
		}
	}

	private void handle(String unit, UnitReport report) {
		if (report instanceof Serving serving) {
			this.ports.put(unit, serving.port());
		}
		else if (report instanceof TurnStarted started) {
			this.rollout.started(unit, started);
			print("%s begins %s".formatted(unit, started.operation()));
		}
		else if (report instanceof TurnEnded ended) {
			this.rollout.ended(unit, ended).ifPresent(this::print);
		}
	}

	private void print(Object line) {
		System.out.println(line);
	}

}
