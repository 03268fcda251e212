package io.github.rollingops.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What happens to processes: they are killed, stopped, suspended, end between two steps,
 * or live by another clock.
 */
final class ProcessFaults {

	private static final List<String> STEPS = List.of("request", "schedule", "finish", "heartbeat", "leave", "journal");

	private static final Duration HALT_LIMIT = Pace.millis(4000);

	/** Where Debian's package puts it. */
	private static final Path FAKETIME = Path.of("/usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64")
			+ "-linux-gnu/faketime/libfaketimeMT.so.1");

	private ProcessFaults() {
	}

	static List<FaultKind> all() {
		List<FaultKind> faults = new ArrayList<>();
		for (Target target : Target.values()) {
			int more = (target == Target.ANY) ? 2 : 1;
			faults.add(new FaultKind("kill" + target.suffix(), 4 * more, (strike) -> kill(strike, target)));
			faults.add(new FaultKind("stop" + target.suffix(), 2 * more, (strike) -> stop(strike, target)));
			faults.add(new FaultKind("suspend" + target.suffix(), 5, (strike) -> suspend(strike, target, 100, 1800)));
			faults.add(new FaultKind("suspend-long" + target.suffix(), 3,
					(strike) -> suspend(strike, target, 3200, 6000)));
		}
		for (String step : STEPS) {
			for (String when : List.of("before", "after")) {
				faults.add(new FaultKind("halt-" + when + "-" + step, 2, (strike) -> halt(strike, when, step)));
			}
		}
		if (canSetClocks()) {
			faults.add(new FaultKind("clock", 4, ProcessFaults::setClock));
		}
		return faults;
	}

	/** Whether a unit can be given a clock of its own. */
	static boolean canSetClocks() {
		return Files.exists(FAKETIME);
	}

	private static void kill(Strike strike, Target target) {
		strike.on(target, (unit) -> {
			strike.begins(unit, "");
			unit.kill();
			strike.lasts(0, 4500);
		});
	}

	private static void stop(Strike strike, Target target) {
		strike.on(target, (unit) -> {
			strike.begins(unit, "");
			unit.stop();
			strike.lasts(0, 1500);
		});
	}

	private static void suspend(Strike strike, Target target, int fromMillis, int toMillis) {
		strike.on(target, (unit) -> {
			strike.begins(unit, "");
			unit.pause();
			strike.lasts(fromMillis, toMillis);
			unit.resume();
		});
	}

	private static void halt(Strike strike, String when, String step) {
		Target target = switch (step) {
			case "schedule" -> Target.LEADER;
			case "finish", "journal" -> Target.HOLDER;
			default -> Target.ANY;
		};
		strike.on(target, (unit) -> {
			strike.begins(unit, "");
			unit.tell("halt", when + " " + step + " " + (1 + strike.random().nextInt(3)));
			if (step.equals("leave")) {
				unit.terminate();
			}
			if (unit.awaitDeath(HALT_LIMIT)) {
				strike.lasts(0, 3000);
				return;
			}
			unit.tell("halt", "");
			// It may have come just then.
			if (!unit.awaitDeath(Duration.ofMillis(50))) {
				strike.missed();
			}
		});
	}

	/** Hours apart from the others; {@code nanoTime} is left alone. */
	private static void setClock(Strike strike) {
		strike.on(Target.ANY, (unit) -> {
			String offset = (strike.random().nextBoolean() ? "+" : "-") + (1 + strike.random().nextInt(30)) + "h";
			strike.begins(unit, offset);
			unit.stop();
			unit.launch(Map.of("LD_PRELOAD", FAKETIME.toString(), "FAKETIME", offset, "FAKETIME_DONT_FAKE_MONOTONIC",
					"1", "DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
		});
	}

}
