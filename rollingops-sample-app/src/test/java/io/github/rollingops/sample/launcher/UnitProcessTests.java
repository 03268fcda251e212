package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.JavaProcess;
import io.github.rollingops.sample.launcher.FleetEvent.Died;
import io.github.rollingops.sample.launcher.FleetEvent.GivenUp;
import io.github.rollingops.sample.launcher.FleetEvent.Reported;
import io.github.rollingops.sample.report.ReportLine;
import io.github.rollingops.sample.report.UnitReport.Serving;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class UnitProcessTests {

	private static final int MAX_RESTARTS = 2;

	private final BlockingQueue<FleetEvent> events = new LinkedBlockingQueue<>();

	private @Nullable UnitProcess unit;

	private @Nullable Thread thread;

	@AfterEach
	void stop() throws InterruptedException {
		this.unit.stop();
		this.unit.awaitStopped(Duration.ZERO);
		this.thread.join();
	}

	@Test
	void passesOnWhatUnitReports() throws Exception {
		start(Obedient.class);
		assertThat(next(Reported.class).unit()).isEqualTo("search-1");
	}

	@Test
	void startsUnitAgainThatWasKilled() throws Exception {
		start(Obedient.class);
		ProcessHandle first = nextProcess();
		first.destroyForcibly();
		assertThat(next(Died.class).status()).isNotZero();
		assertThat(nextProcess().pid()).isNotEqualTo(first.pid());
	}

	@Test
	void givesUpUnitThatDiesAgainAndAgain() throws Exception {
		start(ShortLived.class);
		for (int death = 0; death <= MAX_RESTARTS; death++) {
			assertThat(next(Died.class).status()).isEqualTo(3);
		}
		assertThat(next(GivenUp.class).reason()).isEqualTo("died again and again");
	}

	@Test
	void startsUnitAgainHoweverOftenItIsKilledFromHere() throws Exception {
		start(Obedient.class);
		for (int death = 0; death <= MAX_RESTARTS + 1; death++) {
			nextProcess();
			this.unit.kill();
			assertThat(next(Died.class).status()).isNotZero();
		}
		assertThat(nextProcess().isAlive()).isTrue();
	}

	@Test
	void hasNothingToKillOncePutToItsEnd() throws Exception {
		start(Obedient.class);
		nextProcess();
		this.unit.stop();
		assertThatIllegalStateException().isThrownBy(this.unit::kill)
			.withMessageStartingWith("search-1 has no process");
		assertThatIllegalStateException().isThrownBy(this.unit::pause)
			.withMessageStartingWith("search-1 has no process");
	}

	@Test
	void stopsPausedUnitWithoutForce() throws Exception {
		start(Obedient.class);
		ProcessHandle process = nextProcess();
		this.unit.pause();
		assertThat(this.unit.isPaused()).isTrue();
		this.unit.stop();
		this.unit.awaitStopped(JavaProcess.PATIENCE);
		this.thread.join();
		assertThat(process.isAlive()).isFalse();
		assertThat(this.unit.isPaused()).isFalse();
	}

	@Test
	void pausesNoLongerThanProcessLives() throws Exception {
		start(Obedient.class);
		nextProcess();
		this.unit.pause();
		this.unit.kill();
		next(Died.class);
		nextProcess();
		assertThat(this.unit.isPaused()).isFalse();
	}

	@Test
	void stopsUnitWithoutForce() throws Exception {
		start(Obedient.class);
		ProcessHandle process = nextProcess();
		this.unit.stop();
		this.unit.awaitStopped(JavaProcess.PATIENCE);
		this.thread.join();
		assertThat(process.isAlive()).isFalse();
		assertThat(this.events).isEmpty();
	}

	@Test
	void forcesUnitThatDoesNotStop() throws Exception {
		start(Deaf.class);
		ProcessHandle process = nextProcess();
		this.unit.stop();
		this.unit.awaitStopped(Duration.ZERO);
		JavaProcess.awaitEnd(process);
		assertThat(process.isAlive()).isFalse();
	}

	private void start(Class<?> main) {
		this.unit = new UnitProcess("search-1", JavaProcess.command(main), new FixedBackOff(1, MAX_RESTARTS),
				this.events::add);
		this.thread = new Thread(this.unit);
		this.thread.start();
	}

	private ProcessHandle nextProcess() throws InterruptedException {
		return ProcessHandle.of(((Serving) next(Reported.class).report()).port()).orElseThrow();
	}

	private <E extends FleetEvent> E next(Class<E> type) throws InterruptedException {
		FleetEvent event = this.events.poll(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(event).isInstanceOf(type);
		return type.cast(event);
	}

	private static void reportProcess() {
		System.out.println(ReportLine.write(new Serving((int) ProcessHandle.current().pid())));
	}

	static class Obedient {

		public static void main(String[] args) throws IOException {
			reportProcess();
			System.in.transferTo(System.out);
		}

	}

	static class Deaf {

		public static void main(String[] args) throws InterruptedException {
			reportProcess();
			new CountDownLatch(1).await();
		}

	}

	static class ShortLived {

		public static void main(String[] args) {
			System.exit(3);
		}

	}

}
