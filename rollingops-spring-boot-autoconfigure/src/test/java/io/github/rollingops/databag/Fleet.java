package io.github.rollingops.databag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.databag.UnitDatabag.Place;

/**
 * The units of a group, and the time they share.
 */
public final class Fleet {

	public static final String GROUP = "default";

	private final StoreUnderTest subject;

	private final TestUnit stranger;

	private int boots;

	private Duration tick = Duration.ofSeconds(1);

	public Fleet(StoreUnderTest subject) {
		this.subject = subject;
		this.stranger = new TestUnit(subject.store(), "stranger", "boot-0");
	}

	/**
	 * A new life that has not joined.
	 */
	public TestUnit unit(String name) {
		return new TestUnit(this.subject.store(), name, "boot-" + (++this.boots));
	}

	/**
	 * A member: the first leads.
	 */
	public TestUnit joined(String name) {
		TestUnit unit = unit(name);
		unit.beat();
		return unit;
	}

	/**
	 * The next life of a unit, which knows nothing of the earlier one.
	 */
	public TestUnit restarted(TestUnit unit) {
		return unit(unit.name());
	}

	/**
	 * Set how far the steps are apart in which time passes.
	 */
	public void tick(Duration tick) {
		this.tick = tick;
	}

	/**
	 * Let time pass as an ordinary group sees it, with a step now and then, while only
	 * the given units beat.
	 */
	public void pass(Duration duration, TestUnit... beating) {
		Duration left = duration;
		while (!left.isZero()) {
			Duration tick = (left.compareTo(this.tick) < 0) ? left : this.tick;
			this.subject.clock().turn(tick);
			this.stranger.leave();
			for (TestUnit unit : beating) {
				unit.beat();
			}
			left = left.minus(tick);
		}
	}

	public void passSeconds(long seconds, TestUnit... beating) {
		pass(Duration.ofSeconds(seconds), beating);
	}

	/**
	 * Let time pass with a leader who schedules.
	 */
	public void passLed(long seconds, TestUnit leader, TestUnit... beating) {
		for (long i = 0; i < seconds; i++) {
			pass(this.tick, leader);
			for (TestUnit unit : beating) {
				unit.beat();
			}
			leader.schedule();
		}
	}

	/**
	 * Turn the host's clock without anybody taking a step meanwhile.
	 */
	public void jump(Duration distance) {
		this.subject.clock().turn(distance);
	}

	public GroupDatabag snapshot() {
		return this.subject.store().snapshot(GROUP);
	}

	public UnitDatabag databag(TestUnit unit) {
		return Optional.ofNullable(this.subject.store().databag(GROUP, unit.name())).orElseThrow();
	}

	public List<String> queue(TestUnit unit) {
		return databag(unit).queue().operations().stream().map((operation) -> operation.id()).toList();
	}

	public Place place(TestUnit unit) {
		return databag(unit).place();
	}

	/**
	 * The name of the unit that holds the grant, or the empty text.
	 */
	public String holder() {
		Grant grant = snapshot().grant();
		return (grant != null) ? grant.unit() : "";
	}

}
