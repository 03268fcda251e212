package io.github.rollingops.databag.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody has put something else where a key of the group should be. A script cannot
 * take back what it wrote, so it has to notice before it writes anything.
 */
class WrongTypeTests {

	private RedisGroup group;

	private Fleet fleet;

	private TestUnit leader;

	private TestUnit holder;

	private TestUnit waiting;

	private FinishCommand finish;

	@BeforeEach
	void grant() {
		this.group = new RedisGroup(RedisServer.shared(), "types-" + UUID.randomUUID());
		this.fleet = this.group.fleet();
		this.leader = this.fleet.joined("leader");
		this.holder = this.fleet.joined("holder");
		this.waiting = this.fleet.joined("waiting");
		this.holder.request("reload");
		this.waiting.request("reload");
		this.leader.schedule();
		this.holder.start();
		this.finish = this.holder.finishing(Result.RELEASE);
	}

	@AfterEach
	void close() {
		this.group.forgetEverything();
		this.group.close();
	}

	static Stream<String> sharedKeys() {
		return RedisGroup.SHARED.stream().filter((suffix) -> !suffix.equals("history"));
	}

	@ParameterizedTest
	@MethodSource("sharedKeys")
	void stepEitherAnswersOrWritesNothing(String suffix) {
		spoil(this.group.key(suffix));
		List<Runnable> steps = List.of(this.holder::beat, () -> this.waiting.request("rotate"),
				() -> this.waiting.send(this.waiting.askingAll(Operation.create("flaky", Map.of(), null))),
				() -> this.group.store().finish(this.finish), this.leader::schedule, this.leader::leave,
				() -> this.group.store().administer(release(this.holder, this.finish.token())), this.fleet::snapshot,
				() -> this.fleet.databag(this.holder));
		List<String> failures = new ArrayList<>();
		for (Runnable step : steps) {
			Map<String, String> before = this.group.content();
			try {
				step.run();
			}
			catch (StoreUnreachableException ex) {
				failures.add(ex.getMessage());
				assertThat(this.group.content()).isEqualTo(before);
			}
		}
		assertThat(failures).isNotEmpty()
			.allSatisfy((message) -> assertThat(message).contains("WRONGTYPE", this.group.key(suffix)));
	}

	private static AdministrationCommand release(TestUnit unit, long token) {
		return new AdministrationCommand(Fleet.GROUP, unit.name(), AdministrationCommand.Action.RELEASE, "", "", token,
				0, "alice");
	}

	@ParameterizedTest
	@MethodSource("sharedKeys")
	void groupGoesOnWhenTheKeyIsRemoved(String suffix) {
		String key = this.group.key(suffix);
		spoil(key);
		this.group.command("DEL", key);
		assertThat(this.holder.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
	}

	@Test
	void historyOfAWrongTypeStopsNothing() {
		spoil(this.group.key("history"));
		assertThat(this.holder.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		this.holder.finish(this.finish);
		assertThat(this.fleet.holder()).isEqualTo("waiting");
	}

	@Test
	void databagOfAWrongTypeIsReplacedByTheNextHeartbeat() {
		spoil(this.group.key("unit:waiting"));
		this.waiting.rev = 0;
		assertThat(this.waiting.beat().status()).isEqualTo(HeartbeatAnswer.Status.MEMBER);
		UnitDatabag databag = this.fleet.databag(this.waiting);
		assertThat(databag.setAside()).containsExactly("(wrong type)");
		assertThat(databag.queue().isEmpty()).isTrue();
	}

	@Test
	void databagOfAWrongTypeDoesNotStopOthers() {
		spoil(this.group.key("unit:waiting"));
		this.holder.finish(this.finish);
		assertThat(this.leader.schedule().leading()).isTrue();
		assertThat(this.fleet.snapshot().units()).extracting(UnitDatabag::unit).containsExactly("holder", "leader");
	}

	@Test
	void finishReleasesThoughItsDatabagIsOfAWrongType() {
		spoil(this.group.key("unit:holder"));
		this.holder.finish(this.finish);
		assertThat(this.fleet.holder()).isEqualTo("waiting");
	}

	/**
	 * A list is never right.
	 */
	private void spoil(String key) {
		this.group.command("DEL", key);
		this.group.command("RPUSH", key, "something else");
	}

}
