package io.github.rollingops.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.rollingops.OperationResult;
import io.github.rollingops.benchmarks.redis.Address;
import io.github.rollingops.benchmarks.unit.Unit;

/**
 * This project, with an application context for each unit and the default settings.
 */
record RollingOpsContender() implements Contender {

	@Override
	public String name() {
		return "RollingOps";
	}

	@Override
	public Clients open(Address redis, int count, Turns turns) {
		String namespace = "peers-" + UUID.randomUUID();
		List<Unit> units = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int client = i;
			units.add(Unit.start(redis, namespace, "unit-" + i, (context) -> {
				turns.take(client);
				return OperationResult.RELEASE;
			}));
		}
		return new Clients() {

			@Override
			public void ask(int client) {
				units.get(client).request();
			}

			@Override
			public void close() {
				units.forEach(Unit::close);
			}

		};
	}

}
