package io.github.rollingops.engine;

import java.time.Duration;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.testsupport.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunTests {

	private final ManualTime time = new ManualTime();

	private final Trust trust = new Trust(this.time::nanoTime);

	private final Operation operation = Operation.create("reload", Map.of(), null).incrementAttempt();

	private final Run run = new Run(new Identity("default", "a", "boot"), this.operation, 42, this.trust,
			this.time::nanoTime, Duration.ofSeconds(20));

	@Test
	void tellsWhatItIsAbout() {
		assertThat(this.run.unit()).isEqualTo("a");
		assertThat(this.run.group()).isEqualTo("default");
		assertThat(this.run.operation()).isSameAs(this.operation);
		assertThat(this.run.attempt()).isEqualTo(1);
		assertThat(this.run.fencingToken()).isEqualTo(42);
	}

	@Test
	void isGrantedUntilTheDeadline() {
		renew();
		this.time.advance(Duration.ofMillis(9_999));
		assertThat(this.run.isGranted()).isTrue();
		this.time.advance(Duration.ofMillis(1));
		assertThat(this.run.isGranted()).isFalse();
	}

	@Test
	void whoeverHasSeenItLostNeverSeesItGrantedAgain() {
		renew();
		this.time.advance(Duration.ofSeconds(10));
		assertThat(this.run.isGranted()).isFalse();
		renew();
		assertThat(this.run.isGranted()).isFalse();
		assertThat(this.run.remaining()).isZero();
	}

	@Test
	void remainingIsWhicheverEndsFirst() {
		renew();
		assertThat(this.run.remaining()).isEqualTo(Duration.ofSeconds(10));
		this.time.advance(Duration.ofSeconds(9));
		renew();
		this.time.advance(Duration.ofSeconds(9));
		renew();
		assertThat(this.run.remaining()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void lossIsNewsOnce() {
		renew();
		assertThat(this.run.lose()).isTrue();
		assertThat(this.run.lose()).isFalse();
		assertThat(this.run.isGranted()).isFalse();
	}

	@Test
	void lossBeforeTheThreadIsThereInterruptsItWhenItComes() {
		renew();
		this.run.lose();
		this.run.enter();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void threadThatHasReturnedIsNotInterruptedAnyMore() {
		renew();
		this.run.enter();
		this.run.leave();
		this.run.lose();
		this.run.timeOut();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void interruptThatCameTooLateIsTakenBack() {
		renew();
		this.run.enter();
		this.run.timeOut();
		this.run.leave();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void trustSurvivesTheTurnoverOfTheClock() {
		long[] now = { Long.MAX_VALUE - 1 };
		Trust trust = new Trust(() -> now[0]);
		trust.renew(now[0], Duration.ofSeconds(1));
		now[0] += 500_000_000L;
		assertThat(trust.holds()).isTrue();
		now[0] += 500_000_000L;
		assertThat(trust.holds()).isFalse();
	}

	private void renew() {
		this.trust.renew(this.time.nanoTime(), Duration.ofSeconds(10));
	}

}
