package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationOutcome;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisCluster;
import io.github.rollingops.testsupport.RedisProcess;
import io.github.rollingops.testsupport.RedisSentinel;
import io.github.rollingops.testsupport.RedisServer;
import io.github.rollingops.testsupport.TlsRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whole applications in this JVM on a real Redis, found as the application finds it.
 */
class RedisFleetTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, RollingOpsAutoConfiguration.class))
		.withPropertyValues("rollingops.namespace=" + UUID.randomUUID(), "rollingops.unit-name=a",
				"rollingops.lease-duration=6s", "rollingops.renew-deadline=4s", "rollingops.heartbeat-interval=1s",
				"rollingops.command-timeout=1s")
		.withBean(Greeter.class);

	@Test
	void takesTurnsThroughTheRedisOfTheApplication() {
		RedisServer redis = RedisServer.shared();
		ApplicationContextRunner standalone = this.runner.withPropertyValues("spring.data.redis.host=" + redis.host(),
				"spring.data.redis.port=" + redis.port());
		standalone.run((first) -> standalone.withPropertyValues("rollingops.unit-name=b").run((second) -> {
			RollingOpsService rollingOps = first.getBean(RollingOpsService.class);
			assertThat(rollingOps.requestLockOnAllUnits(LockRequest.of("greet"))).extracting(LockRequestResult::status)
				.containsOnly(LockRequestResult.Status.ENQUEUED);
			Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				assertThat(first.getBean(Greeter.class).greetings).isEqualTo(1);
				assertThat(second.getBean(Greeter.class).greetings).isEqualTo(1);
			});
			assertThat(first.getBean(StringRedisTemplate.class).hasKey("application")).isFalse();
		}));
	}

	@Test
	void startsWithoutRedisAndJoinsOnceItIsThere() {
		int port;
		try (RedisProcess redis = RedisProcess.start()) {
			port = redis.port();
			redis.kill();
			this.runner.withPropertyValues("spring.data.redis.port=" + port).run((context) -> {
				assertThat(context).hasNotFailed();
				RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
				assertThatExceptionOfType(RollingOpsNoRelationException.class)
					.isThrownBy(() -> rollingOps.requestLock("greet"))
					.satisfies((ex) -> assertThat(ex.getReason()).isIn(Reason.STORE_UNREACHABLE, Reason.NOT_JOINED));
				redis.restart();
				greet(rollingOps);
			});
		}
	}

	@Test
	void findsTheMasterThroughSentinelAgainAfterFailover() {
		try (RedisSentinel sentinel = RedisSentinel.start(1)) {
			this.runner
				.withPropertyValues("spring.data.redis.sentinel.master=" + sentinel.masterName(),
						"spring.data.redis.sentinel.nodes=" + String.join(",", sentinel.addresses()))
				.run((context) -> {
					RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
					greet(rollingOps);
					sentinel.awaitReplicated();
					sentinel.failover();
					greet(rollingOps);
				});
		}
	}

	@Test
	void worksInCluster() {
		try (RedisCluster cluster = RedisCluster.start()) {
			this.runner.withPropertyValues("spring.data.redis.cluster.nodes=" + String.join(",", cluster.addresses()))
				.run((context) -> greet(context.getBean(RollingOpsService.class)));
		}
	}

	@Test
	void fleetTakesTurnsThroughTlsAsAUserWithAPasswordWhoMayDoNoMoreThanNecessary() {
		try (TlsRedis redis = TlsRedis.start()) {
			ApplicationContextRunner known = this.runner
				.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
				.withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + redis.port(),
						"spring.data.redis.username=" + LeastUser.NAME, "spring.data.redis.ssl.enabled=true");
			ApplicationContextRunner trusting = known.withPropertyValues("spring.data.redis.ssl.bundle=redis",
					"spring.ssl.bundle.pem.redis.truststore.certificate=" + redis.certificate().toUri());
			ApplicationContextRunner permitted = trusting
				.withPropertyValues("spring.data.redis.password=" + LeastUser.PASSWORD);
			permitted.run((first) -> permitted.withPropertyValues("rollingops.unit-name=b").run((second) -> {
				greet(first.getBean(RollingOpsService.class));
				greet(second.getBean(RollingOpsService.class));
				assertThat(first.getBean(Greeter.class).greetings).isEqualTo(1);
				assertThat(second.getBean(Greeter.class).greetings).isEqualTo(1);
			}));
			assertRefuses(trusting.withPropertyValues("spring.data.redis.password=another"));
			assertRefuses(known.withPropertyValues("spring.data.redis.password=" + LeastUser.PASSWORD));
		}
	}

	private static void assertRefuses(ApplicationContextRunner runner) {
		runner.run((context) -> assertThatExceptionOfType(RollingOpsNoRelationException.class)
			.isThrownBy(() -> context.getBean(RollingOpsService.class).requestLock("greet")));
	}

	@Test
	void goesByHeartbeatsAloneWhereMasterAndReplicaAreNamed() {
		try (RedisProcess master = RedisProcess.start();
				RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + master.port())) {
			this.runner
				.withPropertyValues("spring.data.redis.masterreplica.nodes=127.0.0.1:" + master.port() + ",127.0.0.1:"
						+ replica.port())
				.run((context) -> greet(context.getBean(RollingOpsService.class)));
		}
	}

	private static void greet(RollingOpsService rollingOps) {
		LockRequestResult result = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> rollingOps.requestLock("greet", Map.of()), (answer) -> true);
		assertThat(result.operation()).isNotNull();
		OperationOutcome outcome = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> rollingOps.completion(result.operation().id()).get(60, TimeUnit.SECONDS), (answer) -> true);
		assertThat(outcome.dropped()).isNull();
	}

	static class Greeter {

		volatile int greetings;

		@RollingOperation("greet")
		OperationResult greet() {
			this.greetings++;
			return OperationResult.RELEASE;
		}

	}

}
