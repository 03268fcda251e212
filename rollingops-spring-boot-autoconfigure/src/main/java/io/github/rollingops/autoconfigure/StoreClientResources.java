package io.github.rollingops.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.event.DefaultEventPublisherOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * What the store's connections share with the application's.
 */
final class StoreClientResources {

	/**
	 * Lettuce would let up to 30 seconds pass between two attempts to connect again,
	 * which is two leases. The jitter keeps a fleet from coming back all at once.
	 */
	private static final Delay RECONNECT_DELAY = Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(1), 100,
			TimeUnit.MILLISECONDS);

	private StoreClientResources() {
	}

	/**
	 * Return resources that use the threads of the given ones, and leave them running
	 * when they are shut down themselves. A builder from {@code mutate()} would not do:
	 * what it builds owns the threads.
	 */
	static ClientResources like(@Nullable ClientResources applications) {
		ClientResources.Builder builder = ClientResources.builder().reconnectDelay(RECONNECT_DELAY);
		if (applications == null) {
			return builder.nettyCustomizer(new HandshakeGuard(new NettyCustomizer() {
			})).build();
		}
		return builder.eventLoopGroupProvider(applications.eventLoopGroupProvider())
			.eventExecutorGroup(applications.eventExecutorGroup())
			.timer(applications.timer())
			.eventBus(applications.eventBus())
			.commandLatencyRecorder(applications.commandLatencyRecorder())
			.commandLatencyPublisherOptions(DefaultEventPublisherOptions.disabled())
			.addressResolverGroup(applications.addressResolverGroup())
			.socketAddressResolver(applications.socketAddressResolver())
			.nettyCustomizer(new HandshakeGuard(applications.nettyCustomizer()))
			.tracing(applications.tracing())
			.build();
	}

}
