package io.github.rollingops.sample.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The browser of this machine and its driver. Both are looked for here, since Selenium
 * would fetch what it does not find.
 *
 * @param browser the browser
 * @param driver what steers it
 */
record Chromium(Path browser, Path driver) {

	static final String REMEDY = "no chromium and chromedriver on the path: install them, on Debian with "
			+ "'apt-get install chromium chromium-driver', to have the page tested";

	static Optional<Chromium> find() {
		Optional<Path> browser = firstOnPath("chromium", "chromium-browser", "google-chrome");
		Optional<Path> driver = firstOnPath("chromedriver");
		return browser.flatMap((found) -> driver.map((steering) -> new Chromium(found, steering)));
	}

	private static Optional<Path> firstOnPath(String... names) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Stream.of(names)
			.flatMap((name) -> Arrays.stream(path.split(File.pathSeparator)).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Start it without a window, and without anything that it would do on its own.
	 * @param profile an empty folder
	 */
	ChromeDriver start(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(this.browser.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--disable-dev-shm-usage", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(this.driver.toFile())
			.withEnvironment(Map.of("SE_OFFLINE", "true"))
			.build();
		return new ChromeDriver(service, options);
	}

}
