package io.github.rollingops.sample.browser;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A publication in a browser: its steps, and how they are undone.
 */
class PublishBrowserTests {

	private static final String UNIT = ".unit[data-unit=search-2]";

	private static final String PUBLISH_ON_ALL = "#fleet-actions [data-action=publish]";

	/**
	 * Notes all that the steps of a unit are ever seen to be.
	 */
	private static final String NOTE = """
			const steps = document.querySelector(arguments[0] + ' .steps');
			const traffic = document.querySelector(arguments[0] + ' [data-field=traffic]');
			window.noted = [];
			new MutationObserver(() => steps.querySelectorAll('[data-step]').forEach((step) => {
				const words = `${step.dataset.step} ${step.dataset.status} ${traffic.dataset.accepting}`;
				window.noted.includes(words) || window.noted.push(words);
			})).observe(steps, { subtree: true, childList: true, attributes: true });""";

	private static RunningSample sample;

	private static FleetBrowser browser;

	private Instant start;

	@BeforeAll
	static void open() throws Exception {
		Optional<Chromium> chromium = Chromium.find();
		assumeTrue(chromium.isPresent(), Chromium.REMEDY);
		sample = RunningSample.start(chromium.get(), "--sample.step-duration=2s");
		browser = sample.browser();
		browser.choose("span", "300");
	}

	@AfterAll
	static void close() throws Exception {
		if (sample != null) {
			sample.close();
		}
	}

	@BeforeEach
	void awaitIdle() {
		browser.awaitIdle();
		browser.script(NOTE, UNIT);
		this.start = Instant.now();
	}

	@Test
	void stepsAreSeenOnTheUnitThatPublishes() {
		browser.pressOnceEnabled(UNIT + " [data-action=publish]");
		browser.await("its turn", () -> count("release") == 1);
		assertThat(noted()).containsSubsequence("build started true", "build completed true", "verify started true",
				"switch started true", "switch completed true", "warm-up started true");
		browser.await("no steps", () -> !browser.shows(UNIT + " [data-step]"));
		browser.await("the end in the list", () -> browser.text("#happened").contains("publish done"));
		assertThat(browser.text("#happened")).contains("publish requested");
	}

	@Test
	void stepsAreSeenToBeUndoneOnTheUnitWhoseWarmUpFailsWhileAllServe() throws Exception {
		browser.choose("rate", "20");
		browser.pressOnceEnabled(UNIT + " [data-action=fail-warm-up]");
		browser.await("a word of it", () -> browser.text("#notice").equals("The next warm-up of search-2 fails"));
		browser.pressOnceEnabled(PUBLISH_ON_ALL);
		browser.await("switching back", () -> browser.shows(UNIT + " [data-step=switch][data-status=rolling-back]"));
		assertThat(Axe.findings(browser.driver())).isEmpty();
		browser.await("all to have published", () -> count("release") == 3);
		browser.choose("rate", "0");
		assertThat(noted()).containsSubsequence("warm-up started true", "warm-up rolling-back true",
				"warm-up rolled-back true", "switch rolled-back true", "build rolling-back true");
		assertThat(browser.turnsSince(this.start)).filteredOn((turn) -> turn.result().equals("retry-release"))
			.extracting(Bar::unit)
			.containsExactly("search-2");
		assertThat(browser.text("#count-failed")).isEqualTo("0");
	}

	private long count(String result) {
		return browser.turnsSince(this.start)
			.stream()
			.filter((turn) -> turn.operation().equals("publish") && turn.result().equals(result))
			.count();
	}

	private static List<String> noted() {
		return browser.script("return window.noted");
	}

}
