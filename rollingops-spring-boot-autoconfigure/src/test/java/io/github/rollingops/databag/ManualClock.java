package io.github.rollingops.databag;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a store's host, turned by hand in both directions.
 */
public final class ManualClock implements InstantSource {

	private Instant now = Instant.parse("2026-03-01T12:00:00Z");

	@Override
	public Instant instant() {
		return this.now;
	}

	public void turn(Duration distance) {
		this.now = this.now.plus(distance);
	}

}
