package io.github.rollingops.databag;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.LockIntent;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is granted the lock, and when nobody is.
 */
public abstract class SchedulingContractTests extends DatabagStoreContract {

	private TestUnit leader;

	private TestUnit a;

	private TestUnit b;

	private TestUnit c;

	@BeforeEach
	void join() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		this.b = this.fleet.joined("b");
		this.c = this.fleet.joined("c");
		for (TestUnit unit : List.of(this.a, this.b, this.c)) {
			unit.mayPass = false;
		}
	}

	@Test
	void nothingIsGrantedWhileNothingIsQueued() {
		ScheduleAnswer answer = this.leader.schedule();
		assertThat(answer.leading()).isTrue();
		assertThat(answer.changes()).isEmpty();
		assertThat(answer.nextDue()).isNull();
		assertThat(this.fleet.snapshot().grant()).isNull();
	}

	@Test
	void grantNamesUnitLifeOperationAndToken() {
		Operation operation = this.a.request("reload");
		Change granted = change(this.leader.schedule().changes(), Type.GRANTED);
		assertThat(granted.unit()).isEqualTo("a");
		assertThat(granted.operation()).isEqualTo(operation);
		GroupDatabag group = this.fleet.snapshot();
		assertThat(group.grant()).isNotNull().satisfies((grant) -> {
			assertThat(grant.unit()).isEqualTo("a");
			assertThat(grant.bootId()).isEqualTo(this.a.bootId());
			assertThat(grant.operationId()).isEqualTo(operation.id());
			assertThat(grant.fencingToken()).isEqualTo(granted.token());
			assertThat(grant.since()).isAfter(operation.requestedAt());
		});
		assertThat(group.issued()).isEqualTo(granted.token());
		HeartbeatAnswer answer = this.a.beat();
		assertThat(answer.issued()).isEqualTo(granted.token());
		assertThat(answer.held()).isEqualTo(new Held(granted.token(), operation.id(), operation, Duration.ZERO));
		assertThat(this.b.beat().held()).isNull();
		assertThat(this.b.beat().issued()).isEqualTo(granted.token());
	}

	@Test
	void tokenFollowsTheHostsClock() {
		this.a.request("reload");
		this.leader.schedule();
		assertThat(this.fleet.snapshot().issued()).isEqualTo(micros());
	}

	@Test
	void tokensIncreaseThoughTheHostsClockGoesBack() {
		List<Long> tokens = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			this.a.request("reload");
			this.leader.schedule();
			tokens.add(this.a.start());
			this.a.finish(Result.RELEASE);
			this.fleet.jump(Duration.ofHours(-1));
		}
		assertThat(tokens).isSorted().doesNotHaveDuplicates();
	}

	private long micros() {
		return Duration.ofSeconds(this.subject.clock().instant().getEpochSecond()).toNanos() / 1000
				+ this.subject.clock().instant().getNano() / 1000;
	}

	@Test
	void oldestRequestGoesFirst() {
		this.b.request("reload");
		this.c.request("reload");
		this.a.request("reload");
		assertThat(turns(3)).containsExactly("b", "c", "a");
	}

	@Test
	void requestsThatTieGoByName() {
		String operations = "[" + this.b.request("reload").toJson().replace("reload", "rotate") + "]";
		for (TestUnit unit : List.of(this.c, this.a, this.b)) {
			this.subject.poison(unit.name(), operations);
			unit.leave();
			this.fleet.restarted(unit).beat();
		}
		assertThat(holders(3)).containsExactly("a", "b", "c");
	}

	/**
	 * Grant and drop without the units' doing.
	 */
	private List<String> holders(int count) {
		List<String> holders = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			this.leader.schedule();
			GroupDatabag group = this.fleet.snapshot();
			assertThat(group.grant()).isNotNull();
			holders.add(group.grant().unit());
			Caller holder = new Caller(Fleet.GROUP, group.grant().unit(), group.grant().bootId(), 0);
			this.subject.store()
				.finish(new FinishCommand(holder, group.grant().fencingToken(), Result.RELEASE, null, Duration.ZERO,
						false, false, false, ""));
		}
		return holders;
	}

	@Test
	void requestsGoBeforeRetries() {
		failOnce(this.a);
		this.b.request("reload");
		assertThat(turns(2)).containsExactly("b", "a");
	}

	@Test
	void retryThatRanLongestAgoGoesFirst() {
		failOnce(this.c);
		failOnce(this.a);
		failOnce(this.b);
		assertThat(turns(3)).containsExactly("c", "a", "b");
	}

	@Test
	void steadyRequestsKeepARetryWaiting() {
		failOnce(this.a);
		for (int i = 0; i < 5; i++) {
			this.b.request("reload");
			assertThat(turns(1)).containsExactly("b");
		}
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.RETRIES);
	}

	@Test
	void holdThatWasLostBeforeItsNextRunGoesBeforeEveryRequest() {
		this.b.request("reload");
		this.leader.schedule();
		this.a.request("reload");
		this.b.start();
		this.b.finish(Result.RETRY_HOLD);
		loseGrant(this.b);
		this.b.beat();
		assertThat(this.fleet.databag(this.b).intent()).isEqualTo(LockIntent.RETRY_HOLD);
		assertThat(turns(2)).containsExactly("b", "a");
	}

	@Test
	void holdThatWasLostWaitsUntilItIsDue() {
		this.b.request("reload");
		this.leader.schedule();
		this.a.request("reload");
		this.a.request("rotate");
		this.b.start();
		this.b.finish(this.b.finishing(Result.RETRY_HOLD, Duration.ofSeconds(4)));
		this.b.finish(Result.UNRUN);
		assertThat(this.fleet.place(this.b)).isEqualTo(Place.DELAYED);
		assertThat(turns(1)).containsExactly("a");
		this.fleet.passSeconds(4, this.leader, this.a, this.b);
		assertThat(turns(2)).containsExactly("b", "a");
	}

	/**
	 * Let a unit lapse while it holds a grant that it has not started, and come back.
	 */
	private void loseGrant(TestUnit unit) {
		this.fleet.passSeconds(15, this.leader, this.a, this.c);
		assertThat(types(this.leader.schedule().changes())).contains(Type.STALE_RELEASED);
		if (this.fleet.holder().equals("a")) {
			this.a.start();
			this.a.finish(this.a.finishing(Result.UNRUN));
		}
		unit.beat();
	}

	@Test
	void grantThatIsHeldBlocksFurtherOnes() {
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		ScheduleAnswer answer = this.leader.schedule();
		assertThat(answer.changes()).isEmpty();
		assertThat(answer.nextDue()).isNull();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void grantOfADepartedUnitIsReleasedAndGivenOnInOneStep() {
		this.a.request("reload");
		this.b.request("reload");
		this.leader.schedule();
		this.fleet.passSeconds(15, this.leader, this.b);
		ScheduleAnswer answer = this.leader.schedule();
		assertThat(change(answer.changes(), Type.STALE_RELEASED).unit()).isEqualTo("a");
		assertThat(change(answer.changes(), Type.GRANTED).unit()).isEqualTo("b");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
	}

	@Test
	void grantOfALiveUnitIsNotReleased() {
		this.a.request("reload");
		this.leader.schedule();
		this.fleet.passSeconds(14, this.leader);
		assertThat(this.leader.schedule().changes()).isEmpty();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	@Test
	void busyUnitIsNotGrantedAnything() {
		this.a.request("reload");
		this.a.beatBusy();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
		this.a.busy = false;
		this.a.beat();
		assertThat(turns(1)).containsExactly("a");
	}

	@Test
	void drainingUnitIsNotGrantedAnything() {
		this.a.request("reload");
		this.a.beatDraining();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void requestOnABusyUnitIsParked() {
		this.a.beatBusy();
		this.a.request("reload");
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEmpty();
	}

	@Test
	void delayedRetryIsGrantedOnceItIsDue() {
		this.a.request("reload");
		this.leader.schedule();
		this.a.start();
		this.a.finish(this.a.finishing(Result.RETRY_RELEASE, Duration.ofSeconds(5)));
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.DELAYED);
		assertThat(this.leader.schedule().nextDue()).isEqualTo(Duration.ofSeconds(5));
		this.fleet.pass(Duration.ofMillis(4999));
		ScheduleAnswer early = this.leader.schedule();
		assertThat(early.changes()).isEmpty();
		assertThat(early.nextDue()).isEqualTo(Duration.ofMillis(1));
		this.fleet.pass(Duration.ofMillis(1));
		assertThat(types(this.leader.schedule().changes())).containsExactly(Type.GRANTED);
	}

	@Test
	void oneOperationIsRunForEachGrant() {
		this.a.request("reload");
		this.b.request("reload");
		this.a.request("rotate");
		assertThat(turns(3)).containsExactly("a", "b", "a");
	}

	@Test
	void unitTakesItsOperationsInTheOrderOfTheirRequests() {
		List<String> requested = new ArrayList<>();
		for (String callback : List.of("rotate", "reload", "rotate")) {
			requested.add(this.a.request(callback).id());
		}
		List<String> run = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			this.leader.schedule();
			this.a.start();
			run.add(this.a.held().operationId());
			this.a.finish(Result.RELEASE);
		}
		assertThat(run).isEqualTo(requested);
	}

	@Test
	void deadCandidatesArePassedOver() {
		TestUnit holder = holderBeforeDeadCandidates(31);
		holder.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEqualTo("a");
		assertThat(this.fleet.snapshot().units()).filteredOn((unit) -> unit.unit().startsWith("dead"))
			.extracting(UnitDatabag::place)
			.containsOnly(Place.PARKED);
	}

	@Test
	void atMostThirtyTwoCandidatesAreLookedAtInOneStep() {
		TestUnit holder = holderBeforeDeadCandidates(32);
		holder.finish(Result.RELEASE);
		assertThat(this.fleet.holder()).isEmpty();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
		assertThat(this.leader.beat().work()).isTrue();
		this.leader.schedule();
		assertThat(this.fleet.holder()).isEqualTo("a");
	}

	/**
	 * A holder, that many units which have asked after it and gone, and a live one.
	 */
	private TestUnit holderBeforeDeadCandidates(int count) {
		this.b.request("reload");
		this.leader.schedule();
		for (int i = 0; i < count; i++) {
			this.fleet.joined("dead-" + i).request("reload");
		}
		this.a.request("reload");
		this.fleet.passSeconds(15, this.leader, this.a, this.b);
		this.b.mayPass = true;
		return this.b;
	}

	@Test
	void departedUnitIsGrantedAgainOnceItIsBack() {
		this.a.request("reload");
		this.a.beatBusy();
		this.fleet.passSeconds(15, this.leader);
		this.leader.schedule();
		this.a.busy = false;
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.PARKED);
		this.a.beat();
		assertThat(this.fleet.place(this.a)).isEqualTo(Place.REQUESTS);
		assertThat(turns(1)).containsExactly("a");
	}

	private void failOnce(TestUnit unit) {
		unit.request("flaky");
		this.leader.schedule();
		unit.start();
		unit.finish(Result.RETRY_RELEASE);
	}

	/**
	 * Let that many operations be granted and completed.
	 */
	private List<String> turns(int count) {
		List<String> holders = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			this.leader.schedule();
			String name = this.fleet.holder();
			holders.add(name);
			for (TestUnit unit : List.of(this.a, this.b, this.c)) {
				if (unit.name().equals(name)) {
					unit.start();
					unit.finish(Result.RELEASE);
				}
			}
		}
		return holders;
	}

}
