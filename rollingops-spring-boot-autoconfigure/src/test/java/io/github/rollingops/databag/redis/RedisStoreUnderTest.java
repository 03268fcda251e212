package io.github.rollingops.databag.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.databag.UnitDatabag.Place;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Redis store in a namespace of its own, with the clock of its scripts turned by
 * hand, and its back doors.
 */
final class RedisStoreUnderTest implements StoreUnderTest {

	private static @Nullable LettuceConnectionFactory connections;

	private static @Nullable LettuceConnectionFactory connectionsOfTests;

	private final String namespace = "test-" + UUID.randomUUID();

	private final String base = "rollingops:{" + this.namespace + ":" + Fleet.GROUP + "}:";

	private final ManualClock clock;

	private final LettuceConnectionFactory connectionFactory;

	private final DatabagStore store;

	private final Runnable closing;

	RedisStoreUnderTest() {
		this(new ManualClock());
	}

	RedisStoreUnderTest(ManualClock clock) {
		this(clock, connections(), connectionsOfTests(), UnaryOperator.identity());
	}

	RedisStoreUnderTest(ManualClock clock, LettuceConnectionFactory connectionFactory) {
		this(clock, connectionFactory, UnaryOperator.identity());
	}

	/**
	 * Put something between the tests and the store.
	 */
	RedisStoreUnderTest(ManualClock clock, LettuceConnectionFactory connectionFactory,
			UnaryOperator<DatabagStore> between) {
		this(clock, connectionFactory, connectionFactory, between);
	}

	private RedisStoreUnderTest(ManualClock clock, LettuceConnectionFactory connectionsOfStore,
			LettuceConnectionFactory connectionFactory, UnaryOperator<DatabagStore> between) {
		this.clock = clock;
		this.connectionFactory = connectionFactory;
		RedisDatabagStore store = new RedisDatabagStore(connectionsOfStore,
				new RedisDatabagStore.Settings(this.namespace, "rollingops", Duration.ofSeconds(5)), clock);
		this.store = between.apply(store);
		this.closing = store::close;
	}

	/**
	 * The connections are shared by all tests: they end with the JVM. Those of the stores
	 * are of a user that is allowed what the documentation says, and nothing else.
	 */
	private static synchronized LettuceConnectionFactory connections() {
		LettuceConnectionFactory factory = connections;
		if (factory == null) {
			factory = started(LeastUser.in(shared()));
			connections = factory;
		}
		return factory;
	}

	private static synchronized LettuceConnectionFactory connectionsOfTests() {
		LettuceConnectionFactory factory = connectionsOfTests;
		if (factory == null) {
			factory = started(shared());
			connectionsOfTests = factory;
		}
		return factory;
	}

	private static RedisStandaloneConfiguration shared() {
		RedisServer server = RedisServer.shared();
		return new RedisStandaloneConfiguration(server.host(), server.port());
	}

	private static LettuceConnectionFactory started(RedisStandaloneConfiguration configuration) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	@Override
	public DatabagStore store() {
		return this.store;
	}

	@Override
	public ManualClock clock() {
		return this.clock;
	}

	@Override
	public void poison(String unit, String operations) {
		poison(unit, "operations", operations);
	}

	void poison(String unit, String field, String value) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			connection.hashCommands().hSet(unitKey(unit), bytes(field), bytes(value));
		}
	}

	@Override
	public void writeSetAside(String unit, String... texts) {
		poison(unit, "set_aside", JsonMapper.shared().writeValueAsString(texts));
	}

	RedisConnection connection() {
		return this.connectionFactory.getConnection();
	}

	/**
	 * What every key begins with.
	 */
	String base() {
		return this.base;
	}

	@Override
	public String operations(String unit) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			byte[] text = connection.hashCommands().hGet(unitKey(unit), bytes("operations"));
			assertThat(text).as("the queue of " + unit).isNotNull();
			return new String(text, StandardCharsets.UTF_8);
		}
	}

	@Override
	public List<Place> places(String unit) {
		List<Place> places = new ArrayList<>();
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			Map.of(Place.REQUESTS, "requests", Place.RETRIES, "retries", Place.DELAYED, "delayed", Place.PARKED,
					"departed")
				.forEach((place, index) -> {
					if (connection.zSetCommands().zScore(bytes(this.base + index), bytes(unit)) != null) {
						places.add(place);
					}
				});
			byte[] granted = connection.hashCommands().hGet(bytes(this.base + "app"), bytes("granted_unit"));
			if (granted != null && new String(granted, StandardCharsets.UTF_8).equals(unit)) {
				places.add(Place.GRANTED);
			}
		}
		places.sort(null);
		return places;
	}

	@Override
	public void forgetEverything() {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			for (byte[] key : keys(connection)) {
				connection.keyCommands().del(key);
			}
		}
	}

	@Override
	public void forgetMembers() {
		forgetShared("units");
	}

	@Override
	public void forgetHeads() {
		forgetShared("heads");
	}

	private void forgetShared(String suffix) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			connection.keyCommands().del(bytes(this.base + suffix));
		}
	}

	@Override
	public void forget(String unit) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			connection.keyCommands().del(unitKey(unit));
		}
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			Map<byte[], byte[]> before = new HashMap<>();
			for (byte[] key : sharedKeys(connection)) {
				byte[] content = connection.keyCommands().dump(key);
				assertThat(content).isNotNull();
				before.put(key, content);
			}
			this.store.finish(command);
			for (byte[] key : sharedKeys(connection)) {
				connection.keyCommands().del(key);
			}
			before.forEach((key, content) -> connection.keyCommands().restore(key, 0, content));
		}
	}

	private Set<byte[]> keys(RedisConnection connection) {
		Set<byte[]> keys = connection.keyCommands().keys(bytes(this.base + "*"));
		assertThat(keys).isNotNull();
		return keys;
	}

	private Set<byte[]> sharedKeys(RedisConnection connection) {
		Set<byte[]> keys = keys(connection);
		keys.removeIf((key) -> new String(key, StandardCharsets.UTF_8).startsWith(this.base + "unit:"));
		return keys;
	}

	private byte[] unitKey(String unit) {
		return bytes(this.base + "unit:" + unit);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		forgetEverything();
		this.closing.run();
	}

}
