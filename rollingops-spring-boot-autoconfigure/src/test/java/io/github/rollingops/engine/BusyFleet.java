package io.github.rollingops.engine;

import io.github.rollingops.LockRequest;
import io.github.rollingops.OperationResult;

/**
 * A small fleet to which everything has happened once that a meter counts.
 */
final class BusyFleet {

	private final EngineFleet fleet = new EngineFleet();

	private final MeasuredUnit a = new MeasuredUnit(this.fleet, "a").start();

	private final MeasuredUnit b = new MeasuredUnit(this.fleet, "b").start();

	private final MeasuredUnit c = new MeasuredUnit(this.fleet, "c").start();

	BusyFleet() {
		takeTurns();
		fail();
		loseGrant();
		dieWithTheTurn();
		loseWhatIsStored();
	}

	private void takeTurns() {
		this.a.process.service().requestLockOnAllUnits(LockRequest.of("reload"));
		this.fleet.advanceSeconds(5);
	}

	private void fail() {
		this.b.process.answer(OperationResult.RETRY_RELEASE, OperationResult.RETRY_HOLD);
		this.b.process.request(LockRequest.of("reload").withMaxRetry(1));
		this.fleet.advanceSeconds(60);
	}

	private void loseGrant() {
		this.b.process.holdCallbacks();
		this.b.process.request("reload");
		this.b.process.link.cut();
		this.fleet.advance(EngineFleet.RENEW_DEADLINE.plusSeconds(1));
		this.b.process.link.mend();
		this.b.process.letCallbacksReturn();
		this.fleet.advanceSeconds(60);
	}

	private void dieWithTheTurn() {
		this.c.process.holdCallbacks();
		this.c.process.request("reload");
		this.c.process.kill();
		this.fleet.advanceSeconds(60);
	}

	private void loseWhatIsStored() {
		this.fleet.damage().writeOperations("b", "[]oops");
		this.b.process.request("reload");
		this.fleet.advanceSeconds(60);
		this.fleet.loseStore();
		this.fleet.advanceSeconds(60);
	}

	Scrape scrape() {
		Scrape scrape = new Scrape();
		scrape.add(this.a.registry.scrape());
		scrape.add(this.b.registry.scrape());
		return scrape;
	}

}
