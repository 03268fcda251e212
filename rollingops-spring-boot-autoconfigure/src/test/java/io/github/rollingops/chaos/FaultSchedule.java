package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Which fault strikes when: each comes as often as its weight says before any comes more
 * often, in an order that the seed decides; but the heaviest, for which an arena is
 * there, comes early.
 *
 * @param at counted from the begin of the fire
 * @param fault what happens
 * @param seed decides about the rest
 */
record FaultSchedule(Duration at, FaultKind fault, long seed) {

	private static final int EARLY = 3;

	static List<FaultSchedule> draw(List<FaultKind> faults, Duration length, Duration meanGap, long seed) {
		Random random = new Random(seed);
		List<FaultSchedule> schedule = new ArrayList<>();
		Deque<FaultKind> bag = new ArrayDeque<>(early(faults, random));
		Duration at = Duration.ZERO;
		while (true) {
			at = at.plusMillis(50 + (long) (-Math.log(1 - random.nextDouble()) * meanGap.toMillis()));
			if (at.compareTo(length) >= 0) {
				return schedule;
			}
			if (bag.isEmpty()) {
				bag.addAll(filled(faults, random));
			}
			schedule.add(new FaultSchedule(at, bag.remove(), random.nextLong()));
		}
	}

	private static List<FaultKind> early(List<FaultKind> faults, Random random) {
		List<FaultKind> early = new ArrayList<>(filled(faults, random).subList(0, EARLY));
		early.add(Collections.max(faults, Comparator.comparingInt(FaultKind::weight)));
		return early;
	}

	private static List<FaultKind> filled(List<FaultKind> faults, Random random) {
		List<FaultKind> all = new ArrayList<>();
		faults.forEach((fault) -> all.addAll(Collections.nCopies(fault.weight(), fault)));
		Collections.shuffle(all, random);
		return all;
	}

}
