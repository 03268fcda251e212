package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.resource.ClientResources;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/**
 * The application's way to speak to Redis, but for what the store decides itself. It asks
 * the master only: a replica may not know yet what the store has just been told.
 *
 * @param applications the application's
 * @param commandTimeout the store's
 * @param options the store's
 * @param resources the application's threads
 */
record StoreClientConfiguration(LettuceClientConfiguration applications, Duration commandTimeout, ClientOptions options,
		ClientResources resources) implements LettuceClientConfiguration {

	@Override
	public boolean isUseSsl() {
		return this.applications.isUseSsl();
	}

	@Override
	@SuppressWarnings("deprecation")
	public boolean isVerifyPeer() {
		return this.applications.isVerifyPeer();
	}

	@Override
	public SslVerifyMode getVerifyMode() {
		return this.applications.getVerifyMode();
	}

	@Override
	public boolean isStartTls() {
		return this.applications.isStartTls();
	}

	@Override
	public Optional<ClientResources> getClientResources() {
		return Optional.of(this.resources);
	}

	@Override
	public Optional<ClientOptions> getClientOptions() {
		return Optional.of(this.options);
	}

	@Override
	public Optional<String> getClientName() {
		return Optional.of("rollingops");
	}

	@Override
	public Optional<ReadFrom> getReadFrom() {
		return Optional.empty();
	}

	@Override
	public Optional<RedisCredentialsProviderFactory> getRedisCredentialsProviderFactory() {
		return this.applications.getRedisCredentialsProviderFactory();
	}

	@Override
	public Duration getCommandTimeout() {
		return this.commandTimeout;
	}

	@Override
	public Duration getShutdownTimeout() {
		return Duration.ZERO;
	}

	@Override
	public Duration getShutdownQuietPeriod() {
		return Duration.ZERO;
	}

}
