package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.rollingops.testsupport.JavaCommand;
import io.github.rollingops.testsupport.LeastUser;
import io.github.rollingops.testsupport.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * Processes of one application, each a unit, and the turns that they report.
 */
final class ProcessFleet implements AutoCloseable {

	static final Duration LEASE = Duration.ofSeconds(3);

	static final Duration HEARTBEAT = Duration.ofMillis(600);

	private final String name = "fleet-" + UUID.randomUUID();

	private final RedisServer redis = RedisServer.shared();

	private final TurnLog turns = new TurnLog();

	private final List<UnitProcess> processes = new ArrayList<>();

	private final Class<?> application;

	ProcessFleet() {
		this(UnitApplication.class);
	}

	ProcessFleet(Class<?> application) {
		this.application = application;
	}

	/** Starts a process and does not wait for anything. */
	UnitProcess launch(String unit, String... arguments) {
		List<String> all = Stream.concat(Stream.of("--spring.application.name=" + this.name,
				"--rollingops.unit-name=" + unit, "--spring.data.redis.host=" + this.redis.host(),
				"--spring.data.redis.port=" + this.redis.port(), "--spring.data.redis.username=" + LeastUser.NAME,
				"--spring.data.redis.password=" + LeastUser.PASSWORD,
				"--rollingops.lease-duration=" + LEASE.toMillis() + "ms", "--rollingops.renew-deadline=2s",
				"--rollingops.heartbeat-interval=" + HEARTBEAT.toMillis() + "ms", "--rollingops.command-timeout=400ms",
				"--rollingops.retry.release.initial-delay=50ms", "--spring.main.banner-mode=off"), Stream.of(arguments))
			.toList();
		// An argument that is given twice would have both values.
		Map<String, String> byName = new LinkedHashMap<>();
		all.forEach((argument) -> byName.put(argument.substring(0, argument.indexOf('=')), argument));
		JavaCommand command = JavaCommand.of(this.application, byName.values().toArray(String[]::new));
		UnitProcess process = new UnitProcess(unit, command, this.turns);
		this.processes.add(process);
		return process;
	}

	/** Starts a process and waits until it is a member. */
	UnitProcess join(String unit, String... arguments) {
		UnitProcess process = launch(unit, arguments);
		process.awaitJoined();
		return process;
	}

	/** Starts processes one of which leads: the first. */
	List<UnitProcess> joinAll(String leader, String... others) {
		UnitProcess first = launch(leader);
		first.awaitEvent("LeadershipChangedEvent");
		List<UnitProcess> all = new ArrayList<>(List.of(first));
		Stream.of(others).map(this::launch).forEach(all::add);
		all.forEach(UnitProcess::awaitJoined);
		return all;
	}

	/** The name of the application, and so its namespace. */
	String name() {
		return this.name;
	}

	TurnLog turns() {
		return this.turns;
	}

	/** Asks Redis for a field of a unit's databag. */
	String databag(String unit, String field) {
		return String.valueOf(databag("default", unit, field));
	}

	/** Asks Redis for a field of a unit's databag, {@code null} if there is none. */
	@Nullable Object databag(String group, String unit, String field) {
		return this.redis.command("HGET", key(group, "unit:" + unit), field);
	}

	/** Whether the membership of a unit has been ended by nobody. */
	boolean isMember(String unit) {
		return this.redis.command("ZSCORE", key("default", "units"), unit) != null;
	}

	@Override
	public void close() {
		this.processes.forEach(UnitProcess::close);
	}

	private String key(String group, String suffix) {
		return "rollingops:{" + this.name + ":" + group + "}:" + suffix;
	}

}
