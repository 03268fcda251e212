package io.github.rollingops.engine;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.RollingOpsNoRelationException.Reason;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.HeartbeatAnswer.Twin;
import io.github.rollingops.testsupport.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MembershipTests {

	private final ManualTime time = new ManualTime();

	private final Membership membership = new Membership(this.time::nanoTime);

	@Test
	void lifeThatIsRefusedAgainAndAgainByTheSameSilentOneHasNoTwin() {
		refuse("x", 7);
		refuse("x", 7);
		assertThat(this.membership.hasLiveTwin()).isFalse();
		assertThat(this.membership.trouble()).isEqualTo(Reason.NAME_TAKEN);
		assertThat(this.membership.twinDecided()).isNotDone();
	}

	@Test
	void lifeThatBeatsIsATwin() {
		refuse("x", 7);
		refuse("x", 8);
		assertThat(this.membership.hasLiveTwin()).isTrue();
		assertThat(this.membership.twinDecided()).isDone();
	}

	@Test
	void anotherLifeThatTakesThePlaceOfASilentOneHasNotBeenSeenToBeat() {
		refuse("x", 7);
		refuse("y", 8);
		assertThat(this.membership.hasLiveTwin()).isFalse();
	}

	@Test
	void refusalIsNewsOnce() {
		assertThat(this.membership.nameTaken(null)).isTrue();
		assertThat(this.membership.nameTaken(null)).isFalse();
	}

	@Test
	void lifeThatHasJoinedHasNoTwinAnyMore() {
		refuse("x", 7);
		refuse("x", 8);
		this.membership.told(answer(1_000, 0));
		assertThat(this.membership.hasLiveTwin()).isFalse();
		assertThat(this.membership.twin()).isNull();
		assertThat(this.membership.trouble()).isNull();
	}

	@Test
	void requestsAreTimedByTheGroupsClockAndTheTimeSince() {
		assertThat(this.membership.notAfter()).isZero();
		this.membership.told(answer(1_000_000, 0));
		this.time.advance(Duration.ofSeconds(7));
		assertThat(this.membership.notAfter()).isEqualTo(38_000_000);
	}

	@Test
	void revisionOfItsOwnMakingNeedsNoReading() {
		this.membership.told(answer(0, 0));
		assertThat(this.membership.needsReading()).isFalse();
		this.membership.ownStep(0, 100);
		this.membership.ownStep(100, 200);
		this.membership.ownStep(200, 200);
		this.membership.told(answer(0, 200));
		assertThat(this.membership.needsReading()).isFalse();
		assertThat(this.membership.rev()).isEqualTo(200);
	}

	@Test
	void revisionOfOthersMakingNeedsReading() {
		this.membership.told(answer(0, 0));
		this.membership.ownStep(1, 2);
		assertThat(this.membership.needsReading()).isTrue();
		this.membership.read(2);
		assertThat(this.membership.needsReading()).isFalse();
		this.membership.told(answer(0, 3));
		assertThat(this.membership.needsReading()).isTrue();
		this.membership.read(3);
		this.membership.noted(4);
		assertThat(this.membership.needsReading()).isTrue();
		this.membership.read(4);
		this.membership.forgetRead();
		assertThat(this.membership.needsReading()).isTrue();
	}

	@Test
	void revisionOfItsOwnMakingNeedsReadingWhereItDidNotFollowTheOneThatWasKnown() {
		this.membership.told(answer(0, 0));
		this.membership.ownStep(0, 100);
		this.membership.ownStep(50, 100);
		assertThat(this.membership.needsReading()).isTrue();
	}

	private void refuse(String bootId, long sequence) {
		this.membership.nameTaken(new Twin(bootId, sequence, Duration.ofSeconds(9)));
	}

	private static HeartbeatAnswer answer(long time, long rev) {
		return new HeartbeatAnswer(Status.MEMBER, null, time, null, 0, false, Duration.ZERO, 0, null, "store", rev, 1,
				false, false, null, List.of());
	}

}
