package io.github.rollingops.sample;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole sample, as it is started by hand.
 */
class SampleApplicationTests {

	private static final Pattern TURN = Pattern.compile(
			"(search-\\d)  reindex  \\d\\d:\\d\\d:\\d\\d\\.\\d{6} to \\d\\d:\\d\\d:\\d\\d\\.\\d{6}  release, \\d+ documents");

	/**
	 * The launcher, Redis with the shell that watches over it, the shell that removes the
	 * indexes, and three units.
	 */
	private static final int PROCESSES = 7;

	@Test
	void rollsOnceAndLeavesNothingRunning() throws Exception {
		try (JavaProcess sample = JavaProcess.start(SampleApplication.class, "--once")) {
			List<String> output = readUntil(sample, "begins reindex");
			ProcessHandle[] started = started(sample);
			output.addAll(readUntilEnd(sample));
			assertThat(statusOf(sample)).as(String.join("\n", output)).isZero();
			assertThat(output).filteredOn(TURN.asMatchPredicate())
				.extracting(SampleApplicationTests::unit)
				.containsExactlyInAnyOrder("search-1", "search-2", "search-3");
			assertThat(output).noneMatch((line) -> line.startsWith("The page"));
			assertThat(started).noneMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	void saysWhatToDoWhenPortOfPageIsTaken() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
				JavaProcess sample = JavaProcess.start(SampleApplication.class,
						"--server.port=" + other.getLocalPort())) {
			assertThat(readUntilEnd(sample)).last()
				.asString()
				.startsWith("Port %d, on which the page is to be, is taken".formatted(other.getLocalPort()))
				.contains("--server.port=");
			assertThat(statusOf(sample)).isOne();
		}
	}

	@Test
	void leavesNothingRunningWhenKilledWithUnitThatIsPaused() throws Exception {
		try (RunningPage page = RunningPage.start()) {
			page.await("a process of each unit", (state) -> state.at("/units/2/pid").isIntegralNumber());
			assertThat(page.post("api/units/search-1/pause", "").statusCode()).isEqualTo(204);
			ProcessHandle[] started = page.process().descendants().toArray(ProcessHandle[]::new);
			assertThat(started).hasSizeGreaterThanOrEqualTo(PROCESSES - 1);
			page.process().destroyForcibly();
			JavaProcess.awaitEnd(started);
			assertThat(started).noneMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	void rollsOnWhenUnitIsKilledInItsTurn() throws Exception {
		try (JavaProcess sample = JavaProcess.start(SampleApplication.class, "--once",
				"--sample.reindex-duration=2s")) {
			List<String> output = readUntil(sample, "begins reindex");
			String unit = unit(output.get(output.size() - 1));
			processOf(unit, output).destroyForcibly();
			output.addAll(readUntilEnd(sample));
			assertThat(output)
				.anyMatch((line) -> line.startsWith(unit) && line.endsWith("cut short by the end of its process"));
			assertThat(statusOf(sample)).as(String.join("\n", output)).isZero();
		}
	}

	@Test
	void leavesNothingRunningWhenKilledHalfway() throws Exception {
		try (JavaProcess sample = JavaProcess.start(SampleApplication.class, "--once")) {
			readUntil(sample, "begins reindex");
			ProcessHandle[] started = started(sample);
			sample.process().destroyForcibly();
			JavaProcess.awaitEnd(started);
			assertThat(started).noneMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	void leavesNothingRunningWhenStoppedWhileServing() throws Exception {
		try (JavaProcess sample = JavaProcess.start(SampleApplication.class, "--server.port=0")) {
			readUntil(sample, "search-3  http://127.0.0.1:");
			ProcessHandle[] started = started(sample);
			sample.process().destroy();
			JavaProcess.awaitEnd(started);
			assertThat(started).noneMatch(ProcessHandle::isAlive);
		}
	}

	private static String unit(String line) {
		return line.substring(0, line.indexOf(' '));
	}

	private static ProcessHandle processOf(String unit, List<String> output) {
		String start = unit + " starts as process ";
		return output.stream()
			.filter((line) -> line.startsWith(start))
			.map((line) -> Long.parseLong(line.substring(start.length())))
			.findFirst()
			.flatMap(ProcessHandle::of)
			.orElseThrow();
	}

	private static int statusOf(JavaProcess sample) throws InterruptedException {
		assertThat(sample.process().waitFor(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		return sample.process().exitValue();
	}

	private static ProcessHandle[] started(JavaProcess sample) {
		ProcessHandle[] started = sample.process().descendants().toArray(ProcessHandle[]::new);
		assertThat(started).hasSizeGreaterThanOrEqualTo(PROCESSES - 1);
		return started;
	}

	private static List<String> readUntil(JavaProcess sample, String text) throws Exception {
		List<String> lines = new ArrayList<>();
		while (lines.isEmpty() || !lines.get(lines.size() - 1).contains(text)) {
			String line = sample.readLine();
			assertThat(line).as("the end of the output came before '%s': %s", text, lines).isNotNull();
			lines.add(line);
		}
		return lines;
	}

	private static List<String> readUntilEnd(JavaProcess sample) throws Exception {
		List<String> lines = new ArrayList<>();
		for (String line = sample.readLine(); line != null; line = sample.readLine()) {
			lines.add(line);
		}
		return lines;
	}

}
