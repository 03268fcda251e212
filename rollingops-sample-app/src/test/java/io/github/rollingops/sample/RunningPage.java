package io.github.rollingops.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.awaitility.Awaitility;

/**
 * The sample with its page on a free port, as somebody sees it who is at the page.
 */
public final class RunningPage implements AutoCloseable {

	private static final String ANNOUNCEMENT = "The page  ";

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = JsonMapper.builder().build();

	private final JavaProcess sample;

	private final URI address;

	private RunningPage(JavaProcess sample, URI address) {
		this.sample = sample;
		this.address = address;
	}

	/**
	 * Start the sample and wait for the page, which comes before the units.
	 * @param arguments more arguments for the sample
	 */
	public static RunningPage start(String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=0");
		JavaProcess sample = JavaProcess.start(SampleApplication.class, all.toArray(String[]::new));
		try {
			String line = sample.readLine();
			while (line != null && !line.startsWith(ANNOUNCEMENT)) {
				line = sample.readLine();
			}
			if (line == null) {
				throw new IOException("The sample ended without a page");
			}
			drain(sample);
			return new RunningPage(sample, URI.create(line.substring(ANNOUNCEMENT.length())));
		}
		catch (Exception ex) {
			sample.close();
			throw ex;
		}
	}

	/**
	 * A pipe that nobody reads would hold up who writes into it.
	 */
	private static void drain(JavaProcess sample) {
		Thread thread = new Thread(() -> {
			try {
				while (sample.readLine() != null) {
					// on to the next
				}
			}
			catch (Exception ex) {
				// the end of the sample
			}
		}, "sample-output");
		thread.setDaemon(true);
		thread.start();
	}

	public URI address() {
		return this.address;
	}

	public Process process() {
		return this.sample.process();
	}

	public JsonNode state() throws Exception {
		return this.json.readTree(get("api/state").body());
	}

	public HttpResponse<String> get(String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(this.address.resolve(path)).build(), BodyHandlers.ofString());
	}

	public HttpResponse<String> post(String path, String json) throws Exception {
		return this.http.send(HttpRequest.newBuilder(this.address.resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json))
			.build(), BodyHandlers.ofString());
	}

	/**
	 * Wait until the state is as it should be.
	 * @return that state
	 */
	public JsonNode await(String what, Predicate<JsonNode> condition) {
		return Awaitility.await(what).atMost(JavaProcess.PATIENCE).until(this::state, condition);
	}

	@Override
	public void close() {
		this.sample.close();
	}

}
