package io.github.rollingops.autoconfigure;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Keeps a channel that is closed already from being taken for a new connection.
 * <p>
 * Lettuce closes the channel of a handshake that takes too long. If all that was still to
 * come is the answer to {@code CLIENT MAINT_NOTIFICATIONS}, whose failure it forgives,
 * the handshake then counts as done after all: the endpoint is activated on a closed
 * channel, and its watchdog connects again and again for a caller who was told long ago
 * that there is no connection; or, where a connection was being replaced, a second time.
 * Nobody ever closes what comes of that (seen with Lettuce 7.5.2).
 *
 * @param applications who has a say first
 */
record HandshakeGuard(NettyCustomizer applications) implements NettyCustomizer {

	@Override
	public void afterBootstrapInitialized(Bootstrap bootstrap) {
		this.applications.afterBootstrapInitialized(bootstrap);
	}

	@Override
	public void afterChannelInitialized(Channel channel) {
		this.applications.afterChannelInitialized(channel);
		ChannelHandlerContext handshake = channel.pipeline().context(RedisHandshakeHandler.class);
		if (handshake != null) {
			channel.pipeline()
				.addAfter(handshake.name(), null, new OpenChannelsOnly((RedisHandshakeHandler) handshake.handler()));
		}
	}

	private static final class OpenChannelsOnly extends ChannelInboundHandlerAdapter {

		private final RedisHandshakeHandler handshake;

		OpenChannelsOnly(RedisHandshakeHandler handshake) {
			this.handshake = handshake;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			if (context.channel().isActive()) {
				context.fireChannelActive();
				return;
			}
			// Where the news of the timeout is not out yet, it must not be overtaken.
			this.handshake.channelInitialized()
				.toCompletableFuture()
				.completeExceptionally(new RedisCommandTimeoutException("The handshake took too long"));
		}

	}

}
