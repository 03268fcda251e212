package io.github.rollingops.sample.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.rollingops.LockRequest;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.test.RollingOpsFleet;
import io.github.rollingops.test.RollingOpsTest;
import io.github.rollingops.test.SimulatedUnit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the operations of the service behave in a fleet; without Redis, and without
 * waiting.
 */
@SpringBootTest(properties = { "rollingops.unit-name=search-1", "local.server.port=0",
		"sample.documents=src/test/resources/documents", "sample.reindex-duration=0", "sample.step-duration=0" })
@RollingOpsTest
class RollingSearchTests {

	@TempDir
	static Path indexes;

	@DynamicPropertySource
	static void keepIndexes(DynamicPropertyRegistry properties) {
		properties.add("sample.index-folder", () -> indexes);
	}

	@Autowired
	private RollingOpsService rollingOps;

	@Autowired
	private RollingOpsFleet fleet;

	@Autowired
	private TrafficSwitch traffic;

	@Autowired
	private SearchIndex index;

	@Test
	void publicationWaitsForItsTurn() {
		this.fleet.holdTurn();
		this.rollingOps.requestLock("publish");
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).operation("publish").isWaiting();
		this.fleet.passTurn();
		assertThat(this.fleet).operation("publish").wasCompleted();
	}

	@Test
	void acceptsSearchesWhileAnotherUnitReindexes() {
		List<Boolean> accepted = new ArrayList<>();
		SimulatedUnit other = this.fleet.join("search-2");
		other.atStartOf("reindex", () -> accepted.add(this.traffic.isAccepted()));
		this.rollingOps.requestLockOnAllUnits(LockRequest.of("reindex").withKwarg("force", true));
		this.fleet.settle();
		assertThat(this.fleet).tookTurns("search-1", "search-2").neverRanTwoAtOnce();
		assertThat(accepted).containsExactly(true);
	}

	@Test
	void flakyLetsOthersProceedBetweenItsRuns() {
		SimulatedUnit other = this.fleet.join("search-2");
		this.rollingOps.requestLock("flaky");
		other.rollingOps().requestLock("reindex");
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).operation("flaky").wasCompleted().hasFailedTimes(2);
		assertThat(this.fleet).tookTurns("search-1", "search-2", "search-1", "search-1");
	}

	@Test
	void publicationThatLosesTheLockIsUndoneAndTriedAgain() {
		String old = this.index.name();
		this.fleet.atStartOf("publish", this.fleet::loseGrant);
		this.rollingOps.requestLock("publish");
		this.fleet.settle();
		assertThat(this.fleet).operation("publish").lostItsGrant().isWaiting();
		assertThat(this.index.name()).isEqualTo(old);
		this.fleet.advance(Duration.ofMinutes(1));
		assertThat(this.fleet).operation("publish").wasCompleted().ranTimes(2);
		assertThat(this.index.name()).isNotEqualTo(old);
	}

	@Test
	void reindexingRunsAgainAfterACrash() {
		this.fleet.atEndOf("reindex", this.fleet::crash);
		this.rollingOps.requestLock("reindex", Map.of("force", false));
		this.fleet.settle();
		this.fleet.restart();
		this.fleet.advancePastLease();
		assertThat(this.fleet).operation("reindex").wasCompleted().ranTimes(2);
	}

}
