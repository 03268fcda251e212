package io.github.rollingops.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
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

	private final LongSupplier nanoTime;

	private final Duration patience;

	private @Nullable Subscription subscription;

	/**
	 * A subscription needs a moment: the first heartbeat after it is not waited for.
	 */
	private boolean fresh;

	private boolean awaited;

	private long awaitedSince;

	private volatile @Nullable Long silentSince;

	/**
	 * Create a watch.
	 * @param identity whose heartbeats it is about
	 * @param subscriber subscribes to the hints for this unit
	 * @param nanoTime the clock
	 * @param patience how long an echo may take at the least: heartbeats may follow each
	 * other at once
	 */
	Echoes(Identity identity, Supplier<Subscription> subscriber, LongSupplier nanoTime, Duration patience) {
		this.identity = identity;
		this.subscriber = subscriber;
		this.nanoTime = nanoTime;
		this.patience = patience;
	}

	/**
	 * Subscribe, or subscribe anew. Where that fails the unit goes by its heartbeats, one
	 * of which tries again.
	 */
	void listen() {
		this.awaited = false;
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
	void sent() {
		long now = this.nanoTime.getAsLong();
		if (this.awaited && now - this.awaitedSince >= this.patience.toNanos()) {
			if (!isSilent()) {
				logger.warn("No hints reach " + this.identity + "; it goes by its heartbeats and subscribes anew");
				this.silentSince = this.awaitedSince;
			}
			listen();
		}
		else if (!this.awaited && !this.fresh) {
			this.awaited = true;
			this.awaitedSince = now;
		}
		else {
			this.fresh = false;
		}
	}

	void heard(String bootId) {
		if (!bootId.equals(this.identity.bootId())) {
			return;
		}
		if (isSilent()) {
			logger.info("Hints reach " + this.identity + " again");
		}
		this.silentSince = null;
		this.awaited = false;
	}

	boolean isSilent() {
		return this.silentSince != null;
	}

	/**
	 * Return for how long no hints have come; zero if they do.
	 */
	Duration silentFor() {
		Long since = this.silentSince;
		return (since != null) ? Duration.ofNanos(this.nanoTime.getAsLong() - since) : Duration.ZERO;
	}

	void close() {
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
	}

}
