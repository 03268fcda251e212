package io.github.rollingops.databag.redis;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.StoreUnreachableException;
import io.github.rollingops.databag.Subscription;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.testsupport.RedisProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class HintSubscriptionsTests {

	private final BlockingQueue<Hint> hints = new LinkedBlockingQueue<>();

	private RedisProcess redis;

	private RedisGroup group;

	private TestUnit unit;

	@BeforeEach
	void join() {
		this.redis = RedisProcess.start();
		this.group = new RedisGroup(this.redis, "hints");
		this.unit = this.group.fleet().joined("a");
	}

	@AfterEach
	void close() {
		this.group.close();
		this.redis.close();
	}

	@Test
	void allGroupsAndUnitsShareOneConnection() {
		subscribe();
		for (String other : List.of("b", "c", "d")) {
			this.group.store().subscribe(other, "a", this.hints::add);
			this.group.store().subscribe(Fleet.GROUP, other, this.hints::add);
		}
		Awaitility.await().until(() -> String.valueOf(this.redis.command("PUBSUB", "CHANNELS")).split(",").length == 7);
		assertThat(subscribers()).hasSize(1);
	}

	@Test
	void hearsAgainAfterItsConnectionWasKilled() {
		subscribe();
		this.redis.command("CLIENT", "KILL", "TYPE", "pubsub");
		awaitEcho();
		assertThat(subscribers()).hasSize(1);
	}

	@Test
	void hearsAgainAfterRedisWasRestarted() {
		subscribe();
		this.redis.kill();
		this.redis.restart();
		awaitEcho();
		assertThat(subscribers()).hasSize(1);
	}

	@Test
	void renewalReplacesTheConnection() {
		Subscription subscription = subscribe();
		List<String> before = subscribers();
		Awaitility.await().until(() -> {
			subscription.renew();
			return !subscribers().equals(before) && !subscribers().isEmpty();
		});
		awaitEcho();
		assertThat(subscribers()).hasSize(1).doesNotContainAnyElementsOf(before);
	}

	@Test
	void subscribesLaterWhereRedisIsNotThereYet() {
		this.redis.kill();
		this.group.store().subscribe(Fleet.GROUP, "a", this.hints::add);
		this.redis.restart();
		awaitEcho();
		assertThat(subscribers()).hasSize(1);
	}

	@Test
	void endsTheConnectionWithTheLastSubscription() {
		Subscription first = subscribe();
		Subscription second = this.group.store().subscribe(Fleet.GROUP, "b", this.hints::add);
		first.close();
		assertThat(subscribers()).hasSize(1);
		second.close();
		Awaitility.await().until(() -> subscribers().isEmpty());
		assertThat(subscribers()).isEmpty();
	}

	@Test
	void endsTheConnectionWithTheStore() {
		subscribe();
		this.group.close();
		Awaitility.await().until(() -> subscribers().isEmpty());
		assertThat(subscribers()).isEmpty();
	}

	@Test
	void endsItsThreadThoughTheConnectionIsNeverMade() throws InterruptedException {
		BlockingQueue<Thread> connecting = new LinkedBlockingQueue<>();
		RedisConnectionFactory never = (RedisConnectionFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RedisConnectionFactory.class }, (proxy, method, arguments) -> {
					connecting.add(Thread.currentThread());
					return new CompletableFuture<>().get();
				});
		HintSubscriptions subscriptions = new HintSubscriptions(never);
		subscriptions.subscribe("a", this.hints::add);
		Thread thread = connecting.take();
		subscriptions.close();
		Awaitility.await().until(() -> !thread.isAlive());
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void endingASubscriptionWaitsForTheConnectionThatIsBeingMade() {
		CountDownLatch connected = new CountDownLatch(1);
		CountDownLatch connecting = new CountDownLatch(1);
		RedisConnectionFactory slow = (RedisConnectionFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RedisConnectionFactory.class }, (proxy, method, arguments) -> {
					connecting.countDown();
					connected.await();
					throw new RedisConnectionFailureException("gave up");
				});
		try (HintSubscriptions subscriptions = new HintSubscriptions(slow)) {
			Subscription subscription = subscriptions.subscribe("a", this.hints::add);
			Awaitility.await().until(() -> connecting.getCount() == 0);
			Thread closer = new Thread(subscription::close);
			closer.start();
			Awaitility.await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
			connected.countDown();
			Awaitility.await().until(() -> !closer.isAlive());
			assertThat(closer.isAlive()).isFalse();
		}
	}

	@Test
	void subscriptionOfAClosedStoreEnds() {
		Subscription subscription = subscribe();
		this.group.close();
		assertThatNoException().isThrownBy(subscription::close);
	}

	@Test
	void refusesConnectionsWhoseSubscriptionsBlock() {
		RedisConnectionFactory blocking = (RedisConnectionFactory) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RedisConnectionFactory.class }, (proxy, method, arguments) -> null);
		RedisDatabagStore.Settings settings = new RedisDatabagStore.Settings("hints", "rollingops",
				Duration.ofSeconds(1));
		assertThatIllegalArgumentException().isThrownBy(() -> new RedisDatabagStore(blocking, settings))
			.withMessageContaining("LettuceConnectionFactory");
	}

	private Subscription subscribe() {
		Subscription subscription = this.group.store().subscribe(Fleet.GROUP, "a", this.hints::add);
		awaitEcho();
		return subscription;
	}

	/**
	 * Beat until the unit hears of it: an echo of an earlier heartbeat may still be under
	 * way on the connection that is about to end.
	 */
	private void awaitEcho() {
		long earlier = this.unit.sequence;
		Awaitility.await().ignoreException(StoreUnreachableException.class).until(() -> {
			this.unit.beat();
			return this.hints.stream().anyMatch((hint) -> isEcho(hint, earlier));
		});
	}

	private boolean isEcho(Hint hint, long after) {
		return hint instanceof Hint.Echo echo && echo.bootId().equals(this.unit.bootId()) && echo.sequence() > after;
	}

	/**
	 * Return the ids of the connections that listen.
	 */
	private List<String> subscribers() {
		return String.valueOf(this.redis.command("CLIENT", "LIST", "TYPE", "pubsub"))
			.lines()
			.filter((line) -> line.startsWith("id="))
			.map((line) -> line.split(" ")[0])
			.toList();
	}

}
