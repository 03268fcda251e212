package io.github.rollingops.databag;

import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.FinishCommand.Result;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What kwargs a store is given it gives back, in every answer that tells of them.
 */
public abstract class KwargsContractTests extends DatabagStoreContract {

	private static final int QUEUED_AT_ONCE = 5;

	@Test
	void kwargsComeOutAsTheyWentIn() {
		long seed = RandomKwargs.seed();
		RandomKwargs kwargs = new RandomKwargs(seed);
		TestUnit unit = this.fleet.joined("a");
		for (int i = 0; i < RandomKwargs.cases(500); i += QUEUED_AT_ONCE) {
			List<Operation> asked = new ArrayList<>();
			for (int j = 0; j < QUEUED_AT_ONCE; j++) {
				Operation operation = Operation.create("reload", kwargs.next(), null);
				if (asked.isEmpty() || !asked.get(asked.size() - 1).equals(operation)) {
					asked.add(operation);
					assertSame(unit.request(operation), operation, seed);
				}
			}
			List<Operation> queued = this.fleet.databag(unit).queue().operations();
			for (int j = 0; j < asked.size(); j++) {
				assertSame(queued.get(j), asked.get(j), seed);
			}
			unit.schedule();
			for (Operation operation : asked) {
				unit.start();
				assertSame(unit.held().operation(), operation, seed);
				Change completed = change(unit.finish(Result.RELEASE).changes(), Change.Type.COMPLETED);
				assertSame(completed.operation(), operation, seed);
			}
		}
	}

	private static void assertSame(Operation actual, Operation expected, long seed) {
		assertThat(actual).as("with seed %s", seed).isNotNull();
		assertThat(actual.kwargsJson()).as("with seed %s", seed).isEqualTo(expected.kwargsJson());
	}

}
