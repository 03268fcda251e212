package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Talks to units, and remembers which of them did not answer. None is waited for longer
 * than told: a process that was stopped accepts connections and says nothing.
 */
@Component
class UnitHttp {

	private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

	/**
	 * For how long silence is remembered.
	 */
	private static final Duration MEMORY = Duration.ofSeconds(1);

	// Without an offer of HTTP/2 with each new connection
	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	private final Map<String, Long> silentSince = new ConcurrentHashMap<>();

	HttpResponse<String> get(LivingUnit unit, String path, Duration timeout) throws IOException, InterruptedException {
		return send(unit, request(unit, path, timeout).GET());
	}

	HttpResponse<String> post(LivingUnit unit, String path, String json, Duration timeout)
			throws IOException, InterruptedException {
		return send(unit, request(unit, path, timeout).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private static HttpRequest.Builder request(LivingUnit unit, String path, Duration timeout) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + unit.port() + path)).timeout(timeout);
	}

	private HttpResponse<String> send(LivingUnit unit, HttpRequest.Builder request)
			throws IOException, InterruptedException {
		try {
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			this.silentSince.remove(unit.name());
			return response;
		}
		catch (IOException ex) {
			noteSilence(unit.name());
			throw ex;
		}
	}

	/**
	 * Remember that a unit does not answer, at least not as fast as it should.
	 */
	void noteSilence(String unit) {
		this.silentSince.put(unit, System.nanoTime());
	}

	/**
	 * Return whether a unit did not answer when it was spoken to lately.
	 */
	boolean wasSilent(String unit) {
		Long since = this.silentSince.get(unit);
		return since != null && System.nanoTime() - since < MEMORY.toNanos();
	}

}
