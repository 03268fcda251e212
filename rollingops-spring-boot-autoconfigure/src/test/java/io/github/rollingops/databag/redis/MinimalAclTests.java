package io.github.rollingops.databag.redis;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.AdministrationCommand;
import io.github.rollingops.databag.AdministrationCommand.Action;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that a user of Redis needs to be allowed. What a script is not allowed fails in its
 * middle, so the list in the documentation must be whole. The stores of other tests
 * connect as this user, too; here it is looked at what is refused without a word.
 */
class MinimalAclTests {

	private RedisProcess redis;

	private RedisGroup group;

	@BeforeEach
	void open() {
		this.redis = RedisProcess.start();
		this.group = new RedisGroup(this.redis, "acl");
	}

	@AfterEach
	void close() {
		this.group.close();
		this.redis.close();
	}

	@Test
	void sufficesForEveryStepAndTheHints() {
		Fleet fleet = this.group.fleet();
		TestUnit leader = fleet.joined("leader");
		TestUnit unit = fleet.joined("a");
		TestUnit gone = fleet.joined("gone");
		BlockingQueue<Hint> hints = new LinkedBlockingQueue<>();
		this.group.store().subscribe(Fleet.GROUP, "a", hints::add);
		Awaitility.await().until(() -> {
			unit.beat();
			return hints.poll() instanceof Hint.Echo;
		});
		this.group.poison("a", "[1]");
		leader.send(leader.askingAll(Operation.create("reload", Map.of(), null)));
		for (Result result : Result.values()) {
			leader.schedule();
			TestUnit holder = fleet.holder().equals("a") ? unit : leader;
			if (!fleet.holder().equals("gone")) {
				holder.start();
				assertThat(holder.finish(result).status()).isEqualTo(FinishAnswer.Status.APPLIED);
			}
		}
		for (Action action : Action.values()) {
			this.group.store().administer(new AdministrationCommand(Fleet.GROUP, "a", action, "", "", 0, 0, "alice"));
		}
		assertThat(gone.leave().left()).isTrue();
		this.group.passAnHour(leader);
		leader.schedule();
		assertThat(fleet.snapshot().units()).isNotEmpty();
		assertThat(this.group.store().history(Fleet.GROUP, null, 10)).isNotEmpty();
		assertThat(this.group.store().warnings()).isEmpty();
		leader.leave();
		assertThat(LeastUser.denials(this.redis)).isEmpty();
	}

	@Test
	void hintsThatMayNotBeSentStopNothing() {
		this.redis.command("ACL", "SETUSER", LeastUser.NAME, "-publish");
		TestUnit leader = this.group.fleet().joined("leader");
		leader.request("reload");
		leader.schedule();
		leader.start();
		assertThat(leader.finish(Result.RELEASE).status()).isEqualTo(FinishAnswer.Status.APPLIED);
		assertThat(LeastUser.denials(this.redis)).isNotEmpty()
			.allSatisfy((denial) -> assertThat(denial).contains("publish"));
	}

}
