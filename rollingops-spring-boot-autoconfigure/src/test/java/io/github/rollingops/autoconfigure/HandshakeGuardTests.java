package io.github.rollingops.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.FaultyProxy.Loss;
import io.github.rollingops.testsupport.RedisServer;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeGuardTests {

	private final FaultyProxy proxy = FaultyProxy.before(RedisServer.shared());

	private final CompletableFuture<Channel> first = new CompletableFuture<>();

	private final ClientResources applications = DefaultClientResources.builder()
		.nettyCustomizer(new NettyCustomizer() {

			@Override
			public void afterChannelInitialized(Channel channel) {
				HandshakeGuardTests.this.first.complete(channel);
			}

		})
		.build();

	private final ClientResources resources = StoreClientResources.like(this.applications);

	private final LettuceConnectionFactory connections = connections();

	@AfterEach
	void close() {
		this.connections.destroy();
		this.proxy.close();
		this.resources.shutdown();
		this.applications.shutdown(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void connectionWhoseHandshakeTakesTooLongIsNotMadeAgainForNobody() throws Exception {
		CompletableFuture<List<String>> lost = dropLastReplyOfHandshake();
		assertThatExceptionOfType(RedisConnectionFailureException.class)
			.isThrownBy(() -> this.connections.getConnection().subscribe((message, pattern) -> {
			}, "hints".getBytes(StandardCharsets.UTF_8)));
		assertThat(lost).isCompleted();
		awaitReconnections();
		assertThat(this.proxy.connections()).isZero();
		ping();
		assertThat(this.proxy.connections()).isOne();
	}

	@Test
	void connectionIsReplacedByOneThoughTheFirstHandshakeTakesTooLong() throws Exception {
		ping();
		CompletableFuture<List<String>> lost = dropLastReplyOfHandshake();
		this.proxy.cutAll();
		lost.get(10, TimeUnit.SECONDS);
		Awaitility.await().ignoreExceptions().untilAsserted(this::ping);
		awaitReconnections();
		assertThat(this.proxy.connections()).isOne();
	}

	@Test
	void channelThatIsClosedAlreadyIsNotActivated() {
		CompletableFuture<Void> lastReply = new CompletableFuture<>();
		Endpoint endpoint = new Endpoint(lastReply);
		RedisHandshakeHandler handshake = handshake(lastReply);
		EmbeddedChannel channel = channel(handshake, endpoint);
		channel.close();
		assertThat(endpoint.activations).isZero();
		assertThat(handshake.channelInitialized()).isCompletedExceptionally();
	}

	@Test
	void channelThatIsOpenIsActivated() {
		CompletableFuture<Void> lastReply = new CompletableFuture<>();
		Endpoint endpoint = new Endpoint(lastReply);
		RedisHandshakeHandler handshake = handshake(lastReply);
		channel(handshake, endpoint);
		assertThat(endpoint.activations).isZero();
		lastReply.complete(null);
		assertThat(endpoint.activations).isOne();
		assertThat(handshake.channelInitialized()).isCompleted();
	}

	@Test
	void applicationsCustomizerIsAsked() throws Exception {
		ping();
		assertThat(this.first.get(10, TimeUnit.SECONDS).pipeline().names()).isNotEmpty();
	}

	private RedisHandshakeHandler handshake(CompletableFuture<Void> lastReply) {
		return new RedisHandshakeHandler((channel) -> lastReply, this.resources, Duration.ofMinutes(1));
	}

	private EmbeddedChannel channel(RedisHandshakeHandler handshake, Endpoint endpoint) {
		EmbeddedChannel channel = new EmbeddedChannel(handshake, endpoint);
		this.resources.nettyCustomizer().afterChannelInitialized(channel);
		return channel;
	}

	/** From then on the handshake has nothing to wait for but what it forgives. */
	private CompletableFuture<List<String>> dropLastReplyOfHandshake() {
		return this.proxy.dropReply(1, (request) -> request.contains("MAINT_NOTIFICATIONS"), Loss.SILENCE);
	}

	/**
	 * Waits until the timer that would connect again has passed by the longest time that
	 * a third attempt waits.
	 */
	private void awaitReconnections() throws Exception {
		CompletableFuture<Void> passed = new CompletableFuture<>();
		this.resources.timer().newTimeout((timeout) -> passed.complete(null), 800, TimeUnit.MILLISECONDS);
		passed.get(30, TimeUnit.SECONDS);
	}

	private void ping() {
		try (RedisConnection connection = this.connections.getConnection()) {
			assertThat(connection.ping()).isEqualTo("PONG");
		}
	}

	private LettuceConnectionFactory connections() {
		RedisStandaloneConfiguration place = new RedisStandaloneConfiguration(this.proxy.host(), this.proxy.port());
		@SuppressWarnings("resource")
		StoreClient client = new StoreClient(Duration.ofMillis(400), new DataRedisProperties(), this.resources,
				List.of(), List.of());
		LettuceConnectionFactory factory = new LettuceConnectionFactory(place, client.configuration(null, place));
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/** As Lettuce's, which ends all commands as its channel ends. */
	private static final class Endpoint extends ChannelInboundHandlerAdapter {

		private final CompletableFuture<Void> lastReply;

		private int activations;

		Endpoint(CompletableFuture<Void> lastReply) {
			this.lastReply = lastReply;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			this.activations++;
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			this.lastReply.complete(null);
		}

	}

}
