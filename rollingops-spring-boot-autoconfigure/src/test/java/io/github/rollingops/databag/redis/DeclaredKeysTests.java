package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.RequestCommand;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script may only touch the keys that its call names, or a Cluster could not run it.
 */
class DeclaredKeysTests {

	private RedisGroup group;

	private Fleet fleet;

	private TestUnit leader;

	@BeforeEach
	void join() {
		this.group = new RedisGroup(RedisServer.shared(), "declared-" + UUID.randomUUID());
		this.fleet = this.group.fleet();
		this.leader = this.fleet.joined("a");
		this.fleet.joined("b");
	}

	@AfterEach
	void close() {
		this.group.forgetEverything();
		this.group.close();
	}

	@Test
	void requestOfAllUnitsWritesNothingBeforeAllAreDeclared() {
		RequestCommand command = this.leader.askingAll(Operation.create("reload", Map.of(), null));
		Arguments arguments = arguments();
		RequestCodec.write(command, List.of("a"), arguments);
		assertAsksFor(Step.REQUEST, List.of("a"), arguments, "b");
		assertThat(this.leader.send(command).results()).extracting(LockRequestResult::unit).containsExactly("a", "b");
	}

	@Test
	void scheduleWritesNothingBeforeTheDatabagsToCollectAreDeclared() {
		depart();
		Arguments arguments = arguments();
		TurnCodec.write(this.leader.scheduling(), true, arguments);
		assertAsksFor(Step.SCHEDULE, List.of(), arguments, "b");
		assertThat(this.leader.schedule().changes()).isNotEmpty();
		assertThat(this.fleet.snapshot().units()).hasSize(1);
	}

	@Test
	void scheduleThatMayNotAskLeavesWhatIsNotDeclared() {
		depart();
		Arguments arguments = arguments();
		TurnCodec.write(this.leader.scheduling(), false, arguments);
		Answer answer = run(Step.SCHEDULE, List.of(), arguments);
		assertThat(answer.asksForDatabags()).isFalse();
		assertThat(this.fleet.snapshot().units()).hasSize(2);
	}

	@Test
	void snapshotAsksForEveryUnit() {
		assertAsksFor(Step.SNAPSHOT, List.of("a"), arguments().add(true), "b");
		assertThat(this.fleet.snapshot().units()).hasSize(2);
	}

	private void depart() {
		this.fleet.passLed(Policy.DEFAULT.leaseDuration().toSeconds() + 1, this.leader);
		this.group.passAnHour(this.leader);
	}

	private void assertAsksFor(Step step, List<String> declared, Arguments arguments, String... missing) {
		Map<String, String> before = this.group.content();
		Answer answer = run(step, declared, arguments);
		assertThat(answer.asksForDatabags()).isTrue();
		assertThat(answer.units()).containsExactly(missing);
		assertThat(this.group.content()).isEqualTo(before);
	}

	private Answer run(Step step, List<String> declared, Arguments arguments) {
		return this.group.runner().run(step, Fleet.GROUP, this.group.keys().keys(declared), arguments.values());
	}

	/** A little later than all before, so that even a saved clock would show. */
	private Arguments arguments() {
		this.group.clock().turn(Duration.ofSeconds(1));
		return new Arguments().add(ChronoUnit.MICROS.between(Instant.EPOCH, this.group.clock().instant()));
	}

}
