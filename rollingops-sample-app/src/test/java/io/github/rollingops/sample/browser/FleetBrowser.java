package io.github.rollingops.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.util.FileSystemUtils;

/**
 * A browser that shows the sample's page.
 */
final class FleetBrowser implements AutoCloseable {

	/**
	 * Somewhat more than a unit that was killed takes to be back.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path profile;

	private final ChromeDriver driver;

	private FleetBrowser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	static FleetBrowser open(Chromium chromium, String address) throws IOException {
		Path profile = Files.createTempDirectory("chromium");
		FleetBrowser browser = new FleetBrowser(profile, chromium.start(profile));
		browser.show(1440, false);
		browser.driver.get(address);
		return browser;
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * Show the page on another screen.
	 * @param width in pixels; a phone's if less than 600
	 * @param dark whether dark colours are wanted
	 */
	void show(int width, boolean dark) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	byte[] screenshot() {
		Map<?, ?> size = script("""
				const { scrollWidth: width, scrollHeight: height } = document.documentElement;
				return { x: 0, y: 0, width, height, scale: 1 };""");
		Object data = this.driver
			.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", size))
			.get("data");
		return Base64.getDecoder().decode((String) data);
	}

	@SuppressWarnings("unchecked")
	<T> T script(String script, Object... arguments) {
		return (T) this.driver.executeScript(script, arguments);
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	boolean shows(String selector) {
		return !this.driver.findElements(By.cssSelector(selector)).isEmpty();
	}

	boolean isEnabled(String button) {
		return find(button).getDomAttribute("aria-disabled") == null;
	}

	String text(String selector) {
		return find(selector).getText();
	}

	void press(String selector) {
		WebElement element = find(selector);
		this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
		element.click();
	}

	/**
	 * Press a button that may be of no use for a moment, such as while no unit answers.
	 */
	void pressOnceEnabled(String button) {
		await("a use for " + button, () -> isEnabled(button));
		press(button);
	}

	void choose(String name, String value) {
		script("document.querySelector(arguments[0]).click()", "input[name=%s][value='%s']".formatted(name, value));
	}

	void await(String what, BooleanSupplier condition) {
		new WebDriverWait(this.driver, PATIENCE).ignoring(StaleElementReferenceException.class)
			.withMessage(() -> "%s; the page shows:%n%s".formatted(what, text("body")))
			.until((driver) -> condition.getAsBoolean());
	}

	/**
	 * Wait until the roll with which the sample begins is over.
	 */
	void awaitFirstRoll() {
		await("the first three turns",
				() -> turnsSince(Instant.EPOCH).stream()
					.filter((turn) -> turn.result().equals("release"))
					.count() == 3);
		awaitIdle();
	}

	/**
	 * Wait until each unit takes part and has nothing left to do.
	 */
	void awaitIdle() {
		await("three idle units",
				() -> this.driver
					.findElements(By.cssSelector("body[data-live=live] .unit[data-process=RUNNING][data-stands=idle]"))
					.size() == 3);
	}

	/**
	 * Return the turns in the timeline that began later, the oldest first.
	 */
	List<Bar> turnsSince(Instant start) {
		List<Map<String, String>> bars = script(
				"return [...document.querySelectorAll('.turn')].map((bar) => ({ ...bar.dataset }))");
		return bars.stream().map(Bar::of).filter((bar) -> bar.start().isAfter(start)).sorted().toList();
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
