package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The units of two applications in one namespace. What is done to one of them is done by
 * whoever has claimed it, and never to all at once.
 */
final class Fleet implements AutoCloseable {

	private final List<FleetUnit> units = new ArrayList<>();

	private final Set<FleetUnit> claimed = new HashSet<>();

	private final Site site;

	private final int mostClaimed;

	Fleet(Site site, List<String> names) {
		this.site = site;
		this.mostClaimed = names.size() / 2;
		for (String name : names) {
			String application = (this.units.size() % 2 == 0) ? "orders" : "search";
			this.units.add(new FleetUnit(name, site,
					new LaunchCommand(FireApplication.class, application, name, List.copyOf(names), site)));
		}
	}

	Site site() {
		return this.site;
	}

	List<FleetUnit> units() {
		return List.copyOf(this.units);
	}

	/** Claims a unit that runs; {@code null} if there is none to be had. */
	@Nullable FleetUnit claim(Target target, Random random) {
		String group = FireSettings.GROUPS.get(random.nextInt(FireSettings.GROUPS.size()));
		String wanted = switch (target) {
			case ANY -> "";
			case LEADER -> this.site.leader(group);
			case HOLDER -> this.site.holder(group);
		};
		FleetUnit found = wanted.isEmpty() ? null
				: claim(random, (unit) -> unit.name().equals(wanted) && unit.isRunning());
		return (found != null) ? found : claim(random, FleetUnit::isRunning);
	}

	/** Claims a unit that has ended by itself; {@code null} if there is none. */
	@Nullable FleetUnit claimDead() {
		return claim(new Random(0), (unit) -> !unit.isRunning());
	}

	private synchronized @Nullable FleetUnit claim(Random random, Predicate<FleetUnit> wanted) {
		if (this.claimed.size() >= this.mostClaimed) {
			return null;
		}
		List<FleetUnit> candidates = new ArrayList<>(this.units);
		Collections.shuffle(candidates, random);
		for (FleetUnit unit : candidates) {
			if (wanted.test(unit) && this.claimed.add(unit)) {
				return unit;
			}
		}
		return null;
	}

	synchronized void release(FleetUnit unit) {
		this.claimed.remove(unit);
	}

	@Override
	public void close() {
		this.units.forEach(FleetUnit::close);
	}

}
