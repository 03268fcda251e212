package io.github.rollingops.sample.browser;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An operator at the page: sees why nothing moves, and does something about it.
 */
abstract class SteeringScenarios {

	private static final String FIRST = ".unit[data-unit=search-1] ";

	private static final String SECOND = ".unit[data-unit=search-2] ";

	private static final String CONFIRM = "#dialog-confirm";

	private final RunningSample sample;

	private final FleetBrowser browser;

	SteeringScenarios(RunningSample sample) {
		this.sample = sample;
		this.browser = sample.browser();
	}

	@BeforeEach
	void awaitAnotherIdleFleet() {
		this.browser.awaitIdle();
	}

	@Test
	void waitingOperationIsExplainedAndCancelled() {
		keepTheTurnOnSecond();
		this.browser.pressOnceEnabled(FIRST + "[data-action=reindex-forced]");
		this.browser.await("one that waits", () -> this.browser.shows(FIRST + ".queue li"));
		this.browser.press(FIRST + "[data-action=explain-operation]");
		awaitWords("Unit 'search-2' has the turn for stubborn", "at place 1 of 1 in line");
		close();
		this.browser.pressOnceEnabled(FIRST + ".queue [data-action=cancel]");
		this.browser.press(CONFIRM);
		awaitWords("of unit 'search-1' was cancelled");
		close();
		this.browser.await("an empty queue", () -> !this.browser.shows(FIRST + ".queue li"));
		assertThat(this.browser.isEnabled(SECOND + ".queue [data-action=cancel]")).isFalse();
		this.browser.await("it in the list", () -> this.browser.text("#happened").contains("is cancelled by"));
		free();
	}

	@Test
	void turnIsTakenFromItsHolderByWhomWasWarned() throws Exception {
		keepTheTurnOnSecond();
		this.browser.press(SECOND + "[data-action=explain]");
		awaitWords("Unit 'search-2' has the turn for stubborn", "force the release of token");
		close();
		this.browser.press(SECOND + "[data-action=force-release]");
		awaitWords("another unit may run at the same time");
		this.browser.show(1440, true);
		assertThat(Axe.findings(this.browser.driver())).isEmpty();
		this.browser.show(1440, false);
		assertThat(Axe.findings(this.browser.driver())).isEmpty();
		close();
		assertThat(this.browser.text("#tile-turn .value")).isEqualTo("search-2");
		this.browser.press(SECOND + "[data-action=force-release]");
		this.browser.press(CONFIRM);
		awaitWords("was taken from unit 'search-2' and is burnt");
		close();
		this.browser.await("it in the list", () -> this.browser.text("#happened").contains("its turn was taken back"));
		free();
	}

	@Test
	void poisonedQueueIsSeenAndDiscarded() {
		this.browser.press(FIRST + "[data-action=poison]");
		this.browser.await("its cause", () -> this.browser.text(FIRST + ".troubles").contains("cannot be read"));
		this.browser.pressOnceEnabled(FIRST + "[data-action=readmit]");
		awaitWords("Nothing of what Unit 'search-1'", "can be read");
		close();
		this.browser.press(FIRST + "[data-action=discard]");
		this.browser.press(CONFIRM);
		awaitWords("Dropped 1 entry of unit 'search-1'");
		close();
		this.browser.await("no trouble", () -> this.browser.text(FIRST + ".troubles").isEmpty());
	}

	@Test
	void stoppedHolderIsSeenToBeSilentAndForgotten() throws Exception {
		keepTheTurnOnSecond();
		long pid = Long.parseLong(this.browser.text(SECOND + "[data-field=pid]").split(" ")[0]);
		try (Suspended second = Suspended.of(pid)) {
			this.browser.await("its cause", () -> this.browser.text(SECOND + ".troubles").contains("is suspended"));
			this.browser.await("its health",
					() -> this.browser.text(SECOND + "[data-field=health]").equals("does not answer"));
			this.browser.await("its end", () -> this.browser.shows(SECOND + ".troubles [data-kind=DEPARTED]"));
			this.browser.await("a free turn", () -> this.browser.text("#tile-turn .value").equals("nobody"));
			this.browser.pressOnceEnabled(SECOND + "[data-action=forget]");
			this.browser.press(CONFIRM);
			awaitWords("Dropped 1 operation of unit 'search-2'");
			close();
			assertThat(second.pid()).isEqualTo(pid);
		}
	}

	@Test
	void silentRedisIsSeenOnEachUnit() throws Exception {
		ProcessHandle redis = this.sample.process()
			.descendants()
			.filter((process) -> process.info().command().orElse("").contains("redis"))
			.findFirst()
			.orElseThrow();
		try (Suspended suspended = Suspended.of(redis.pid())) {
			for (String unit : new String[] { FIRST, SECOND, ".unit[data-unit=search-3] " }) {
				this.browser.await("the cause on" + unit,
						() -> this.browser.shows(unit + ".troubles [data-kind=STORE_UNREACHABLE]"));
			}
			assertThat(this.browser.text(FIRST + ".troubles")).containsIgnoringCase("store");
			this.browser.await("what is shown to be old",
					() -> this.browser.text("#live").startsWith("No unit answers"));
			assertThat(suspended.pid()).isEqualTo(redis.pid());
		}
	}

	private void keepTheTurnOnSecond() {
		this.browser.pressOnceEnabled(SECOND + "[data-action=stubborn]");
		this.browser.await("one that keeps the turn",
				() -> this.browser.text(SECOND + ".stands").contains("keeps the turn"));
	}

	private void free() {
		this.browser.pressOnceEnabled(SECOND + "[data-action=free]");
	}

	private void awaitWords(String... words) {
		this.browser.await(String.join(", ", words), () -> {
			String told = this.browser.text("#dialog-words");
			return Stream.of(words).allMatch(told::contains);
		});
	}

	private void close() {
		this.browser.press("#dialog-close");
	}

}
