package io.github.rollingops.benchmarks.store;

import java.util.List;

import io.github.rollingops.benchmarks.redis.OwnRedis;
import io.github.rollingops.benchmarks.redis.RedisFigures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is measured took place: a step that is refused, or a turn that nobody takes, ends
 * the measurement with an exception.
 */
class StoreMeasurementTests {

	private OwnRedis redis;

	private RedisFigures figures;

	@BeforeEach
	void start() throws Exception {
		this.redis = OwnRedis.start();
		this.figures = new RedisFigures(this.redis.address());
	}

	@AfterEach
	void close() throws Exception {
		this.figures.close();
		this.redis.close();
	}

	@Test
	void eachStepIsTimedInEachGroup() {
		List<StepTimes.Times> times = new StepTimes(this.figures).measure(this.redis.address(), List.of(6, 8), 2);
		assertThat(times).extracting(StepTimes.Times::units).containsExactly(6, 8);
		assertThat(times).allMatch(
				(one) -> Math.min(Math.min(one.heartbeat(), one.request()), Math.min(one.schedule(), one.baton())) > 0);
	}

	@Test
	void requestAndFinishAreTimedAtEachLengthOfTheQueue() {
		List<QueueTimes.Times> times = new QueueTimes(this.figures).measure(this.redis.address(), List.of(1, 100), 3);
		assertThat(times).extracting(QueueTimes.Times::length).containsExactly(1, 100);
		assertThat(times).allMatch((one) -> Math.min(one.request(), one.finish()) > 0);
	}

	@Test
	void everyUnitOfARollHasItsTurn() throws Exception {
		FullRoll.Rolled rolled = new FullRoll(this.figures).roll(this.redis.address(), 25);
		assertThat(rolled.units()).isEqualTo(25);
		assertThat(rolled.askedBytes()).isGreaterThan(rolled.joinedBytes());
		assertThat(this.figures.scripts().calls()).isEqualTo(25 * 3 + 1);
	}

	@Test
	void turnsASecondFollowFromTheTime() {
		assertThat(new FullRoll.Rolled(1000, 0.5, 0, 0, 0).turnsASecond()).isEqualTo(2000);
	}

}
