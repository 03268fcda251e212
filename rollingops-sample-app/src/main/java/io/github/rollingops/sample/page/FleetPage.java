package io.github.rollingops.sample.page;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The running page.
 */
public final class FleetPage implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private FleetPage(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start the page.
	 * @param fleet what it shows
	 * @param arguments arguments for it, such as {@code --server.port=8081}
	 * @return the page, which answers already
	 * @throws PageUnavailableException if its port is taken
	 */
	public static FleetPage start(LocalFleet fleet, List<String> arguments) {
		SpringApplication application = new SpringApplication(PageApplication.class);
		application.addInitializers(
				(context) -> context.getBeanFactory().registerSingleton(LocalFleet.class.getName(), fleet));
		List<String> all = new ArrayList<>(arguments);
		// The units' configuration has the name that an application has by default
		all.add("--spring.config.name=page");
		try {
			return new FleetPage(application.run(all.toArray(String[]::new)));
		}
		catch (RuntimeException ex) {
			throw explain(ex);
		}
	}

	private static RuntimeException explain(RuntimeException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PortInUseException taken) {
				return new PageUnavailableException(("Port %d, on which the page is to be, is taken: end what "
						+ "listens there, or name another one, such as --server.port=%d (0 for any)")
					.formatted(taken.getPort(), taken.getPort() + 1), failure);
			}
		}
		return failure;
	}

	/**
	 * Return where the page is.
	 * @return its address, for a browser on this machine
	 */
	public String address() {
		return "http://localhost:%d/".formatted(port());
	}

	private int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
