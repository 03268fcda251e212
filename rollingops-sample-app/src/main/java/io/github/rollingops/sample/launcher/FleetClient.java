package io.github.rollingops.sample.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.rollingops.UnitSnapshot;
import io.github.rollingops.sample.report.RequestAnswer;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Talks to the group through one of its units: the launcher is no unit itself. Every call
 * fails with a {@link org.springframework.web.client.RestClientException} if there is no
 * answer.
 */
class FleetClient {

	private final RestClient http;

	FleetClient(int port) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(Duration.ofSeconds(5));
		this.http = RestClient.builder().baseUrl("http://127.0.0.1:" + port).requestFactory(requests).build();
	}

	Map<String, UnitSnapshot.Status> units() {
		Map<String, UnitSnapshot.Status> units = this.http.get()
			.uri("/units")
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
		return (units != null) ? units : Map.of();
	}

	/**
	 * Request an operation on all units.
	 * @param operation the id of the callback
	 * @param kwargs its arguments
	 * @param requestId must be the same when it is tried again: a request without an
	 * answer may have been taken or not
	 */
	List<RequestAnswer> requestOnAllUnits(String operation, Map<String, ?> kwargs, String requestId) {
		List<RequestAnswer> answers = this.http.post()
			.uri("/rollouts/{operation}?requestId={requestId}", operation, requestId)
			.body(kwargs)
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
		return (answers != null) ? answers : List.of();
	}

}
