package io.github.rollingops.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures in the documentation, of a fleet in the middle of a roll in which
 * one process was killed. Run by {@code docs/screenshots} and, for its name, by nothing
 * else.
 */
class Screenshots {

	private static final String FORCED_ON_ALL = "#fleet-actions [data-action=reindex-forced]";

	private static final String HOLDER = ".unit[data-stands=turn]";

	private static final Path FOLDER = Path.of("..", "docs", "images");

	private static final List<Integer> WIDTHS = List.of(1440, 390);

	@Test
	void areTaken() throws Exception {
		Chromium chromium = Chromium.find().orElseThrow(() -> new IllegalStateException(Chromium.REMEDY));
		try (RunningSample sample = RunningSample.start(chromium, "--sample.reindex-duration=6s")) {
			FleetBrowser browser = sample.browser();
			play(browser);
			for (int width : WIDTHS) {
				take(browser, width, false);
				take(browser, width, true);
			}
		}
		assertThat(FOLDER.resolve("page-1440-dark.png")).isNotEmptyFile();
	}

	/**
	 * Something of everything: an operation that is tried again, a turn that is cut
	 * short, one that takes over, and a search that goes on.
	 */
	private static void play(FleetBrowser browser) {
		Instant start = Instant.now();
		browser.choose("rate", "200");
		browser.press(".unit[data-unit=search-3] [data-action=flaky]");
		browser.await("the end of it", () -> has(browser, start, "flaky", "release"));
		browser.press(FORCED_ON_ALL);
		browser.await("a turn", () -> browser.shows(HOLDER));
		String first = browser.find(HOLDER).getDomAttribute("data-unit");
		browser.press(".unit[data-unit=%s] [data-action=kill]".formatted(first));
		browser.await("the turn of another",
				() -> browser.shows(HOLDER) && !first.equals(browser.find(HOLDER).getDomAttribute("data-unit")));
		browser.await("the return of the first", () -> browser
			.shows(".unit[data-unit=%s][data-process=RUNNING]:not([data-stands=away])".formatted(first)));
		browser.press("#search button");
		// So that there is a turn in each of the pictures
		browser.press(FORCED_ON_ALL);
	}

	private static boolean has(FleetBrowser browser, Instant start, String operation, String result) {
		return browser.turnsSince(start)
			.stream()
			.anyMatch((turn) -> turn.operation().equals(operation) && turn.result().equals(result));
	}

	private static void take(FleetBrowser browser, int width, boolean dark) throws IOException {
		browser.show(width, dark);
		browser.await("a turn for which another waits",
				() -> browser.shows(HOLDER) && browser.shows(".unit[data-stands=waits]"));
		Files.createDirectories(FOLDER);
		Files.write(FOLDER.resolve("page-%d-%s.png".formatted(width, dark ? "dark" : "light")), browser.screenshot());
	}

}
