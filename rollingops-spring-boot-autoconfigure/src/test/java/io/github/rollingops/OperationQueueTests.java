package io.github.rollingops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OperationQueueTests {

	private static final Operation RELOAD = Operation.create("reload", Map.of(), 3);

	private static final Operation REINDEX = Operation.create("reindex", Map.of("force", true), null);

	@Test
	void isEmptyAtFirst() {
		OperationQueue queue = new OperationQueue();
		assertThat(queue.isEmpty()).isTrue();
		assertThat(queue.size()).isZero();
		assertThat(queue.peek()).isNull();
		assertThat(queue.dequeue()).isNull();
		assertThat(queue.operations()).isEmpty();
	}

	@Test
	void givesOperationsInTheOrderInWhichTheyCame() {
		OperationQueue queue = new OperationQueue();
		assertThat(queue.enqueue(RELOAD)).isTrue();
		assertThat(queue.enqueue(REINDEX)).isTrue();
		assertThat(queue.size()).isEqualTo(2);
		assertThat(queue.peek()).isSameAs(RELOAD);
		assertThat(queue.dequeue()).isSameAs(RELOAD);
		assertThat(queue.dequeue()).isSameAs(REINDEX);
		assertThat(queue.isEmpty()).isTrue();
	}

	@Test
	void ignoresDuplicateOfTheLast() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD));
		assertThat(queue.enqueue(Operation.create("reload", Map.of(), null))).isFalse();
		assertThat(queue.operations()).hasSize(1).first().isSameAs(RELOAD);
	}

	@Test
	void takesDuplicateOfAnOperationThatIsNotTheLast() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD, REINDEX));
		assertThat(queue.enqueue(Operation.create("reload", Map.of(), null))).isTrue();
		assertThat(queue.size()).isEqualTo(3);
	}

	@Test
	void takesAnOperationAgainOnceItsTwinHasGone() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD));
		queue.dequeue();
		assertThat(queue.enqueue(RELOAD)).isTrue();
	}

	@Test
	void countsAttemptOfTheHeadAlone() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD, REINDEX));
		queue.incrementAttempt();
		queue.incrementAttempt();
		assertThat(queue.operations()).extracting(Operation::attempt).containsExactly(2, 0);
		assertThat(queue.operations()).extracting(Operation::id).containsExactly(RELOAD.id(), REINDEX.id());
	}

	@Test
	void countsNoAttemptWhenEmpty() {
		OperationQueue queue = new OperationQueue();
		queue.incrementAttempt();
		assertThat(queue.isEmpty()).isTrue();
	}

	@Test
	void keepsApartFromTheListsThatItTakesAndGives() {
		List<Operation> source = new ArrayList<>(List.of(RELOAD));
		OperationQueue queue = new OperationQueue(source);
		source.clear();
		List<Operation> operations = queue.operations();
		queue.dequeue();
		assertThat(operations).containsExactly(RELOAD);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(operations::clear);
	}

	@Test
	void equalsAQueueOfEqualOperations() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD, REINDEX));
		OperationQueue twin = new OperationQueue(List.of(Operation.create("reload", Map.of(), null), REINDEX));
		assertThat(queue).isEqualTo(twin).hasSameHashCodeAs(twin).isNotEqualTo(new OperationQueue());
	}

	@Test
	void writesEmptyQueueAsAnEmptyList() {
		assertThat(new OperationQueue().toJson()).isEqualTo("[]");
		assertThat(OperationQueue.fromJson("[]").isEmpty()).isTrue();
	}

	@Test
	void readsEmptyTextAsTheEmptyQueue() {
		assertThat(OperationQueue.fromJson("").isEmpty()).isTrue();
		assertThat(OperationQueue.read("").queue().isEmpty()).isTrue();
	}

	@Test
	void readsWhatItHasWritten() {
		OperationQueue queue = new OperationQueue(List.of(RELOAD, REINDEX, RELOAD));
		OperationQueue read = OperationQueue.fromJson(queue.toJson());
		assertThat(read).isEqualTo(queue);
		assertThat(read.operations()).extracting(Operation::id).containsExactly(RELOAD.id(), REINDEX.id(), RELOAD.id());
		assertThat(read.toJson()).isEqualTo(queue.toJson());
	}

	@Test
	void writesObjectsWithStringValues() {
		assertThat(new OperationQueue(List.of(RELOAD)).toJson()).startsWith("[{\"id\":\"" + RELOAD.id() + "\"")
			.contains("\"kwargs\":\"{}\"", "\"max_retry\":\"3\"", "\"attempt\":\"0\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "null", "{}", "\"\"", "7", "[", "[]x", "[[]]", "[null]", "[{}]", "[1E+9999999999]",
			"[{\"id\":\"\"}]", "[\ud800]" })
	void refusesFault(String json) {
		assertThatExceptionOfType(RollingOpsDecodingException.class).isThrownBy(() -> OperationQueue.fromJson(json));
	}

	@Test
	void refusesQueueOfWhichOneEntryCannotBeRead() {
		String json = "[" + RELOAD.toJson() + ",{\"id\":\"broken\"}]";
		assertThatExceptionOfType(RollingOpsDecodingException.class).isThrownBy(() -> OperationQueue.fromJson(json));
	}

	@Test
	void setsEntriesAsideThatCannotBeReadAndKeepsTheOthers() {
		String json = "[{\"id\":\"broken\"}," + RELOAD.toJson() + ",7," + REINDEX.toJson() + ",{\"id\":1}]";
		OperationQueue.Reading reading = OperationQueue.read(json);
		assertThat(reading.queue().operations()).extracting(Operation::id).containsExactly(RELOAD.id(), REINDEX.id());
		assertThat(reading.unreadable()).containsExactly("{\"id\":\"broken\"}", "7", "{\"id\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "null", "{}", "[{]", "not JSON", "[1E+9999999999]" })
	void setsTextAsideThatIsNoList(String json) {
		OperationQueue.Reading reading = OperationQueue.read(json);
		assertThat(reading.queue().isEmpty()).isTrue();
		assertThat(reading.unreadable()).containsExactly(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\"id\":\"\",", "\"id\":\"a b\",", "\"id\":\"ü\"," })
	void givesAnUnusableIdTheSameReplacementAtEachReading(String id) {
		String nameless = "{" + id + RELOAD.toJson().substring(RELOAD.toJson().indexOf("\"callback_id\""));
		String json = "[" + nameless + "," + nameless + "]";
		List<Operation> first = OperationQueue.read(json).queue().operations();
		List<Operation> second = OperationQueue.read(json).queue().operations();
		assertThat(first).extracting(Operation::id)
			.isEqualTo(second.stream().map(Operation::id).toList())
			.doesNotHaveDuplicates()
			.allMatch(NameRule::accepts);
	}

	@Test
	void replacesAMissingIdAsTheStoresScriptsDo() {
		String nameless = "{" + RELOAD.toJson().substring(RELOAD.toJson().indexOf("\"callback_id\""));
		// redis.sha1hex('1 {}')
		assertThat(OperationQueue.read("[" + nameless + "]").queue().operations()).extracting(Operation::id)
			.containsExactly("4af64585e258862310a81001d7b7cbba21819fc8");
	}

	@Test
	void doesNotLookIntoKwargsWhenItReadsLeniently() {
		String json = "[" + RELOAD.toJson().replace("\"kwargs\":\"{}\"", "\"kwargs\":\"nonsense\"") + "]";
		OperationQueue.Reading reading = OperationQueue.read(json);
		assertThat(reading.unreadable()).isEmpty();
		assertThat(reading.queue().toJson()).isEqualTo(json);
		Operation operation = reading.queue().operations().get(0);
		assertThatExceptionOfType(RollingOpsDecodingException.class).isThrownBy(operation::kwargs)
			.withMessageContaining("nonsense");
	}

}
