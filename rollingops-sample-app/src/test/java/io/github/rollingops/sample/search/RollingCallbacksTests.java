package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.sample.report.ReportLine;
import io.github.rollingops.sample.report.UnitReport.TurnEnded;
import io.github.rollingops.sample.report.UnitReport.TurnStarted;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

@ExtendWith(OutputCaptureExtension.class)
class RollingCallbacksTests {

	@TempDir
	Path folder;

	@TempDir
	Path indexes;

	private final UnitReporter reporter = new UnitReporter(new MockEnvironment());

	private final List<AvailabilityState> readiness = new ArrayList<>();

	private SearchIndex index;

	private TurnLog turns;

	@BeforeEach
	void indexFolder() throws IOException {
		Files.writeString(this.folder.resolve("a.md"), "first");
		this.index = new SearchIndex(DocumentFolder.find(this.folder, Path.of("")), new IndexFolder(this.indexes));
		this.turns = new TurnLog(this.reporter, this.index);
	}

	@Test
	void reindexesFolderThatChanged() throws Exception {
		Files.writeString(this.folder.resolve("b.md"), "second");
		assertThat(this.index.search("second")).isEmpty();
		assertThat(reindexing().reindex(false)).isEqualTo(OperationResult.RELEASE);
		assertThat(this.index.search("second")).hasSize(1);
		assertThat(this.index.size()).isEqualTo(2);
	}

	@Test
	void servesAfterRestartWhatWasReindexed() throws Exception {
		Files.writeString(this.folder.resolve("b.md"), "second");
		reindexing().reindex(false);
		SearchIndex next = new SearchIndex(DocumentFolder.find(this.folder, Path.of("")),
				new IndexFolder(this.indexes));
		assertThat(next.search("second")).hasSize(1);
		assertThat(new IndexFolder(this.indexes).names()).containsExactly(next.name());
	}

	@Test
	void skipsFolderThatDidNotChange() throws Exception {
		assertThat(this.index.rebuild(false)).isFalse();
		assertThat(reindexing().reindex(false)).isEqualTo(OperationResult.RELEASE);
	}

	@Test
	void reindexesUnchangedFolderIfForced() throws Exception {
		assertThat(this.index.rebuild(true)).isTrue();
		assertThat(reindexing().reindex(true)).isEqualTo(OperationResult.RELEASE);
	}

	@Test
	void refusesTrafficUntilItHasReindexed() throws Exception {
		reindexing().reindex(true);
		assertThat(this.readiness).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void acceptsTrafficAgainAfterFailure() {
		assertThatIllegalStateException().isThrownBy(() -> traffic().refuseDuring(() -> {
			throw new IllegalStateException("broken");
		}));
		assertThat(this.readiness).last().isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void reportsTurnWithItsResult(CapturedOutput output) throws Exception {
		reindexing().reindex(true);
		assertThat(output.getOut().lines().map(ReportLine::read)).satisfiesExactly(
				(start) -> assertThat(start).get().isInstanceOf(TurnStarted.class),
				(end) -> assertThat(end).get().asInstanceOf(type(TurnEnded.class)).satisfies((ended) -> {
					assertThat(ended.result()).isEqualTo(OperationResult.RELEASE);
					assertThat(ended.documents()).isEqualTo(1);
				}));
	}

	@Test
	void reportsEndOfTurnThatFails(CapturedOutput output) {
		assertThatIllegalStateException().isThrownBy(() -> this.turns.record("broken", () -> {
			throw new IllegalStateException("broken");
		}));
		assertThat(output.getOut().lines().map(ReportLine::read)).last()
			.satisfies((end) -> assertThat(end).get()
				.asInstanceOf(type(TurnEnded.class))
				.extracting(TurnEnded::result)
				.isEqualTo(OperationResult.RETRY_RELEASE));
	}

	@Test
	void flakySucceedsAtThirdAttempt() throws Exception {
		FlakyOperation flaky = new FlakyOperation(this.turns);
		assertThat(flaky.flaky(attempt(0))).isEqualTo(OperationResult.RETRY_RELEASE);
		assertThat(flaky.flaky(attempt(1))).isEqualTo(OperationResult.RETRY_RELEASE);
		assertThat(flaky.flaky(attempt(2))).isEqualTo(OperationResult.RELEASE);
	}

	@Test
	void stubbornHoldsUntilFreedAndHoldsAgainTheNextTime() throws Exception {
		StubbornOperation stubborn = new StubbornOperation(this.turns);
		assertThat(stubborn.stubborn()).isEqualTo(OperationResult.RETRY_HOLD);
		assertThat(stubborn.stubborn()).isEqualTo(OperationResult.RETRY_HOLD);
		stubborn.free();
		assertThat(stubborn.stubborn()).isEqualTo(OperationResult.RELEASE);
		assertThat(stubborn.stubborn()).isEqualTo(OperationResult.RETRY_HOLD);
	}

	private Reindexing reindexing() {
		return new Reindexing(this.index, this.turns, traffic(),
				new SearchProperties(this.folder, this.indexes, Duration.ZERO, Duration.ZERO));
	}

	private TrafficSwitch traffic() {
		return new TrafficSwitch((event) -> this.readiness.add(((AvailabilityChangeEvent<?>) event).getState()),
				this.reporter, this.index);
	}

	private static OperationContext attempt(int attempt) {
		Operation operation = Operation.create("flaky", Map.of(), null);
		for (int count = 0; count < attempt; count++) {
			operation = operation.incrementAttempt();
		}
		return new FixedContext(operation);
	}

}
