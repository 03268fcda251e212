package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties.Lettuce.Cluster.Refresh;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;

/**
 * How the store speaks to Redis: as the application does, whose customizers have their
 * say first, except that it never waits for longer than a heartbeat can bear.
 */
final class StoreClient implements AutoCloseable {

	private final Duration commandTimeout;

	private final DataRedisProperties redis;

	private final ClientResources resources;

	private final List<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers;

	private final List<LettuceClientOptionsBuilderCustomizer> optionsCustomizers;

	/**
	 * Create a client.
	 * @param commandTimeout for how long the store waits
	 * @param redis the application's properties
	 * @param resources what is shared with the application
	 * @param configurationCustomizers the application's
	 * @param optionsCustomizers the application's
	 */
	StoreClient(Duration commandTimeout, DataRedisProperties redis, ClientResources resources,
			List<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers,
			List<LettuceClientOptionsBuilderCustomizer> optionsCustomizers) {
		this.commandTimeout = commandTimeout;
		this.redis = redis;
		this.resources = resources;
		this.configurationCustomizers = configurationCustomizers;
		this.optionsCustomizers = optionsCustomizers;
	}

	LettuceClientConfiguration configuration(@Nullable SslBundle sslBundle, RedisConfiguration place) {
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder();
		if (sslBundle != null || urlAsksForSsl()) {
			builder.useSsl();
		}
		builder.clientOptions(options(sslBundle, place));
		this.configurationCustomizers.forEach((customizer) -> customizer.customize(builder));
		LettuceClientConfiguration applications = builder.build();
		return new StoreClientConfiguration(applications, this.commandTimeout,
				impatient(applications.getClientOptions().orElseGet(ClientOptions::create)), this.resources);
	}

	private boolean urlAsksForSsl() {
		String url = this.redis.getUrl();
		return url != null && url.startsWith("rediss:");
	}

	private ClientOptions options(@Nullable SslBundle sslBundle, RedisConfiguration place) {
		ClientOptions.Builder builder = (place instanceof RedisConfiguration.ClusterConfiguration) ? clusterOptions()
				: ClientOptions.builder();
		if (sslBundle != null) {
			builder.sslOptions(ssl(sslBundle));
		}
		this.optionsCustomizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private ClientOptions.Builder clusterOptions() {
		Refresh refresh = this.redis.getLettuce().getCluster().getRefresh();
		ClusterTopologyRefreshOptions.Builder options = ClusterTopologyRefreshOptions.builder()
			.adaptiveRefreshTriggersTimeout(this.commandTimeout)
			.dynamicRefreshSources(refresh.isDynamicRefreshSources());
		if (refresh.getPeriod() != null) {
			options.enablePeriodicRefresh(refresh.getPeriod());
		}
		return ClusterClientOptions.builder().topologyRefreshOptions(options.build());
	}

	private static SslOptions ssl(SslBundle bundle) {
		SslOptions.Builder builder = SslOptions.builder()
			.keyManager(bundle.getManagers().getKeyManagerFactory())
			.trustManager(bundle.getManagers().getTrustManagerFactory());
		String[] ciphers = bundle.getOptions().getCiphers();
		if (ciphers != null) {
			builder.cipherSuites(ciphers);
		}
		String[] protocols = bundle.getOptions().getEnabledProtocols();
		if (protocols != null) {
			builder.protocols(protocols);
		}
		return builder.build();
	}

	/**
	 * A step that cannot be sent now is of no use later: the engine asks again itself.
	 */
	private ClientOptions impatient(ClientOptions options) {
		return options.mutate()
			.autoReconnect(true)
			.suspendReconnectOnProtocolFailure(false)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.timeoutOptions(TimeoutOptions.enabled(this.commandTimeout))
			.socketOptions(options.getSocketOptions().mutate().connectTimeout(this.commandTimeout).build())
			.build();
	}

	@Override
	public void close() {
		this.resources.shutdown();
	}

}
