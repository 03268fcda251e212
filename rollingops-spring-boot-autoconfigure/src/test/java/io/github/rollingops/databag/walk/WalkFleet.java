package io.github.rollingops.databag.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * The units that walk, and what they have sent: all choices come from one seed.
 */
final class WalkFleet {

	static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

	private static final int REMEMBERED = 20;

	final ComparedStores stores;

	final Random random;

	final Ledger ledger;

	/**
	 * The present life of each name.
	 */
	final Map<String, TestUnit> present = new TreeMap<>();

	final List<TestUnit> past = new ArrayList<>();

	private final Fleet fleet;

	WalkFleet(ComparedStores stores, long seed) {
		this.stores = stores;
		this.random = new Random(seed);
		this.fleet = new Fleet(stores);
		this.ledger = new Ledger(stores);
		stores.observe(this.ledger::saw);
	}

	GroupDatabag snapshot() {
		return this.stores.reference();
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	<T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	<T> void remember(List<T> list, T entry) {
		list.add(entry);
		if (list.size() > REMEMBERED) {
			list.remove(0);
		}
	}

	@Nullable TestUnit anyUnit() {
		return anyUnit((unit) -> true);
	}

	@Nullable TestUnit anyUnit(Predicate<TestUnit> predicate) {
		List<TestUnit> units = this.present.values().stream().filter(predicate).toList();
		return units.isEmpty() ? null : any(units);
	}

	@Nullable TestUnit leader() {
		String leader = snapshot().leader();
		return (leader != null) ? this.present.get(leader) : null;
	}

	/**
	 * Return the holder of the grant if it is one of the present lives.
	 */
	@Nullable TestUnit holder() {
		GroupDatabag group = snapshot();
		return (group.grant() != null) ? anyUnit(
				(unit) -> unit.name().equals(group.grant().unit()) && unit.bootId().equals(group.grant().bootId()))
				: null;
	}

	boolean isLive(TestUnit unit) {
		UnitDatabag databag = databag(unit.name());
		return databag != null && databag.live() && databag.bootId().equals(unit.bootId());
	}

	/**
	 * Return one of the present lives that are members.
	 */
	@Nullable TestUnit anyMember() {
		Set<String> members = snapshot().units()
			.stream()
			.filter(UnitDatabag::live)
			.map(UnitDatabag::bootId)
			.collect(Collectors.toSet());
		return anyUnit((unit) -> members.contains(unit.bootId()));
	}

	@Nullable UnitDatabag databag(String name) {
		return this.stores.reference(name);
	}

	/**
	 * A new life of a name that knows nothing.
	 */
	TestUnit newLife(String name) {
		TestUnit unit = this.fleet.unit(name);
		unit.callbackIds = chance(90) ? List.of("reload", "rotate", "flaky") : List.of("rotate");
		unit.schema = chance(3) ? 2 : 1;
		unit.policy = policy();
		return unit;
	}

	void follow(TestUnit next) {
		TestUnit before = this.present.put(next.name(), next);
		if (before != null) {
			remember(this.past, before);
		}
	}

	Policy policy() {
		boolean slow = chance(4);
		boolean quick = chance(10);
		Duration lease = slow ? Duration.ofHours(4) : Duration.ofSeconds(quick ? 6 : 15);
		Duration renew = slow ? Duration.ofHours(1) : Duration.ofSeconds(quick ? 4 : 10);
		return new Policy(chance(85), lease, renew, Duration.ofSeconds(this.random.nextInt(6)),
				Duration.ofSeconds(this.random.nextInt(20)), 2 + this.random.nextInt(2),
				Duration.ofMinutes(1 + this.random.nextInt(100)), 1000);
	}

	Operation operation() {
		String callback = any(List.of("reload", "rotate", "flaky", "rotate", "reload", "flaky", "unknown"));
		Integer maxRetry = chance(50) ? null : (Integer) this.random.nextInt(3);
		Operation operation = Operation.create(callback, Map.of("n", this.random.nextInt(3), "text/ä", "\"},{\\"),
				maxRetry);
		return chance(70) ? operation
				: operation.accompanied("äda / \"ops\"", Map.of("trace", "},{\"id\":\"" + maxRetry));
	}

	Duration upTo(int millis) {
		return Duration.ofNanos(this.random.nextInt(millis * 1000) * 1000L);
	}

}
