package io.github.rollingops.engine;

import java.util.function.Supplier;

import io.github.rollingops.databag.Subscription;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether this unit hears its own heartbeats. Where it does not, hints do not
 * reach it: it goes by its heartbeats alone, says so, and subscribes anew.
 */
final class Echoes {

	private static final Log logger = LogFactory.getLog(Echoes.class);

	private final Identity identity;

	private final Supplier<Subscription> subscriber;

	private @Nullable Subscription subscription;

	private boolean fresh;

	private long awaited;

	private volatile boolean silent;

	Echoes(Identity identity, Supplier<Subscription> subscriber) {
		this.identity = identity;
		this.subscriber = subscriber;
	}

	/**
	 * Subscribe, or subscribe anew. Where that fails the unit goes by its heartbeats, the
	 * next of which tries again.
	 */
	void listen() {
		this.fresh = true;
		try {
			if (this.subscription != null) {
				this.subscription.renew();
			}
			else {
				this.subscription = this.subscriber.get();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("Hints cannot be subscribed to by " + this.identity, ex);
		}
	}

	/**
	 * Take note of an answered heartbeat, whose echo should come before the next.
	 */
	void sent(long sequence) {
		if (this.awaited != 0) {
			if (!this.silent) {
				logger.warn("No hints reach " + this.identity + "; it goes by its heartbeats and subscribes anew");
			}
			this.silent = true;
			listen();
		}
		// This echo may have passed by before the new subscription was there to hear it.
		this.awaited = this.fresh ? 0 : sequence;
		this.fresh = false;
	}

	void heard(String bootId, long sequence) {
		if (!bootId.equals(this.identity.bootId())) {
			return;
		}
		if (this.silent) {
			logger.info("Hints reach " + this.identity + " again");
		}
		this.silent = false;
		this.awaited = 0;
	}

	boolean isSilent() {
		return this.silent;
	}

	void close() {
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
	}

}
