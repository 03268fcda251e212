package io.github.rollingops.benchmarks;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is measured is what it says: each benchmark makes the same calls.
 */
class ActionBenchmarksTests {

	@ParameterizedTest
	@MethodSource("succeeding")
	void callsEachOfTenActionsOnce(Method benchmark) throws Exception {
		TenActionsBenchmarks benchmarks = new TenActionsBenchmarks();
		benchmark.invoke(benchmarks);
		assertThat(benchmarks.counted).hasSize(10).allMatch((action) -> action.calls() == 1);
	}

	@ParameterizedTest
	@MethodSource("failing")
	void callsTheOneThatFailsTwiceThreeTimes(Method benchmark) throws Exception {
		OneOfTenFailsTwiceBenchmarks benchmarks = new OneOfTenFailsTwiceBenchmarks();
		benchmark.invoke(benchmarks);
		benchmark.invoke(benchmarks);
		assertThat(benchmark.getName().equals("queueAsked") ? benchmarks.asking : benchmarks.failing)
			.extracting(CountedAction::calls)
			.containsExactly(2L, 2L, 2L, 2L, 6L, 2L, 2L, 2L, 2L, 2L);
	}

	@Test
	void tellsTheListenerOfBeginAndEndOfEachAction() throws Exception {
		TenActionsBenchmarks benchmarks = new TenActionsBenchmarks();
		benchmarks.queueWithListener();
		assertThat(benchmarks.events()).isEqualTo(20);
	}

	static Stream<Method> succeeding() {
		return benchmarks(TenActionsBenchmarks.class);
	}

	static Stream<Method> failing() {
		return benchmarks(OneOfTenFailsTwiceBenchmarks.class);
	}

	private static Stream<Method> benchmarks(Class<?> type) {
		return Arrays.stream(type.getMethods()).filter((method) -> method.isAnnotationPresent(Benchmark.class));
	}

}
