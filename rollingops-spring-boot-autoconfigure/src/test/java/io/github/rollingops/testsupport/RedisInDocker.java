package io.github.rollingops.testsupport;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
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
	static RedisInDocker start() throws InterruptedException {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			throw new IllegalStateException("no Docker answers");
		}
		pullIfAbsent(DockerClientFactory.instance().client());
		RedisContainer container = new RedisContainer(IMAGE);
		container.start();
		RedisInDocker redis = new RedisInDocker(container);
		LeastUser.createOn(redis);
		return redis;
	}

	// Testcontainers would pull again and again for two minutes, also where the registry
	// is out of reach for good.
	private static void pullIfAbsent(DockerClient docker) throws InterruptedException {
		try {
			docker.inspectImageCmd(IMAGE.asCanonicalNameString()).exec();
		}
		catch (NotFoundException ex) {
			docker.pullImageCmd(IMAGE.getUnversionedPart()).withTag(IMAGE.getVersionPart()).start().awaitCompletion();
		}
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
