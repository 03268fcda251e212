package io.github.rollingops.benchmarks.unit;

import java.util.concurrent.CountDownLatch;

import io.github.rollingops.OperationResult;
import io.github.rollingops.benchmarks.redis.Address;

/**
 * A unit in a process of its own, so that it can be killed. It says {@code READY} when it
 * has joined or, where it is to hold the turn, when it has that.
 */
final class LeaderProcess {

	private LeaderProcess() {
	}

	public static void main(String[] args) throws InterruptedException {
		ChildProcess.endWithParent();
		boolean holding = Boolean.parseBoolean(args[3]);
		CountDownLatch holds = new CountDownLatch(holding ? 1 : 0);
		Unit unit = Unit.start(new Address(args[0], Integer.parseInt(args[1])), args[2], "leader", (context) -> {
			holds.countDown();
			new CountDownLatch(1).await();
			return OperationResult.RELEASE;
		});
		if (holding) {
			unit.request();
		}
		holds.await();
		System.out.println("READY");
		new CountDownLatch(1).await();
	}

	static ChildProcess start(Address redis, String namespace, boolean holding) throws Exception {
		return ChildProcess.start(LeaderProcess.class, ChildProcess.classPath(), redis.host(),
				Integer.toString(redis.port()), namespace, Boolean.toString(holding));
	}

}
