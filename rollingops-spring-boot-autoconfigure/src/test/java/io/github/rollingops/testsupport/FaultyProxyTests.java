package io.github.rollingops.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.rollingops.testsupport.FaultyProxy.Direction;
import io.github.rollingops.testsupport.FaultyProxy.Loss;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaultyProxyTests {

	private static final String KEY = "testsupport:proxy";

	private final RedisServer redis = RedisServer.shared();

	private final FaultyProxy proxy = FaultyProxy.before(this.redis);

	private final RedisClient client = RedisClient.create(
			RedisURI.Builder.redis(this.proxy.host(), this.proxy.port()).withTimeout(Duration.ofSeconds(5)).build());

	@BeforeEach
	void removeKey() {
		this.redis.command("DEL", KEY);
		this.client.setOptions(ClientOptions.builder().autoReconnect(false).build());
	}

	@AfterEach
	void close() {
		this.client.close();
		this.proxy.close();
	}

	@Test
	void cutsInPlaceOfTheReplyThoughTheRequestTookEffect() throws Exception {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		CompletableFuture<List<String>> lost = this.proxy.dropReply(2, (request) -> request.get(0).equals("INCR"),
				Loss.CUT);
		assertThat(connection.sync().incr(KEY)).isEqualTo(1);
		connection.sync().set(KEY, "10");
		assertThatExceptionOfType(RedisException.class).isThrownBy(() -> connection.sync().incr(KEY));
		assertThat(lost.get(5, TimeUnit.SECONDS)).containsExactly("INCR", KEY);
		assertThat(this.redis.command("GET", KEY)).isEqualTo("11");
		assertThat(this.client.connect().sync().incr(KEY)).isEqualTo(12);
		assertThat(this.proxy.count("incr")).isEqualTo(3);
	}

	@Test
	void losesNothingOnceTheOrderIsTakenBack() {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		this.proxy.dropReply(1, (request) -> request.contains(KEY), Loss.CUT).cancel(false);
		assertThat(connection.sync().incr(KEY)).isEqualTo(1);
	}

	@Test
	void forgetsWhatPassesIfItIsTold() {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		assertThat(this.proxy.requests()).isNotEmpty();
		this.proxy.forgetful();
		assertThat(connection.sync().incr(KEY)).isEqualTo(1);
		assertThat(this.proxy.requests()).isEmpty();
	}

	@Test
	void staysMuteInPlaceOfTheReply() throws Exception {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		CompletableFuture<List<String>> lost = this.proxy.dropReply(1, (request) -> request.contains(KEY),
				Loss.SILENCE);
		RedisFuture<Long> answer = connection.async().incr(KEY);
		lost.get(5, TimeUnit.SECONDS);
		assertThat(this.redis.command("GET", KEY)).isEqualTo("1");
		assertThat(answer.isDone()).isFalse();
		assertThat(connection.isOpen()).isTrue();
		connection.setTimeout(Duration.ofMillis(50));
		assertThatExceptionOfType(RedisCommandTimeoutException.class).isThrownBy(() -> connection.sync().ping());
	}

	@Test
	void delaysEachWayWithoutNarrowingTheWay() {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		this.proxy.delay(Duration.ofMillis(100));
		long before = System.nanoTime();
		List<RedisFuture<Long>> answers = List.of(connection.async().incr(KEY), connection.async().incr(KEY),
				connection.async().incr(KEY));
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.get()).isPositive());
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@ParameterizedTest
	@EnumSource
	void holdsOneDirectionUntilItIsReleased(Direction direction) throws Exception {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		this.proxy.hold(direction);
		RedisFuture<Long> answer = connection.async().incr(KEY);
		Awaitility.await().until(() -> this.proxy.count("INCR") == 1);
		if (direction == Direction.TO_CLIENT) {
			Awaitility.await().until(() -> "1".equals(this.redis.command("GET", KEY)));
		}
		else {
			assertThat(this.redis.command("GET", KEY)).isNull();
		}
		assertThat(answer.isDone()).isFalse();
		this.proxy.release(direction);
		assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void heldRequestArrivesThoughItsClientHasGone() {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		this.proxy.hold(Direction.TO_REDIS);
		connection.async().incr(KEY);
		Awaitility.await().until(() -> this.proxy.count("INCR") == 1);
		connection.close();
		assertThat(this.redis.command("GET", KEY)).isNull();
		this.proxy.release(Direction.TO_REDIS);
		Awaitility.await().untilAsserted(() -> assertThat(this.redis.command("GET", KEY)).isEqualTo("1"));
	}

	@Test
	void refusesWhoeverComesAndCutsWhoeverIsThere() {
		StatefulRedisConnection<String, String> connection = this.client.connect();
		this.proxy.refuseConnections();
		assertThat(connection.sync().ping()).isEqualTo("PONG");
		assertThatExceptionOfType(RedisConnectionException.class).isThrownBy(this.client::connect);
		this.proxy.cutAll();
		Awaitility.await().until(() -> !connection.isOpen());
		this.proxy.acceptConnections();
		assertThat(this.client.connect().sync().ping()).isEqualTo("PONG");
	}

	@ParameterizedTest
	@EnumSource(names = { "RESP2", "RESP3" })
	void messagesAreNotTakenForReplies(ProtocolVersion version) throws Exception {
		this.client.setOptions(ClientOptions.builder().protocolVersion(version).autoReconnect(false).build());
		StatefulRedisPubSubConnection<String, String> connection = this.client.connectPubSub();
		AtomicReference<String> heard = new AtomicReference<>();
		connection.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String channel, String message) {
				heard.set(message);
			}

		});
		connection.sync().subscribe("testsupport:a", "testsupport:b");
		CompletableFuture<List<String>> lost = this.proxy.dropReply(1, (request) -> request.get(0).equals("PING"),
				Loss.SILENCE);
		this.redis.command("PUBLISH", "testsupport:b", "hello");
		Awaitility.await().untilAsserted(() -> assertThat(heard).hasValue("hello"));
		assertThat(lost).isNotDone();
		connection.async().ping();
		assertThat(lost.get(5, TimeUnit.SECONDS)).containsExactly("PING");
	}

}
