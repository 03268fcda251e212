package io.github.rollingops.testsupport;

import com.redis.testcontainers.RedisContainer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Redis in a container. Testcontainers ends it with the JVM.
 */
final class RedisInDocker implements RedisServer {

	private static final DockerImageName IMAGE = DockerImageName.parse("redis:7");

	private final RedisContainer container;

	private RedisInDocker(RedisContainer container) {
		this.container = container;
	}

	/** Takes long where the image has to be pulled; the caller bounds it. */
	@SuppressWarnings("resource")
	static RedisInDocker start() {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			throw new IllegalStateException("no Docker answers");
		}
		RedisContainer container = new RedisContainer(IMAGE);
		container.start();
		return new RedisInDocker(container);
	}

	void stop() {
		this.container.stop();
	}

	@Override
	public String host() {
		return this.container.getRedisHost();
	}

	@Override
	public int port() {
		return this.container.getRedisPort();
	}

	@Override
	public boolean isContainer() {
		return true;
	}

	@Override
	public String toString() {
		return "container of " + IMAGE + " at " + host() + ":" + port();
	}

}
