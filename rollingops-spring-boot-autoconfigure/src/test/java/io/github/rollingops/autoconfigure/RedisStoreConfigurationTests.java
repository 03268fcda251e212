package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.redis.RedisDatabagStore;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the store finds and speaks to the Redis of the application; no Redis answers here.
 */
class RedisStoreConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, DataRedisAutoConfiguration.class,
				RollingOpsAutoConfiguration.class))
		.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a");

	@Test
	void redisIsTheDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(DatabagStore.class)
			.hasSingleBean(RedisDatabagStore.class));
	}

	@Test
	void applicationKeepsItsConnections() {
		this.runner.run((context) -> {
			Object applications = context.getBean("redisConnectionFactory");
			assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(applications);
			assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory()).isSameAs(applications);
			assertThat(SimpleAutowireCandidateResolver.resolveAutowireCandidates(context.getBeanFactory(),
					RedisConnectionFactory.class))
				.containsOnlyKeys("redisConnectionFactory");
		});
	}

	@Test
	void applicationThatDefinesItsConnectionsKeepsThem() {
		LettuceConnectionFactory mine = new LettuceConnectionFactory();
		this.runner.withBean("mine", RedisConnectionFactory.class, () -> mine)
			.run((context) -> assertThat(context.getBean(RedisConnectionFactory.class)).isSameAs(mine));
	}

	@Test
	void connectionsMakeWayByTheirName() {
		LettuceConnectionFactory mine = new LettuceConnectionFactory();
		this.runner.withBean("rollingOpsConnectionFactory", LettuceConnectionFactory.class, () -> mine)
			.run((context) -> assertThat(connectionFactory(context)).isSameAs(mine));
	}

	@Test
	void goesWhereTheApplicationGoes() {
		this.runner.withPropertyValues("spring.data.redis.host=redis.example", "spring.data.redis.port=7000",
				"spring.data.redis.username=me", "spring.data.redis.password=secret", "spring.data.redis.database=3")
			.run((context) -> {
				RedisStandaloneConfiguration place = new RedisStandaloneConfiguration("redis.example", 7000);
				place.setUsername("me");
				place.setPassword("secret");
				place.setDatabase(3);
				assertThat(RedisPlace.of(context.getBean(DataRedisConnectionDetails.class))).isEqualTo(place);
				assertThat(connectionFactory(context).getHostName()).isEqualTo("redis.example");
				assertThat(connectionFactory(context).getPort()).isEqualTo(7000);
			});
	}

	@Test
	void asksTheSentinelsOfTheApplication() {
		this.runner
			.withPropertyValues("spring.data.redis.sentinel.master=main",
					"spring.data.redis.sentinel.nodes=127.0.0.1:1,127.0.0.1:2",
					"spring.data.redis.sentinel.username=watcher", "spring.data.redis.sentinel.password=hidden",
					"spring.data.redis.password=secret", "spring.data.redis.database=3")
			.run((context) -> assertThat(connectionFactory(context).getSentinelConfiguration()).isNotNull()
				.satisfies((place) -> {
					assertThat(place.getMaster().getName()).isEqualTo("main");
					assertThat(place.getSentinels()).containsExactlyInAnyOrder(new RedisNode("127.0.0.1", 1),
							new RedisNode("127.0.0.1", 2));
					assertThat(place.getSentinelUsername()).isEqualTo("watcher");
					assertThat(place.getSentinelPassword()).isEqualTo(RedisPassword.of("hidden"));
					assertThat(place.getPassword()).isEqualTo(RedisPassword.of("secret"));
					assertThat(place.getDatabase()).isEqualTo(3);
				}));
	}

	@Test
	void goesToTheClusterOfTheApplication() {
		this.runner
			.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:1,127.0.0.1:2",
					"spring.data.redis.password=secret", "spring.data.redis.lettuce.cluster.refresh.period=45s")
			.run((context) -> {
				assertThat(connectionFactory(context).getClusterConfiguration()).isNotNull().satisfies((place) -> {
					assertThat(place.getClusterNodes()).hasSize(2);
					assertThat(place.getPassword()).isEqualTo(RedisPassword.of("secret"));
				});
				assertThat(options(context)).isInstanceOfSatisfying(ClusterClientOptions.class, (options) -> {
					assertThat(options.getTopologyRefreshOptions().getAdaptiveRefreshTriggers()).isNotEmpty();
					assertThat(options.getTopologyRefreshOptions().getRefreshPeriod())
						.isEqualTo(Duration.ofSeconds(45));
				});
			});
	}

	@Test
	void goesToMasterAndReplicasOfTheApplication() {
		assertThat(RedisPlace.of(new MasterReplica())).isInstanceOfSatisfying(
				RedisStaticMasterReplicaConfiguration.class,
				(place) -> assertThat(place.getNodes()).extracting(RedisStandaloneConfiguration::getPort)
					.containsExactly(1, 2));
	}

	@Test
	void goesWhereConnectionDetailsOfTheApplicationSay() {
		this.runner.withBean(DataRedisConnectionDetails.class, () -> new DataRedisConnectionDetails() {

			@Override
			public Standalone getStandalone() {
				return Standalone.of("elsewhere.example", 1);
			}

		}).run((context) -> assertThat(connectionFactory(context).getHostName()).isEqualTo("elsewhere.example"));
	}

	@Test
	void speaksTlsIfTheApplicationDoes() {
		this.runner.run((context) -> assertThat(connectionFactory(context).isUseSsl()).isFalse());
		this.runner.withPropertyValues("spring.data.redis.ssl.enabled=true")
			.run((context) -> assertThat(connectionFactory(context).isUseSsl()).isTrue());
		this.runner.withPropertyValues("spring.data.redis.url=rediss://me:secret@redis.example:7000").run((context) -> {
			assertThat(connectionFactory(context).isUseSsl()).isTrue();
			assertThat(connectionFactory(context).getHostName()).isEqualTo("redis.example");
		});
	}

	@Test
	void waitsNoLongerThanItsOwnTimeout() {
		this.runner
			.withPropertyValues("rollingops.command-timeout=700ms", "spring.data.redis.timeout=60s",
					"spring.data.redis.connect-timeout=50s")
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (options) -> options.disconnectedBehavior(DisconnectedBehavior.ACCEPT_COMMANDS))
			.withBean(LettuceClientConfigurationBuilderCustomizer.class,
					() -> (configuration) -> configuration.commandTimeout(Duration.ofSeconds(40)))
			.run((context) -> {
				assertThat(connectionFactory(context).getClientConfiguration().getCommandTimeout())
					.isEqualTo(Duration.ofMillis(700));
				assertThat(options(context).getSocketOptions().getConnectTimeout()).isEqualTo(Duration.ofMillis(700));
				assertThat(options(context).getDisconnectedBehavior()).isEqualTo(DisconnectedBehavior.REJECT_COMMANDS);
				assertThat(context.getBean(LettuceConnectionFactory.class).getClientConfiguration().getCommandTimeout())
					.isEqualTo(Duration.ofSeconds(40));
			});
	}

	@Test
	void alwaysConnectsAgain() {
		this.runner
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (options) -> options.autoReconnect(false).suspendReconnectOnProtocolFailure(true))
			.run((context) -> {
				assertThat(options(context).isAutoReconnect()).isTrue();
				assertThat(options(context).isSuspendReconnectOnProtocolFailure()).isFalse();
			});
	}

	@Test
	void applicationsCustomizersHaveTheirSay() {
		this.runner
			.withBean(LettuceClientOptionsBuilderCustomizer.class,
					() -> (options) -> options.protocolVersion(ProtocolVersion.RESP2)
						.socketOptions(SocketOptions.builder().keepAlive(true).build()))
			.withBean(LettuceClientConfigurationBuilderCustomizer.class,
					() -> (configuration) -> configuration.clientName("orders")
						.readFrom(ReadFrom.REPLICA)
						.useSsl()
						.disablePeerVerification())
			.run((context) -> {
				assertThat(options(context).getConfiguredProtocolVersion()).isEqualTo(ProtocolVersion.RESP2);
				assertThat(options(context).getSocketOptions().isKeepAlive()).isTrue();
				assertThat(connectionFactory(context).getClientConfiguration()).satisfies((configuration) -> {
					assertThat(configuration.getVerifyMode()).isEqualTo(SslVerifyMode.NONE);
					assertThat(configuration.getClientName()).contains("rollingops");
					assertThat(configuration.getReadFrom()).isEmpty();
				});
			});
	}

	@Test
	void sharesTheThreadsOfTheApplicationAndLeavesThemRunning() {
		ClientResources applications = ClientResources.create();
		try {
			this.runner
				.withBean(ClientResources.class, () -> applications,
						(definition) -> definition.setDestroyMethodName(""))
				.run((context) -> {
					ClientResources resources = connectionFactory(context).getClientConfiguration()
						.getClientResources()
						.orElseThrow();
					assertThat(resources.eventLoopGroupProvider()).isSameAs(applications.eventLoopGroupProvider());
					assertThat(resources.reconnectDelay().createDelay(30)).isLessThanOrEqualTo(Duration.ofSeconds(1));
				});
			assertThat(applications.eventExecutorGroup().isShuttingDown()).isFalse();
		}
		finally {
			applications.shutdown();
		}
	}

	@Test
	void stopsAndStartsItsConnectionsWithTheContext() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			assertThat(connectionFactory(context).isRunning()).isFalse();
			context.getSourceApplicationContext().start();
			assertThat(connectionFactory(context).isRunning()).isTrue();
		});
	}

	@Test
	void keepsItsScriptsInNativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new RedisStoreRuntimeHints().registerHints(hints, null);
		assertThat(List.of("lua/finish.lua", "lua/lib/bag.lua"))
			.map((script) -> new ClassPathResource(script, RedisDatabagStore.class))
			.allSatisfy((script) -> {
				assertThat(script.exists()).isTrue();
				assertThat(RuntimeHintsPredicates.resource().forResource(script.getPath())).accepts(hints);
			});
	}

	private static LettuceConnectionFactory connectionFactory(ApplicationContext context) {
		return context.getBean("rollingOpsConnectionFactory", LettuceConnectionFactory.class);
	}

	private static ClientOptions options(ApplicationContext context) {
		return connectionFactory(context).getClientConfiguration().getClientOptions().orElseThrow();
	}

	private static final class MasterReplica implements DataRedisConnectionDetails {

		@Override
		public DataRedisConnectionDetails.MasterReplica getMasterReplica() {
			return () -> List.of(new Node("127.0.0.1", 1), new Node("127.0.0.1", 2));
		}

	}

}
