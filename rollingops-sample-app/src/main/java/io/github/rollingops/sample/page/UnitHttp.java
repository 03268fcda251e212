package io.github.rollingops.sample.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.springframework.stereotype.Component;

/**
 * Talks to units. None is waited for longer than told, since one that was stopped accepts
 * connections and says nothing.
 */
@Component
class UnitHttp {

	private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

	// Without an offer of HTTP/2 with each new connection
	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(CONNECT_TIMEOUT)
		.build();

	HttpResponse<String> get(int port, String path, Duration timeout) throws IOException, InterruptedException {
		return send(request(port, path, timeout).GET());
	}

	HttpResponse<String> post(int port, String path, String json, Duration timeout)
			throws IOException, InterruptedException {
		return send(request(port, path, timeout).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	private static HttpRequest.Builder request(int port, String path, Duration timeout) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(timeout);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

}
