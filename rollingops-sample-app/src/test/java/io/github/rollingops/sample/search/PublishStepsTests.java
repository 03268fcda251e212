package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rollingops.Operation;
import io.github.rollingops.OnRestart;
import io.github.rollingops.StepJournal;
import io.github.rollingops.StepJournal.Step;
import io.github.rollingops.action.ActionOptions;
import io.github.rollingops.action.JournaledQueue;
import io.github.rollingops.action.RollbackReport;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a publication leaves on disk, judged by the next life of the unit: that has new
 * objects, the files, and the journal.
 */
class PublishStepsTests {

	/**
	 * A start and an end for each of four steps, and what two of them keep.
	 */
	private static final int WORDS = 10;

	@TempDir
	Path documents;

	@TempDir
	Path indexes;

	private Life life;

	@BeforeEach
	void changeDocumentsAfterFirstStart() throws IOException {
		Files.writeString(this.documents.resolve("a.md"), "first");
		this.life = new Life();
		Files.writeString(this.documents.resolve("b.md"), "second");
	}

	@Test
	void servesNewIndexOnceAllStepsAreDone() throws Exception {
		this.life.publish(new NotedJournal());
		assertThat(this.life.index.search("second")).hasSize(1);
		assertThat(new Life().index.name()).isEqualTo("index-2");
	}

	@Test
	void keepsOldIndexUntilThereIsNothingLeftToUndo() throws Exception {
		this.life.publish(new NotedJournal());
		assertThat(this.life.folder.names()).containsExactly("index-1", "index-2");
	}

	@Test
	void undoesAllStepsWhenWarmUpFails() {
		this.life.failure.ask();
		assertThatIllegalStateException().isThrownBy(() -> this.life.publish(new NotedJournal()))
			.withMessageContaining("warm-up")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).isEmpty());
		assertThatOldIndexAloneIsServed(this.life);
	}

	@Test
	void failsOnceOnly() throws Exception {
		this.life.failure.ask();
		assertThatIllegalStateException().isThrownBy(() -> this.life.publish(new NotedJournal()));
		this.life.publish(new NotedJournal());
		assertThat(this.life.index.search("second")).hasSize(1);
	}

	@Test
	void doesNotSwitchToIndexThatLacksWhatTheFolderHolds() throws Exception {
		this.life.folder.build("index-2", List.of(new Document("a.md", "first")));
		VerifyStep verify = new VerifyStep(this.life.source(), this.life.folder, "index-2");
		assertThatIllegalStateException().isThrownBy(() -> verify.execute(null)).withMessageContaining("b.md");
	}

	@ParameterizedTest
	@MethodSource("words")
	void comesBackWithWholeIndexAndUndoesAfterKillOnceWordIsWritten(int word) throws Exception {
		assertThatKillIsUndone(new NotedJournal().killedAfter(word), word);
	}

	@ParameterizedTest
	@MethodSource("words")
	void comesBackWithWholeIndexAndUndoesAfterKillBeforeWordIsWritten(int word) throws Exception {
		assertThatKillIsUndone(new NotedJournal().killedBefore(word), word - 1);
	}

	static IntStream words() {
		return IntStream.rangeClosed(1, WORDS);
	}

	private void assertThatKillIsUndone(NotedJournal journal, int written) throws Exception {
		assertThatThrownBy(() -> this.life.publish(journal)).isInstanceOf(NotedJournal.Killed.class);
		assertThat(journal.words()).isEqualTo(written);
		Life next = new Life();
		assertThat(next.index.search("first")).hasSize(1);
		next.undo(journal.steps());
		assertThatOldIndexAloneIsServed(next);
		next.undo(journal.steps());
		assertThatOldIndexAloneIsServed(next);
		next.publish(new NotedJournal());
		assertThat(next.index.search("second")).hasSize(1);
	}

	@Test
	void undoesHalfAnIndex() throws Exception {
		NotedJournal journal = new NotedJournal().killedAfter(2);
		assertThatThrownBy(() -> this.life.publish(journal)).isInstanceOf(NotedJournal.Killed.class);
		Path half = Files.createDirectories(this.indexes.resolve("index-2"));
		Files.writeString(half.resolve("_0.cfs"), "begun");
		Life next = new Life();
		next.undo(journal.steps());
		assertThatOldIndexAloneIsServed(next);
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, WORDS })
	void nextPublicationDeletesWhatNobodyNeeds(int killedAfter) throws Exception {
		NotedJournal journal = new NotedJournal().killedAfter(killedAfter);
		assertThatThrownBy(() -> this.life.publish(journal)).isInstanceOf(NotedJournal.Killed.class);
		Life next = new Life();
		String served = next.index.name();
		next.publish(new NotedJournal());
		assertThat(next.folder.names()).containsExactly(served, "index-3");
	}

	private static void assertThatOldIndexAloneIsServed(Life life) {
		assertThat(life).satisfies((unit) -> {
			assertThat(unit.index.name()).isEqualTo("index-1");
			assertThat(unit.folder.served()).isEqualTo("index-1");
			assertThat(unit.folder.names()).containsExactly("index-1");
			assertThat(unit.index.search("first")).hasSize(1);
			assertThat(unit.index.search("second")).isEmpty();
		});
	}

	/**
	 * The objects of one life of the unit's process.
	 */
	private final class Life {

		private final IndexFolder folder = new IndexFolder(PublishStepsTests.this.indexes);

		private final WarmUpFailure failure = new WarmUpFailure();

		private final SearchIndex index;

		private final Publishing publishing;

		private Life() throws IOException {
			this.index = new SearchIndex(source(), this.folder);
			TurnLog turns = new TurnLog(new UnitReporter(new MockEnvironment()), this.index);
			this.publishing = new Publishing(this.index, this.folder, source(), this.failure, turns,
					new SearchProperties(PublishStepsTests.this.documents, PublishStepsTests.this.indexes,
							Duration.ZERO, Duration.ZERO));
		}

		private DocumentFolder source() {
			return DocumentFolder.find(PublishStepsTests.this.documents, Path.of(""));
		}

		private void publish(NotedJournal journal) throws Exception {
			queue(journal).run();
		}

		private void undo(List<Step> begun) throws Exception {
			RollbackReport report = queue(new NotedJournal())
				.rollback(new StepJournal("1", 1, OnRestart.ROLL_BACK, begun));
			assertThat(report.failures()).isEmpty();
		}

		private JournaledQueue queue(NotedJournal journal) throws IOException {
			return new JournaledQueue(
					this.publishing.publish(new FixedContext(Operation.create("publish", Map.of(), null))),
					ActionOptions.DEFAULT, journal, 1);
		}

	}

}
