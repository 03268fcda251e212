package io.github.rollingops.sample.page;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class CrossSiteFilterTests {

	private final CrossSiteFilter filter = new CrossSiteFilter();

	@ParameterizedTest
	@CsvSource({ "localhost:8080, http://localhost:8080", "127.0.0.1:8081, http://127.0.0.1:8081",
			"[::1]:8080, http://[::1]:8080", "localhost, http://localhost", "localhost:8080," })
	void takesWhatThisPageOrNoPageAsksFor(String host, String origin) throws Exception {
		assertThat(statusOf("POST", host, origin)).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "localhost:8080, http://elsewhere.example", "localhost:8080, http://localhost:9090",
			"localhost:8080, https://localhost:8080", "localhost:8080, null",
			"elsewhere.example:8080, http://elsewhere.example:8080", "elsewhere.example,", "127.0.0.1.example,", "," })
	void refusesWhatAnotherSiteAsksFor(String host, String origin) throws Exception {
		assertThat(statusOf("POST", host, origin)).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "GET", "HEAD" })
	void showsToAnybodyWhatChangesNothing(String method) throws Exception {
		assertThat(statusOf(method, "elsewhere.example", null)).isEqualTo(200);
	}

	private int statusOf(String method, String host, String origin) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/redis/restart");
		if (host != null) {
			request.addHeader("Host", host);
		}
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

}
