package io.github.rollingops.metrics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.databag.Caller;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.HeartbeatAnswer;
import io.github.rollingops.databag.HeartbeatAnswer.Status;
import io.github.rollingops.databag.HeartbeatCommand;
import io.github.rollingops.databag.HeartbeatCommand.Known;
import io.github.rollingops.databag.Policy;
import io.github.rollingops.databag.StoreUnreachableException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing but the time is between a caller and its store.
 */
class MeteredDatabagStoreTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final RollingOpsMeters meters = new RollingOpsMeters(this.registry, "a",
			(group) -> stub(RollingOpsGroup.class, (method, arguments) -> List.of()), (group) -> Duration.ofSeconds(3),
			System::nanoTime);

	static Stream<Method> steps() {
		return Arrays.stream(DatabagStore.class.getMethods());
	}

	@ParameterizedTest
	@MethodSource("steps")
	void passesOnWhatItIsAsked(Method step) throws Exception {
		@Nullable Object[] arguments = arguments(step);
		Object answer = answer(step.getReturnType());
		DatabagStore store = stub(DatabagStore.class, (method, given) -> {
			assertThat(method).isEqualTo(step);
			assertThat(Objects.requireNonNullElse(given, new Object[0])).containsExactly(arguments);
			return answer;
		});
		assertThat(step.invoke(metered(store), arguments)).isSameAs(answer);
		assertThat(count("answered")).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("steps")
	void passesOnWhatIsThrown(Method step) {
		StoreUnreachableException failure = new StoreUnreachableException("away", null);
		DatabagStore store = stub(DatabagStore.class, (method, given) -> {
			throw failure;
		});
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> step.invoke(metered(store), arguments(step)))
			.havingCause()
			.isSameAs(failure);
		assertThat(count("unreachable")).isEqualTo(1);
	}

	@Test
	void registryThatObjectsKeepsNobodyFromBeating() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				throw new IllegalStateException("not in this registry");
			}

		});
		HeartbeatAnswer answer = HeartbeatAnswer.refused(Status.LATE, null, 0);
		DatabagStore store = stub(DatabagStore.class, (method, given) -> answer);
		HeartbeatCommand command = new HeartbeatCommand(new Caller("default", "a", "boot", 1), Policy.DEFAULT, false,
				false, List.of("reload"), 1, "store", Known.NOTHING);
		assertThat(metered(store).heartbeat(command)).isSameAs(answer);
	}

	private DatabagStore metered(DatabagStore store) {
		return new MeteredDatabagStore(store, () -> this.meters);
	}

	private long count(String outcome) {
		return this.registry.find(RollingOpsMeter.STORE_CALLS.getName())
			.tag("outcome", outcome)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	/** Commands are empty: whoever looks into one finds nothing, and must not mind. */
	private static @Nullable Object[] arguments(Method step) {
		return Arrays.stream(step.getParameterTypes()).map(MeteredDatabagStoreTests::answer).toArray();
	}

	private static @Nullable Object answer(Class<?> type) {
		if (type == int.class) {
			return 7;
		}
		if (type == String.class) {
			return "text";
		}
		if (type == List.class) {
			return List.of();
		}
		return type.isInterface() ? stub(type, (method, arguments) -> null) : Records.empty(type);
	}

	private static <T> T stub(Class<T> type, Behaviour behaviour) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getDeclaringClass() == Object.class) {
					return method.getName().equals("equals") ? proxy == arguments[0] : type.getSimpleName().length();
				}
				return behaviour.answer(method, arguments);
			}));
	}

	private interface Behaviour {

		@Nullable Object answer(Method method, Object @Nullable [] arguments) throws Throwable;

	}

}
