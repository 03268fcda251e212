package io.github.rollingops.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ContextAction;
import io.github.rollingops.fleet.CrashCase.Scenario;

/**
 * Steps whose effects lie in a directory, each done and undone in two halves. What they
 * write tells which run wrote it.
 */
final class Publication {

	private static final Map<String, String> BEFORE = Map.of("live", "old\n", "log", "begun\n");

	private final Path directory;

	private final Path next;

	private final Path live;

	private final Path previous;

	private final Path log;

	Publication(Path directory) {
		this.directory = directory.resolve("disk");
		this.next = this.directory.resolve("next");
		this.live = this.directory.resolve("live");
		this.previous = this.directory.resolve("previous");
		this.log = this.directory.resolve("log");
	}

	static Map<String, String> undone() {
		return BEFORE;
	}

	/** What there is once each step has been done, each by the given run. */
	static Map<String, String> whole(int built, int switched, int announced) {
		String index = index(built) + index(built);
		return Map.of("next", index, "live", index + "live by " + switched + "\n", "previous", "old\n", "log",
				"begun\nannounced by " + announced + "\n");
	}

	private static String index(int run) {
		return "new by " + run + "\n";
	}

	void prepare() throws IOException {
		Files.createDirectories(this.directory);
		for (Map.Entry<String, String> file : BEFORE.entrySet()) {
			Files.writeString(this.directory.resolve(file.getKey()), file.getValue());
		}
	}

	/** The files and what is in them. */
	Map<String, String> effects() {
		Map<String, String> effects = new TreeMap<>();
		try (Stream<Path> files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				effects.put(file.getFileName().toString(), Files.readString(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return effects;
	}

	/** The steps as a version of the application has them. */
	ActionQueue steps(Scenario scenario, int version, int run, CrashPoints points) {
		boolean changed = version > 1;
		ActionQueue queue = new ActionQueue().add(Action.of("build", () -> build(run, points), () -> discard(points)));
		if (changed && scenario == Scenario.INSERTED) {
			queue.add(Action.of("check", () -> {
			}, () -> {
			}));
		}
		return queue.add(Action.of((changed && scenario == Scenario.RENAMED) ? "swap" : "switch",
				() -> switchOver(run, points), () -> switchBack(points)))
			.add(new Announcement(scenario, run, points));
	}

	private void build(int run, CrashPoints points) throws Exception {
		Files.writeString(this.next, index(run));
		points.passed("build-half");
		Files.writeString(this.next, index(run), StandardOpenOption.APPEND);
		points.passed("build-done");
	}

	private void discard(CrashPoints points) throws Exception {
		if (Files.exists(this.next)) {
			Files.writeString(this.next, "");
		}
		points.passed("build-half-undone");
		Files.deleteIfExists(this.next);
		points.passed("build-undone");
	}

	private void switchOver(int run, CrashPoints points) throws Exception {
		if (!Files.exists(this.previous)) {
			Files.move(this.live, this.previous);
		}
		points.passed("switch-half");
		Files.writeString(this.live, Files.readString(this.next) + "live by " + run + "\n");
		points.passed("switch-done");
	}

	private void switchBack(CrashPoints points) throws Exception {
		boolean switched = Files.exists(this.previous);
		if (switched) {
			Files.deleteIfExists(this.live);
		}
		points.passed("switch-half-undone");
		if (switched) {
			Files.move(this.previous, this.live);
		}
		points.passed("switch-undone");
	}

	/** Adds a line to a file, and remembers where. */
	private final class Announcement implements ContextAction {

		private final Path log = Publication.this.log;

		private final Scenario scenario;

		private final int run;

		private final CrashPoints points;

		Announcement(Scenario scenario, int run, CrashPoints points) {
			this.scenario = scenario;
			this.run = run;
			this.points = points;
		}

		@Override
		public String name() {
			return "announce";
		}

		@Override
		public void execute(ActionContext context) throws Exception {
			if (context.values().get("log", String.class).isEmpty()) {
				context.values().put("log", Files.readString(this.log));
			}
			Files.writeString(this.log, context.values().get("log", String.class).orElseThrow() + "announced");
			this.points.passed("announce-half");
			if (this.scenario.fails(this.run)) {
				throw new IOException("Nobody listens");
			}
			Files.writeString(this.log, " by " + this.run + "\n", StandardOpenOption.APPEND);
			this.points.passed("announce-done");
		}

		@Override
		public void rollback(ActionContext context) throws Exception {
			String before = context.values().get("log", String.class).orElse(Files.readString(this.log));
			if (!Files.readString(this.log).equals(before)) {
				Files.writeString(this.log, before + "ann");
			}
			this.points.passed("announce-half-undone");
			Files.writeString(this.log, before);
			this.points.passed("announce-undone");
		}

	}

}
