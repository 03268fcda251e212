package io.github.rollingops.engine;

import java.util.Map;

import io.github.rollingops.LockRequest;
import io.github.rollingops.RollingOpsInvalidLockRequestException;
import io.github.rollingops.databag.RandomKwargs;
import io.github.rollingops.databag.RequestCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Kwargs on the whole way, from the request to the callback.
 */
class KwargsTests {

	private final EngineFleet fleet = new EngineFleet();

	private final UnitProcess a = this.fleet.unit("a").start();

	@Test
	void whatGoesInComesOut() {
		long seed = RandomKwargs.seed();
		RandomKwargs kwargs = new RandomKwargs(seed);
		for (int i = 0; i < RandomKwargs.cases(300); i++) {
			Map<String, @Nullable Object> given = kwargs.next();
			this.a.service().requestLock("reload", given);
			this.fleet.settle();
			assertThat(this.a.runs).hasSize(1);
			Map<String, ?> seen = this.a.runs.remove(0).operation().kwargs();
			assertThat(RandomKwargs.plain(seen)).as("with seed %s", seed).isEqualTo(RandomKwargs.plain(given));
		}
	}

	@Test
	void whatCannotBeStoredIsRefusedBeforeAnythingIsSent() {
		long seed = RandomKwargs.seed();
		RandomKwargs kwargs = new RandomKwargs(seed);
		int sent = this.a.link.sent(RequestCommand.class).size();
		for (int i = 0; i < RandomKwargs.cases(300); i++) {
			LockRequest request = LockRequest.of("reload").withKwargs(kwargs.nextRefused());
			assertThatExceptionOfType(RollingOpsInvalidLockRequestException.class)
				.isThrownBy(() -> this.a.service().requestLock(request))
				.as("with seed %s", seed)
				.withMessageStartingWith("Kwargs are refused: ");
		}
		assertThat(this.a.link.sent(RequestCommand.class)).hasSize(sent);
	}

	@Test
	void jsonTextIsTakenWithoutLoss() {
		long seed = RandomKwargs.seed();
		RandomKwargs kwargs = new RandomKwargs(seed);
		for (int i = 0; i < RandomKwargs.cases(300); i++) {
			this.a.service().requestLock("reload", kwargs.next());
			this.fleet.settle();
			String json = this.a.runs.remove(0).operation().kwargsJson();
			this.a.service().requestLock(LockRequest.of("reload").withKwargsJson(json));
			this.fleet.settle();
			assertThat(this.a.runs.remove(0).operation().kwargsJson()).as("with seed %s", seed).isEqualTo(json);
		}
	}

}
