package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.ManualClock;
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.StoreUnderTest;
import io.github.rollingops.databag.TestUnit;
import io.github.rollingops.databag.UnitDatabag.Place;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A group on a Redis, of which a test looks at the keys.
 */
final class RedisGroup implements StoreUnderTest {

	static final List<String> SHARED = List.of("app", "units", "heads", "requests", "retries", "delayed", "departed",
			"leader", "cut_short", "seen", "seen_at", "history");

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final RedisServer server;

	private final String namespace;

	private final ManualClock clock = new ManualClock();

	private final LettuceConnectionFactory connectionFactory;

	private final RedisDatabagStore store;

	RedisGroup(RedisServer server, String namespace) {
		this(server, namespace, LeastUser.in(new RedisStandaloneConfiguration(server.host(), server.port())));
	}

	/**
	 * Create a group whose store connects as the configuration says, and not as the user
	 * that is allowed what is necessary.
	 */
	RedisGroup(RedisServer server, String namespace, RedisStandaloneConfiguration configuration) {
		this.server = server;
		this.namespace = namespace;
		this.connectionFactory = new LettuceConnectionFactory(configuration,
				LettuceClientConfiguration.builder().commandTimeout(TIMEOUT).shutdownTimeout(Duration.ZERO).build());
		this.connectionFactory.afterPropertiesSet();
		this.connectionFactory.start();
		this.store = new RedisDatabagStore(this.connectionFactory,
				new RedisDatabagStore.Settings(namespace, "rollingops", TIMEOUT), this.clock);
	}

	Fleet fleet() {
		return new Fleet(this);
	}

	/**
	 * Let an hour pass in the longest steps that are no outage.
	 */
	void passAnHour(TestUnit beating) {
		Duration step = Policy.DEFAULT.largestAdvance();
		for (Duration passed = Duration.ZERO; passed.toHours() < 1; passed = passed.plus(step)) {
			this.clock.turn(step);
			beating.beat();
		}
	}

	GroupKeys keys() {
		return new GroupKeys("rollingops", this.namespace, Fleet.GROUP);
	}

	ScriptRunner runner() {
		return new ScriptRunner(this.connectionFactory, new ScriptLoader().loadAll(), TIMEOUT);
	}

	String key(String suffix) {
		return "rollingops:{" + this.namespace + ":" + Fleet.GROUP + "}:" + suffix;
	}

	@Nullable Object command(String... command) {
		return this.server.command(command);
	}

	/**
	 * Return what lies in every key of the group.
	 */
	Map<String, String> content() {
		Map<String, String> content = new TreeMap<>();
		allKeys().forEach((key) -> content.put(key, String.valueOf(command("DUMP", key))));
		return content;
	}

	List<String> allKeys() {
		List<String> keys = new ArrayList<>();
		if (command("KEYS", key("*")) instanceof List<?> found) {
			found.forEach((key) -> keys.add(key.toString()));
		}
		return keys;
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
		command("HSET", key("unit:" + unit), "operations", operations);
	}

	@Override
	public void writeSetAside(String unit, String... texts) {
		command("HSET", key("unit:" + unit), "set_aside", JsonMapper.shared().writeValueAsString(texts));
	}

	@Override
	public String operations(String unit) {
		return Objects.requireNonNull(command("HGET", key("unit:" + unit), "operations")).toString();
	}

	public List<Place> places(String unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void forgetEverything() {
		allKeys().forEach((key) -> command("DEL", key));
	}

	@Override
	public void forgetMembers() {
		command("DEL", key("units"));
	}

	@Override
	public void forgetHeads() {
		command("DEL", key("heads"));
	}

	@Override
	public void forget(String unit) {
		command("DEL", key("unit:" + unit));
	}

	@Override
	public void cutFinishInHalf(FinishCommand command) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.store.close();
		this.connectionFactory.destroy();
	}

}
