package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.UnitDatabag;
import org.jspecify.annotations.Nullable;

/**
 * What a life has come across that an operator should know of, and since when. Written in
 * the mailbox, read by anybody.
 */
final class Symptoms {

	private final String unit;

	private final LongSupplier nanoTime;

	private volatile @Nullable Long leaderlessSince;

	private volatile @Nullable Leader leader;

	private volatile @Nullable Loss loss;

	private volatile @Nullable SetAside setAside;

	Symptoms(String unit, LongSupplier nanoTime) {
		this.unit = unit;
		this.nanoTime = nanoTime;
	}

	void told(HeartbeatAnswer answer) {
		String name = answer.leader();
		this.leader = (name != null && !answer.leading()) ? new Leader(name, answer.leaderSilence(), now()) : null;
		if (name != null) {
			this.leaderlessSince = null;
		}
		else if (this.leaderlessSince == null) {
			this.leaderlessSince = now();
		}
	}

	void changed(List<Change> changes) {
		for (Change change : changes) {
			if (change.unit().equals(this.unit)) {
				switch (change.type()) {
					case STORE_LOST -> this.loss = new Loss(change.detail(), now());
					case SET_ASIDE -> setAside(1 + ((this.setAside != null) ? this.setAside.entries() : 0));
					default -> {
					}
				}
			}
		}
	}

	/**
	 * Take note of the databag itself, which knows better than any change.
	 */
	void read(UnitDatabag databag) {
		setAside(databag.setAside().size());
	}

	private void setAside(int entries) {
		SetAside known = this.setAside;
		this.setAside = (entries != 0) ? new SetAside(entries, (known != null) ? known.at() : now()) : null;
	}

	/**
	 * Return for how long the group has had no leader; zero if it has one.
	 */
	Duration leaderless() {
		Long since = this.leaderlessSince;
		return (since != null) ? since(since) : Duration.ZERO;
	}

	@Nullable Leader leader() {
		return this.leader;
	}

	@Nullable Loss loss() {
		return this.loss;
	}

	@Nullable SetAside setAside() {
		return this.setAside;
	}

	Duration since(long at) {
		return Duration.ofNanos(now() - at);
	}

	private long now() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Who else leads, as the last heartbeat's answer told.
	 *
	 * @param unit its name
	 * @param silence how long it had not been heard of then
	 * @param at {@code nanoTime} of that
	 */
	record Leader(String unit, Duration silence, long at) {
	}

	/**
	 * The store was found to have lost writes.
	 *
	 * @param detail by what it showed
	 * @param at {@code nanoTime} of that
	 */
	record Loss(String detail, long at) {
	}

	/**
	 * Entries of the queue could not be read.
	 *
	 * @param entries how many
	 * @param at {@code nanoTime} when the first was noticed
	 */
	record SetAside(int entries, long at) {
	}

}
