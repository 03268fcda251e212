package io.github.rollingops.sample.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Looks for what keeps people from using a page.
 */
final class Axe {

	private static final String FIND = """
			const done = arguments[arguments.length - 1];
			axe.run().then((found) => done(found.violations
				.filter((violation) => ['serious', 'critical'].includes(violation.impact))
				.flatMap((violation) => violation.nodes.map((node) =>
					`${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`))),
				(error) => done([String(error)]));""";

	private Axe() {
	}

	/**
	 * Return what is serious or critical, with the place and the remedy.
	 */
	@SuppressWarnings("unchecked")
	static List<String> findings(ChromeDriver driver) throws IOException {
		if (driver.executeScript("return typeof axe") instanceof String type && type.equals("undefined")) {
			driver.executeScript(script());
		}
		return (List<String>) driver.executeAsyncScript(FIND);
	}

	private static String script() throws IOException {
		try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
