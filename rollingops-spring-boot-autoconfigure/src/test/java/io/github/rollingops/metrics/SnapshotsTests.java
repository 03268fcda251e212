package io.github.rollingops.metrics;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsNoRelationException;
import io.github.rollingops.RollingOpsNoRelationException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However often somebody looks, and whatever the store does, little is asked of it.
 */
class SnapshotsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(3);

	private final AtomicLong nanoTime = new AtomicLong(-7);

	private final List<String> asked = new ArrayList<>();

	private Supplier<GroupSnapshot> answer = () -> new GroupSnapshot("any", Instant.EPOCH, null, 0, List.of(),
			List.of(), List.of());

	private final Snapshots snapshots = new Snapshots(this::group, (group) -> INTERVAL, this.nanoTime::get);

	@Test
	void groupIsAskedOnceInAnInterval() {
		this.snapshots.of("one");
		this.nanoTime.addAndGet(INTERVAL.toNanos() - 1);
		assertThat(this.snapshots.of("one")).isNotNull();
		assertThat(this.asked).containsExactly("one");
		this.nanoTime.addAndGet(1);
		this.snapshots.of("one");
		assertThat(this.asked).containsExactly("one", "one");
	}

	@Test
	void storeThatIsAwayIsWaitedForOnceForAllGroups() {
		this.answer = () -> {
			throw new RollingOpsNoRelationException(Reason.STORE_UNREACHABLE, "away");
		};
		assertThat(this.snapshots.of("one")).isNull();
		assertThat(this.snapshots.of("one")).isNull();
		assertThat(this.snapshots.of("two")).isNull();
		assertThat(this.asked).containsExactly("one");
		this.nanoTime.addAndGet(INTERVAL.toNanos());
		this.snapshots.of("two");
		assertThat(this.asked).containsExactly("one", "two");
	}

	@Test
	void whatIsOldIsNotToldWhileTheStoreIsAway() {
		assertThat(this.snapshots.of("one")).isNotNull();
		this.answer = () -> {
			throw new RollingOpsNoRelationException(Reason.STORE_UNREACHABLE, "away");
		};
		this.nanoTime.addAndGet(INTERVAL.toNanos());
		assertThat(this.snapshots.of("one")).isNull();
	}

	@Test
	void nobodyWaitsWhileAnotherAsks() throws Exception {
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch mayAnswer = new CountDownLatch(1);
		Supplier<GroupSnapshot> atOnce = this.answer;
		this.answer = () -> {
			asking.countDown();
			try {
				assertThat(mayAnswer.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return atOnce.get();
		};
		Thread slow = new Thread(() -> this.snapshots.of("one"));
		slow.start();
		assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.snapshots.of("one")).isNull();
		mayAnswer.countDown();
		slow.join(20_000);
		assertThat(this.snapshots.of("one")).isNotNull();
		assertThat(this.asked).containsExactly("one");
	}

	private RollingOpsGroup group(String name) {
		return (RollingOpsGroup) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RollingOpsGroup.class }, (proxy, method, arguments) -> {
					this.asked.add(name);
					return this.answer.get();
				});
	}

}
