package io.github.rollingops.callback;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.rollingops.NameRule;
import io.github.rollingops.RollingOperationRegistration;

/**
 * The callbacks of this unit, by group and id. Filled once, when the singletons of the
 * context exist, and closed from then on: what a unit tells its group about its callbacks
 * stays true for the whole life of the unit. Safe to use from any thread.
 *
 * @since 0.1.0
 */
public final class CallbackRegistry {

	private final Set<String> namedGroups;

	private volatile @Nullable Map<String, Map<String, RegisteredCallback>> callbacks;

	/**
	 * Create a registry that a {@link RollingOperationScanner} is going to fill.
	 * @param namedGroups groups that exist even if no callback names them
	 * @throws IllegalArgumentException if one of the names cannot be one
	 */
	public CallbackRegistry(Collection<String> namedGroups) {
		this.namedGroups = Set.copyOf(namedGroups);
		this.namedGroups.forEach(CallbackRegistry::requireName);
	}

	/**
	 * Create a closed registry of the given callbacks, without a context to scan.
	 * @param registrations the callbacks
	 * @return the registry
	 * @throws InvalidRollingOperationException if one cannot be used
	 */
	public static CallbackRegistry of(RollingOperationRegistration... registrations) {
		return of(List.of(registrations)
			.stream()
			.<RegisteredCallback>map((registration) -> new RegistrationCallback(registration,
					"registration '" + registration.id() + "'"))
			.toList());
	}

	/**
	 * Create a closed registry of the given callbacks, without a context to scan.
	 * @param callbacks the callbacks
	 * @return the registry
	 * @throws InvalidRollingOperationException if two of a group have one id
	 */
	public static CallbackRegistry of(Collection<RegisteredCallback> callbacks) {
		CallbackRegistry registry = new CallbackRegistry(List.of());
		registry.close(callbacks);
		return registry;
	}

	/**
	 * Return whether the callbacks have been found. Before, nothing but the groups named
	 * by the configuration is known.
	 * @return whether the registry is closed
	 */
	public boolean isClosed() {
		return this.callbacks != null;
	}

	/**
	 * Return the names of the groups.
	 * @return an unmodifiable sorted set
	 */
	public Set<String> groups() {
		return Collections.unmodifiableSet(byGroup().keySet());
	}

	/**
	 * Return the ids of a group's callbacks.
	 * @param group the name of the group
	 * @return an unmodifiable sorted set, empty if there is no such group
	 */
	public Set<String> callbackIds(String group) {
		return Collections.unmodifiableSet(byGroup().getOrDefault(group, Map.of()).keySet());
	}

	/**
	 * Return a callback.
	 * @param group the name of its group
	 * @param callbackId its id
	 * @return the callback, or {@code null} if there is none
	 */
	public @Nullable RegisteredCallback find(String group, String callbackId) {
		return byGroup().getOrDefault(group, Map.of()).get(callbackId);
	}

	/**
	 * Take the callbacks over and allow no more.
	 */
	void close(Collection<RegisteredCallback> found) {
		if (isClosed()) {
			throw new IllegalStateException(
					"The registry of rolling operations has been filled; it takes no callback after the context has started");
		}
		Map<String, Map<String, RegisteredCallback>> byGroup = emptyGroups();
		for (RegisteredCallback callback : found) {
			RegisteredCallback twin = byGroup.computeIfAbsent(callback.group(), (group) -> new TreeMap<>())
				.putIfAbsent(callback.id(), callback);
			if (twin != null) {
				throw new InvalidRollingOperationException(
						callback.description(), "the id '" + callback.id() + "' of group '" + callback.group()
								+ "' is also used by " + twin.description(),
						"Give one of the two another id or another group.");
			}
		}
		this.callbacks = byGroup;
	}

	private Map<String, Map<String, RegisteredCallback>> byGroup() {
		Map<String, Map<String, RegisteredCallback>> current = this.callbacks;
		return (current != null) ? current : emptyGroups();
	}

	private Map<String, Map<String, RegisteredCallback>> emptyGroups() {
		Map<String, Map<String, RegisteredCallback>> byGroup = new TreeMap<>();
		this.namedGroups.forEach((group) -> byGroup.put(group, new TreeMap<>()));
		return byGroup;
	}

	private static void requireName(String group) {
		if (!NameRule.accepts(group)) {
			throw new IllegalArgumentException(
					"'" + group + "' cannot be the name of a group; use " + NameRule.EXPRESSION);
		}
	}

}
