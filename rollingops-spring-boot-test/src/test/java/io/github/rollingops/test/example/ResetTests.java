package io.github.rollingops.test.example;

import io.github.rollingops.RollingOpsService;
import io.github.rollingops.test.RollingOpsFleet;
import io.github.rollingops.test.RollingOpsTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests share a context, and see nothing of each other.
 */
@SpringBootTest
@RollingOpsTest
class ResetTests {

	@Autowired
	RollingOpsService rollingOps;

	@Autowired
	RollingOpsFleet fleet;

	@RepeatedTest(2)
	void leavesEverythingBehind() {
		assertThat(this.fleet).hasNoOperation("reload").events().isEmpty();
		this.fleet.join("other");
		this.fleet.holdTurn();
		this.rollingOps.requestLock("reload");
		this.fleet.crash();
		this.fleet.stopStore();
		assertThat(this.fleet).operation("reload").isWaiting();
	}

	@Nested
	class Inside {

		@Test
		void belongsToTheFleetAsWell() {
			assertThat(ResetTests.this.fleet).hasNoOperation("reload").events().isEmpty();
			assertThat(ResetTests.this.rollingOps.snapshot().units()).hasSize(1);
		}

	}

}
