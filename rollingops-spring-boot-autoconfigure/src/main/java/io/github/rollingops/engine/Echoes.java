package io.github.rollingops.engine;

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

	private @Nullable Subscription subscription;

	private long awaited;

	private volatile boolean silent;

	Echoes(Identity identity) {
		this.identity = identity;
	}

	void listen(Subscription subscription) {
		this.subscription = subscription;
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
			if (this.subscription != null) {
				this.subscription.renew();
			}
		}
		this.awaited = sequence;
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
