package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationCallback;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.GroupSettings.Retries;
import io.github.rollingops.engine.RetryDelays;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Several units in this JVM, each with connections of its own, and what they all report.
 */
final class EngineFleet implements AutoCloseable {

	private static final RetryDelays DELAYS = new RetryDelays(Duration.ofMillis(50), 2, Duration.ofMillis(200), 0);

	/** About the shortest that are legal and leave a busy machine some air. */
	static final GroupSettings SETTINGS = new GroupSettings(Duration.ofSeconds(2), Duration.ofMillis(1300),
			Duration.ofMillis(400), Duration.ofMillis(250), new Retries(DELAYS, DELAYS, 3, Duration.ofMinutes(1)),
			GroupSettings.DEFAULT.limits());

	static final String GROUP = "default";

	private final String namespace = "fleet-" + UUID.randomUUID();

	private final Set<String> groups = new TreeSet<>(Set.of(GROUP));

	private final Map<String, RollingOperationCallback> callbacks = new LinkedHashMap<>();

	private final Map<String, TurnLog> turns = new LinkedHashMap<>();

	private final List<EngineUnit> units = new ArrayList<>();

	EngineFleet() {
		callback("turn", (context) -> OperationResult.RELEASE);
	}

	/** Gives the callback to every unit that is added from now on, in every group. */
	EngineFleet callback(String id, RollingOperationCallback callback) {
		this.callbacks.put(id, callback);
		return this;
	}

	EngineFleet group(String name) {
		this.groups.add(name);
		return this;
	}

	/** Adds a unit and starts it as a context would. */
	EngineUnit start(String unit, LettuceConnectionFactory connections) {
		EngineUnit added = new EngineUnit(unit, this, connections);
		this.units.add(added);
		added.start();
		return added;
	}

	/** Starts a unit and waits until it is a member. */
	EngineUnit join(String unit, LettuceConnectionFactory connections) {
		EngineUnit added = start(unit, connections);
		added.awaitJoined();
		return added;
	}

	String namespace() {
		return this.namespace;
	}

	/** The turns taken in the group {@link #GROUP}. */
	TurnLog turns() {
		return turns(GROUP);
	}

	synchronized TurnLog turns(String group) {
		return this.turns.computeIfAbsent(group, (name) -> new TurnLog());
	}

	CallbackRegistry registry() {
		List<RollingOperationRegistration> registrations = new ArrayList<>();
		for (String group : this.groups) {
			this.callbacks.forEach((id, callback) -> registrations.add(new RollingOperationRegistration(group, id,
					(context) -> recorded(turns(group), callback, context))));
		}
		return CallbackRegistry.of(registrations.toArray(RollingOperationRegistration[]::new));
	}

	@Override
	public void close() {
		this.units.forEach(EngineUnit::close);
	}

	private static @Nullable OperationResult recorded(TurnLog turns, RollingOperationCallback callback,
			OperationContext context) throws Exception {
		long token = context.fencingToken();
		String end = "failed";
		turns.started(Turn.started(context.unit(), context.operation().callbackId(), context.operation().id(),
				context.operation().attempt(), token, System.nanoTime()));
		try {
			OperationResult result = callback.execute(context);
			end = String.valueOf(result);
			return result;
		}
		catch (InterruptedException ex) {
			end = "interrupted";
			throw ex;
		}
		finally {
			turns.ended(token, end, System.nanoTime());
		}
	}

}
