package io.github.rollingops.sample.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.rollingops.sample.JavaProcess;
import io.github.rollingops.sample.SampleApplication;

/**
 * The sample, and a browser that shows its page. A lease of a few seconds, so that a unit
 * that was killed is soon seen to be gone.
 */
final class RunningSample implements AutoCloseable {

	private static final List<String> OPTIONS = List.of("--server.port=0", "--rollingops.lease-duration=5s",
			"--rollingops.renew-deadline=3s", "--rollingops.heartbeat-interval=500ms",
			"--rollingops.command-timeout=1s");

	private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+/");

	private final JavaProcess sample;

	private final FleetBrowser browser;

	private RunningSample(JavaProcess sample, FleetBrowser browser) {
		this.sample = sample;
		this.browser = browser;
	}

	static RunningSample start(Chromium chromium, String... options) throws Exception {
		JavaProcess sample = JavaProcess.start(SampleApplication.class,
				Stream.concat(OPTIONS.stream(), Stream.of(options)).toArray(String[]::new));
		RunningSample running = null;
		try {
			running = new RunningSample(sample, FleetBrowser.open(chromium, address(sample)));
			running.browser.awaitFirstRoll();
			return running;
		}
		catch (Exception ex) {
			if (running != null) {
				running.close();
			}
			sample.close();
			throw ex;
		}
	}

	private static String address(JavaProcess sample) throws Exception {
		List<String> told = new ArrayList<>();
		for (String line = sample.readLine(); line != null; line = sample.readLine()) {
			told.add(line);
			Matcher address = ADDRESS.matcher(line);
			if (address.find()) {
				return address.group();
			}
		}
		throw new IllegalStateException("The sample did not say where its page is: " + told);
	}

	FleetBrowser browser() {
		return this.browser;
	}

	Process process() {
		return this.sample.process();
	}

	@Override
	public void close() throws IOException {
		try {
			this.browser.close();
		}
		finally {
			this.sample.process().destroy();
			this.sample.close();
		}
	}

}
