package io.github.rollingops.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The lives of a unit that dies again and again, and what they leave behind.
 */
final class CrashFleet implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String UNIT = "a";

	private final ProcessFleet fleet = new ProcessFleet(CrashApplication.class);

	private final List<UnitProcess> lives = new ArrayList<>();

	private final List<CrashCase> cases;

	/** How often each had died when the present life began. */
	private final Map<CrashCase, Integer> deaths = new HashMap<>();

	private final List<String> settings;

	private final Path disk;

	CrashFleet(List<CrashCase> cases, Path disk, String... settings) {
		this.settings = List.of(settings);
		this.cases = cases;
		this.disk = disk;
		try {
			for (CrashCase crash : cases) {
				publication(crash).prepare();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts the unit; from its second life on it has another version. */
	UnitProcess live() {
		List<String> arguments = new ArrayList<>(this.settings);
		arguments.add("--crash.disk=" + this.disk);
		arguments.add("--crash.groups=" + this.cases.stream().map(CrashCase::group).collect(Collectors.joining(",")));
		arguments.add("--crash.version=" + (this.lives.isEmpty() ? 1 : 2));
		this.cases.forEach((crash) -> this.deaths.put(crash, points(crash).deaths()));
		UnitProcess life = this.fleet.launch(UNIT, arguments.toArray(String[]::new));
		this.lives.add(life);
		return life;
	}

	/** Starts the unit for the first time, and requests all operations. */
	UnitProcess begin() {
		UnitProcess life = live();
		life.awaitReady();
		for (CrashCase crash : this.cases) {
			life.line("JOINED " + crash.group() + " ");
			life.request(crash.group());
		}
		return life;
	}

	/**
	 * Kills the unit whenever each operation has come to its point, or to its end, and
	 * starts it again until all have ended.
	 */
	void liveUntilAllIsOver() {
		List<CrashCase> open = new ArrayList<>(this.cases);
		UnitProcess life = begin();
		while (true) {
			for (CrashCase crash : open) {
				awaitRest(crash);
			}
			life.kill();
			open.removeIf(this::isOver);
			if (open.isEmpty()) {
				return;
			}
			life = live();
		}
	}

	/**
	 * Waits until the operation has come to its point, or to its end, which is asked of
	 * the store: an event could be lost with an answer.
	 */
	void awaitRest(CrashCase crash) {
		Awaitility.await(crash.group())
			.atMost(LIMIT)
			.pollDelay(Duration.ZERO)
			.until(points(crash)::all, (shown) -> points(crash).deaths() > this.deaths.get(crash)
					|| (points(crash).isAtEnd() && isOver(crash)));
	}

	private boolean isOver(CrashCase crash) {
		return "[]".equals(databag(crash, "operations"));
	}

	/** What became of the operation: {@code -} or why it was dropped. */
	String end(CrashCase crash) {
		String[] idAndEnd = String.valueOf(databag(crash, "ended")).split(" ");
		return idAndEnd[idAndEnd.length - 1];
	}

	@Nullable Object databag(CrashCase crash, String field) {
		return this.fleet.databag(crash.group(), UNIT, field);
	}

	Map<String, String> effects(CrashCase crash) {
		return publication(crash).effects();
	}

	CrashPoints points(CrashCase crash) {
		return new CrashPoints(crash, directory(crash));
	}

	/** The steps that nobody undid, as any of the lives told it. */
	List<String> left(CrashCase crash) {
		String start = "LEFT " + crash.group() + " ";
		return this.lives.stream()
			.flatMap((life) -> life.output().stream())
			.filter((line) -> line.startsWith(start))
			.map((line) -> line.substring(start.length()))
			.toList();
	}

	@Override
	public void close() {
		this.fleet.close();
	}

	private Publication publication(CrashCase crash) {
		return new Publication(directory(crash));
	}

	private Path directory(CrashCase crash) {
		return this.disk.resolve(crash.group());
	}

}
