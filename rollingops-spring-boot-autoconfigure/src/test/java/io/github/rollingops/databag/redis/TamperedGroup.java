package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.TestUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A group in whose keys somebody writes by hand.
 */
final class TamperedGroup implements AutoCloseable {

	private static final Duration TICK = Duration.ofSeconds(4);

	/** Ticks that make up two leases and a bit. */
	private static final int TICKS = 9;

	private final RedisStoreUnderTest subject = new RedisStoreUnderTest();

	private final Fleet fleet = new Fleet(this.subject);

	private final TestUnit leader = this.fleet.joined("leader");

	private final TestUnit other = this.fleet.joined("other");

	private final Map<String, TestUnit> victims = new TreeMap<>();

	private final RedisConnection connection = this.subject.connection();

	private final Tampering tampering;

	private final Random random;

	private int count;

	TamperedGroup(Random random, int victims) {
		this.random = random;
		this.tampering = new Tampering(random, this.connection, this.subject.base());
		for (int i = 0; i < victims; i++) {
			this.victims.put("victim-" + i, this.fleet.joined("victim-" + i));
		}
	}

	/**
	 * Do something to each of the victims, and see how they, and the others, get on.
	 */
	void round(String where) {
		List<String> done = new ArrayList<>();
		try {
			all().forEach((unit) -> request(unit, "reload"));
			if (this.random.nextBoolean()) {
				this.leader.schedule();
			}
			this.victims.values().forEach(TestUnit::beat);
			this.victims.keySet().forEach((victim) -> done.add(this.tampering.of(victim)));
			takeEveryStep();
			this.connection.hashCommands().hDel(bytes(this.subject.base() + "app"), bytes("schema"));
			goOn();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(where + ":\n" + String.join("\n", done) + "\n" + ex, ex);
		}
	}

	private List<TestUnit> all() {
		List<TestUnit> all = new ArrayList<>(this.victims.values());
		all.add(this.leader);
		all.add(this.other);
		return all;
	}

	private Operation operation(String callbackId) {
		return Operation.create(callbackId, Map.of("n", ++this.count), null);
	}

	private void request(TestUnit unit, String callbackId) {
		unit.send(unit.asking(operation(callbackId)));
	}

	/**
	 * Each has an answer, whatever it is.
	 */
	private void takeEveryStep() {
		this.fleet.snapshot();
		for (TestUnit victim : this.victims.values()) {
			this.subject.store().databag(Fleet.GROUP, victim.name());
			request(victim, "rotate");
			if (victim.holds()) {
				victim.claim();
				victim.finish(Result.values()[this.random.nextInt(Result.values().length)]);
			}
		}
		this.leader.send(this.leader.askingAll(operation("flaky")));
		all().forEach(TestUnit::beat);
		this.leader.schedule();
		this.fleet.snapshot();
		this.subject.store().history(Fleet.GROUP, null, 10);
	}

	/**
	 * Let the victims come back, and two leases pass in which whoever has the turn runs;
	 * then nobody is still waiting whose databag was left alone, and all goes on.
	 */
	private void goOn() {
		for (TestUnit victim : List.copyOf(this.victims.values())) {
			victim.leave();
			this.victims.put(victim.name(), this.fleet.restarted(victim));
		}
		Map<String, Status> returned = new TreeMap<>();
		for (int i = 0; i < TICKS; i++) {
			this.fleet.pass(TICK, this.leader, this.other);
			this.victims.values().forEach((victim) -> returned.put(victim.name(), victim.beat().status()));
			runAll();
		}
		assertThat(returned.values()).as("%s", returned).containsOnly(Status.MEMBER);
		assertThat(this.fleet.queue(this.other)).isEmpty();
		assertThat(this.fleet.queue(this.leader)).isEmpty();
		String again = this.other.request("rotate").id();
		runAll();
		assertThat(this.fleet.databag(this.other).ended()).anyMatch((ended) -> ended.operationId().equals(again));
	}

	/**
	 * Let whoever has the turn run, until nobody has.
	 */
	private void runAll() {
		for (int i = 0; i < 200; i++) {
			GroupDatabag group = this.fleet.snapshot();
			TestUnit unit = (group.grant() != null) ? named(group.grant().unit()) : null;
			// Whose heartbeat is told that work waits schedules, also where the grant
			// names somebody who is none of the group.
			TestUnit leads = (unit == null) ? named(String.valueOf(group.leader())) : null;
			if (leads != null) {
				leads.schedule();
				unit = named(this.fleet.holder());
			}
			if (unit == null || unit.beat().status() != Status.MEMBER || !unit.holds()) {
				return;
			}
			unit.startedToken = Math.max(unit.startedToken, unit.held().token());
			unit.finish(Result.RELEASE);
		}
	}

	private @Nullable TestUnit named(String name) {
		return all().stream().filter((each) -> each.name().equals(name)).findAny().orElse(null);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.connection.close();
		this.subject.close();
	}

}
