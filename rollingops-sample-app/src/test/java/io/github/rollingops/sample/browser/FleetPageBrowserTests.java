package io.github.rollingops.sample.browser;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page in a browser, of a fleet as it is started by hand.
 */
class FleetPageBrowserTests {

	private static final String FORCED_ON_ALL = "#fleet-actions [data-action=reindex-forced]";

	private static final String FREE = ".unit[data-unit=search-2] [data-action=free]";

	private static RunningSample sample;

	private static FleetBrowser browser;

	private Instant start;

	@BeforeAll
	static void open() throws Exception {
		Optional<Chromium> chromium = Chromium.find();
		assumeTrue(chromium.isPresent(), Chromium.REMEDY);
		sample = RunningSample.start(chromium.get(), "--sample.reindex-duration=1500ms");
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
		browser.show(1440, false);
		browser.awaitIdle();
		this.start = Instant.now();
	}

	@Test
	void threeTurnsPassOneAtATimeWhenRequestedOnAllUnits() {
		browser.pressOnceEnabled(FORCED_ON_ALL);
		browser.await("three turns", () -> turns("reindex", "release").size() == 3);
		List<Bar> turns = browser.turnsSince(this.start);
		assertThat(turns).extracting(Bar::unit).containsExactlyInAnyOrder("search-1", "search-2", "search-3");
		assertThat(turns.get(1).start()).isAfterOrEqualTo(turns.get(0).end());
		assertThat(turns.get(2).start()).isAfterOrEqualTo(turns.get(1).end());
	}

	@Test
	void searchIsServedWhileUnitsRoll() {
		browser.choose("rate", "100");
		browser.pressOnceEnabled(FORCED_ON_ALL);
		browser.await("three turns", () -> turns("reindex", "release").size() == 3);
		browser.choose("rate", "0");
		assertThat(browser.text("#count-failed")).isEqualTo("0");
		assertThat(browser.text("#count-answered")).isNotEqualTo("0");
		assertThat(browser.text("#tile-search .value")).isEqualTo("served");
	}

	@Test
	void nextUnitTakesOverWhenHolderIsKilled() {
		browser.pressOnceEnabled(FORCED_ON_ALL);
		browser.await("a turn", () -> !turns("reindex", "running").isEmpty());
		String holder = turns("reindex", "running").get(0).unit();
		browser.press(".unit[data-unit=%s] [data-action=kill]".formatted(holder));
		browser.await("a turn cut short", () -> !turns("reindex", "cut-short").isEmpty());
		browser.await("the turn of another",
				() -> turns("reindex", "release").stream().anyMatch((turn) -> !turn.unit().equals(holder)));
		browser.await("the turn of the one that came back",
				() -> turns("reindex", "release").stream().anyMatch((turn) -> turn.unit().equals(holder)));
		assertThat(turns("reindex", "cut-short")).extracting(Bar::unit).containsExactly(holder);
	}

	@Test
	void stubbornOperationKeepsTheTurnUntilItIsFreed() {
		browser.press(".unit[data-unit=search-2] [data-action=stubborn]");
		try {
			browser.await("a run that keeps the turn", () -> !turns("stubborn", "retry-hold").isEmpty());
			assertThat(browser.text("#tile-turn .value")).isEqualTo("search-2");
			assertThat(browser.text(".unit[data-unit=search-2] .stands")).contains("stubborn");
		}
		finally {
			free();
		}
		browser.await("the end of it", () -> !turns("stubborn", "release").isEmpty());
		browser.awaitIdle();
		assertThat(browser.isEnabled(FREE)).isFalse();
	}

	@Test
	void flakyOperationIsSeenToBeTriedAgain() {
		browser.press(".unit[data-unit=search-3] [data-action=flaky]");
		browser.await("two failures and a success",
				() -> turns("flaky", "retry-release").size() == 2 && turns("flaky", "release").size() == 1);
		// The bars are told by the unit, the list by the group, which hears of the end a
		// moment later.
		browser.await("the end in the list", () -> browser.text("#happened").contains("flaky done"));
		assertThat(browser.text("#happened")).contains("flaky requested", "flaky: again later, others first");
	}

