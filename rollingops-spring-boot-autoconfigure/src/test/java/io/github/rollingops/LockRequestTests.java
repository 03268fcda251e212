package io.github.rollingops;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LockRequestTests {

	@Test
	void asksForTheCallbackAloneAtFirst() {
		assertThat(LockRequest.of("reload"))
			.isEqualTo(new LockRequest("reload", Map.of(), null, null, null, null, Map.of()));
	}

	@Test
	void addsToItselfWithoutChanging() {
		LockRequest request = LockRequest.of("reload");
		LockRequest full = request.withKwarg("force", true)
			.withMaxRetry(3)
			.withRequestId("req-1")
			.withNotAfter(Instant.EPOCH)
			.withKwarg("n", 1);
		assertThat(full).isEqualTo(
				new LockRequest("reload", Map.of("force", true, "n", 1), 3, "req-1", Instant.EPOCH, null, Map.of()));
		assertThat(request).isEqualTo(LockRequest.of("reload"));
	}

	@Test
	void takesNullAsAnArgument() {
		assertThat(LockRequest.of("reload").withKwarg("reason", null).kwargs()).containsEntry("reason", null);
	}

	@Test
	void replacesArguments() {
		LockRequest request = LockRequest.of("reload").withKwarg("a", 1).withKwargs(Map.of("b", 2));
		assertThat(request).isEqualTo(new LockRequest("reload", Map.of("b", 2), null, null, null, null, Map.of()));
	}

	@Test
	void keepsApartFromTheMapThatItTakes() {
		Map<String, Object> kwargs = new HashMap<>(Map.of("a", 1));
		LockRequest request = LockRequest.of("reload").withKwargs(kwargs);
		kwargs.clear();
		assertThat(request.kwargs()).isEqualTo(Map.of("a", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(request.kwargs()::clear);
	}

	@Test
	void carriesWhoAsksAndHeaders() {
		LockRequest request = LockRequest.of("reload")
			.withRequestedBy("alice")
			.withHeader("b", "2")
			.withHeader("a", "1")
			.withMaxRetry(3)
			.withKwarg("force", true)
			.withRequestId("req-1")
			.withNotAfter(Instant.EPOCH);
		assertThat(request.requestedBy()).isEqualTo("alice");
		assertThat(request.headers()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
	}

}
