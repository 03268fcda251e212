package io.github.rollingops.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.databag.DatabagStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with Actuator behind a port, which is a unit of a fleet in this process.
 */
final class ActuatedUnit implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private ActuatedUnit(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start a unit whose callback "hold" returns when it is let go, and not before.
	 */
	static ActuatedUnit start(DatabagStore store, String name, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--spring.application.name=actuated", "--spring.main.banner-mode=off", "--rollingops.unit-name=" + name,
				"--management.endpoints.web.exposure.include=health,rollingops",
				"--management.health.redis.enabled=false", "--management.endpoint.health.show-details=always"));
		Arrays.stream(properties).map((property) -> "--" + property).forEach(arguments::add);
		return new ActuatedUnit(new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.initializers((GenericApplicationContext context) -> context.registerBean(DatabagStore.class, () -> store))
			.run(arguments.toArray(String[]::new)));
	}

	RollingOpsService rollingOps() {
		return this.context.getBean(RollingOpsService.class);
	}

	Response get(String path) throws Exception {
		return send(HttpRequest.newBuilder(uri(path)).GET());
	}

	/**
	 * Post in nobody's name.
	 */
	Response post(String path, String body) throws Exception {
		return send(posting(path, body));
	}

	Response postAs(String user, String path, String body) throws Exception {
		return send(posting(path, body).header("User", user));
	}

	private HttpRequest.Builder posting(String path, String body) {
		return HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port")
				+ "/actuator" + path);
	}

	private Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
		return new Response(response.statusCode(), response.body());
	}

	/**
	 * Let what "hold" runs now return.
	 */
	void letGo() {
		this.context.getBean(Semaphore.class).release();
	}

	@Override
	public void close() {
		letGo();
		this.context.close();
	}

	/**
	 * What came back.
	 */
	record Response(int status, String body) {

		JsonNode json() {
			assertThat(this.body).as("body of a response with status %s", this.status).isNotEmpty();
			return JsonMapper.shared().readTree(this.body);
		}

		String error() {
			return json().path("error").asString();
		}

	}

	/**
	 * What was audited, in order.
	 */
	static class AuditLog implements ApplicationListener<AuditApplicationEvent> {

		private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

		@Override
		public void onApplicationEvent(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

		AuditEvent last() {
			return this.events.get(this.events.size() - 1);
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		/**
		 * Stands for whatever an application authenticates its callers by.
		 */
		@Bean
		Filter authentication() {
			return (request, response, chain) -> {
				String user = ((HttpServletRequest) request).getHeader("User");
				chain.doFilter((user == null) ? request : new HttpServletRequestWrapper((HttpServletRequest) request) {

					@Override
					public Principal getUserPrincipal() {
						return () -> user;
					}

				}, response);
			};
		}

		@Bean
		AuditLog auditLog() {
			return new AuditLog();
		}

		@Bean
		Semaphore gate() {
			return new Semaphore(0);
		}

		@Bean
		RollingOperationRegistration reload() {
			return new RollingOperationRegistration("default", "reload", (run) -> OperationResult.RELEASE);
		}

		@Bean
		RollingOperationRegistration hold(Semaphore gate) {
			return new RollingOperationRegistration("default", "hold", (run) -> {
				gate.acquireUninterruptibly();
				return OperationResult.RELEASE;
			});
		}

		@Bean
		RollingOperationRegistration nested() {
			return new RollingOperationRegistration("de/eu", "reload", (run) -> OperationResult.RELEASE);
		}

	}

}