	@Test
	void stoppedProcessIsContinued() {
		String resume = ".unit[data-unit=search-1] [data-action=continue]";
		browser.press(".unit[data-unit=search-1] [data-action=pause]");
		browser.await("a stopped process", () -> browser.shows(".unit[data-unit=search-1][data-process=STOPPED]"));
		browser.await("a button for it", () -> browser.isEnabled(resume));
		browser.press(resume);
		browser.awaitIdle();
		assertThat(browser.text(".unit[data-unit=search-1] .process")).contains("running");
	}

	@Test
	void buttonThatMakesNoSenseSaysWhy() {
		String resume = ".unit[data-unit=search-1] [data-action=continue]";
		assertThat(browser.isEnabled(resume)).isFalse();
		browser.press(resume);
		assertThat(browser.text("#notice")).isEqualTo("search-1 is not stopped.");
	}

	@Test
	void searchTellsWhichUnitAnswered() {
		browser.find("#q").sendKeys(Keys.chord(Keys.CONTROL, "a"), "heartbeat", Keys.ENTER);
		browser.await("an answer", () -> browser.text("#answered").matches("search-\\d answered in .*"));
		assertThat(browser.text("#hits")).isNotBlank();
	}

	@Test
	void requestsWithTheKeyboardAloneAndKeepsFocus() {
		browser.script("document.activeElement.blur()");
		for (int i = 0; i < 30 && !hasFocus(FORCED_ON_ALL); i++) {
			browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
		}
		browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		browser.await("three turns", () -> turns("reindex", "release").size() == 3);
		assertThat(hasFocus(FORCED_ON_ALL)).isTrue();
	}

	@Test
	void saysWhenItIsNotLive() throws Exception {
		try (Suspended launcher = Suspended.of(sample.process().pid())) {
			browser.await("a word of it", () -> browser.text("#live").startsWith("Not live since"));
			assertThat(browser.isEnabled(FORCED_ON_ALL)).isFalse();
			assertThat(launcher.pid()).isEqualTo(sample.process().pid());
		}
		browser.await("the page to be live", () -> browser.text("#live").equals("Live"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 390, 1440 })
	void fitsTheWidth(int width) {
		browser.show(width, false);
		long needed = browser.<Long>script("return document.documentElement.scrollWidth");
		assertThat(needed).isLessThanOrEqualTo(width);
	}

	@ParameterizedTest
	@CsvSource({ "390, false", "390, true", "1440, false", "1440, true" })
	void keepsNobodyOut(int width, boolean dark) throws Exception {
		browser.show(width, dark);
		browser.press("#search button");
		browser.press(".unit[data-unit=search-2] [data-action=stubborn]");
		try {
			browser.press(".unit[data-unit=search-1] [data-action=reindex-forced]");
			browser.await("hits", () -> browser.shows("#hits li"));
			browser.await("one that has the turn", () -> browser.shows(".unit[data-unit=search-2][data-stands=turn]"));
			browser.await("one that waits", () -> browser.shows(".unit[data-unit=search-1][data-stands=waits]"));
			browser.await("a disabled button", () -> browser.shows("[aria-disabled=true]"));
			assertThat(Axe.findings(browser.driver())).isEmpty();
		}
		finally {
			free();
		}
	}

	/**
	 * On the same fleet, since one more would take the build half a minute.
	 */
	@Nested
	class Steered extends SteeringScenarios {

		Steered() {
			super(sample);
		}

	}

	private static void free() {
		browser.await("something to free", () -> browser.isEnabled(FREE));
		browser.press(FREE);
	}

	private List<Bar> turns(String operation, String result) {
		return browser.turnsSince(this.start)
			.stream()
			.filter((turn) -> turn.operation().equals(operation) && turn.result().equals(result))
			.toList();
	}

	private static boolean hasFocus(String selector) {
		return browser.find(selector).equals(browser.driver().switchTo().activeElement());
	}

}
