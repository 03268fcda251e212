package io.github.rollingops.action.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionLimits;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ActionTime;
import io.github.rollingops.action.RollbackReport;
import io.github.rollingops.action.examples.MyAction.Outcome;
import org.junit.jupiter.api.Test;

import org.springframework.core.retry.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The code of the documentation, as it stands there.
 */
class ExamplesTests {

	private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

	private static final Path SOURCES = Path.of("src/test/java",
			ExamplesTests.class.getPackageName().replace('.', '/'));

	@Test
	void documentationShowsTheCodeThatIsRunHere() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String name : List.of("MyAction", "MyFailingAction", "ExamplesTests", "Publisher")) {
			sources.append(plain(Files.readString(SOURCES.resolve(name + ".java"))));
		}
		List<String> blocks = JAVA_BLOCK.matcher(Files.readString(Path.of("../docs/actions.md")))
			.results()
			.map((MatchResult block) -> plain(block.group(1)))
			.toList();
		assertThat(blocks).hasSizeGreaterThanOrEqualTo(6).allSatisfy((block) -> assertThat(sources).contains(block));
	}

	private static String plain(String code) {
		return code.replaceAll("\\s+", " ").strip();
	}

	@Test
	void firstExample() throws Exception {
		Deque<Outcome> chances = new ArrayDeque<>(List.of(Outcome.SUCCEED, Outcome.RETRY, Outcome.FAIL));
		MyAction a = new MyAction("a", chances::poll);
		MyAction b = new MyAction("b", chances::poll);
		List<RollbackReport> reports = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> {
			ActionQueue queue = new ActionQueue();
			queue.add(a);
			queue.add(b);
			try {
				queue.execute();
			}
			catch (Exception ex) {
				RollbackReport report = queue.rollback();
				reports.add(report);
				throw ex;
			}
		}).withMessage("b failed");
		assertThat(reports).containsExactly(new RollbackReport(List.of("b", "a"), List.of()));
		assertThat(a.value()).isZero();
		assertThat(chances).isEmpty();
	}

	@Test
	void secondExample() {
		List<Duration> waits = new ArrayList<>();
		MyFailingAction action = new MyFailingAction();
		ActionQueue queue = new ActionQueue(ActionOptions.DEFAULT.withTime(noting(waits))).add(action);
		assertThatExceptionOfType(ArithmeticException.class).isThrownBy(queue::execute);
		assertThat(action.runs()).isEqualTo(6);
		assertThat(waits).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1600L);
		RollbackReport report = queue.rollback();
		assertThat(action.runs()).isEqualTo(6 + 11);
		assertThat(report.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.error()).isInstanceOf(ArithmeticException.class));
	}

	@Test
	void lambdasPoliciesAndLimits() throws Exception {
		List<String> steps = new ArrayList<>();
		RetryPolicy patient = RetryPolicy.builder().maxRetries(3).delay(Duration.ofMillis(200)).multiplier(2).build();
		Action publish = Action.of("publish", () -> steps.add("published"), () -> steps.add("withdrawn"));

		ActionLimits limits = new ActionLimits(10, Duration.ofSeconds(30), Duration.ofMinutes(1));
		new ActionQueue(ActionOptions.DEFAULT.withName("release").withLimits(limits))
			.add(publish.retrying(patient, patient))
			.run();

		assertThat(steps).containsExactly("published");
	}

	private static ActionTime noting(List<Duration> waits) {
		return new ActionTime() {

			@Override
			public long nanoTime() {
				return 0;
			}

			@Override
			public void sleep(Duration duration) {
				waits.add(duration);
			}

		};
	}

}
