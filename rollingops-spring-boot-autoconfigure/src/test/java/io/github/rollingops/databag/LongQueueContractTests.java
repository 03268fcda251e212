package io.github.rollingops.databag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.FinishCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queues that are long enough for a store to move what it wrote itself without reading
 * it.
 */
public abstract class LongQueueContractTests extends DatabagStoreContract {

	private static final int LENGTH = 20;

	private final List<Operation> requested = new ArrayList<>();

	private TestUnit leader;

	private TestUnit a;

	@BeforeEach
	void fill() {
		this.leader = this.fleet.joined("leader");
		this.a = this.fleet.joined("a");
		for (int i = 0; i < LENGTH; i++) {
			this.requested.add(this.a.request(Operation.create("reload", Map.of("at", "\"},{\"/" + i), 3)));
		}
		this.leader.schedule();
		this.a.start();
	}

	@Test
	void operationsAreRunInTheirOrderAndAsTheyWereRequested() {
		List<Operation> run = new ArrayList<>();
		for (int i = 0; i < LENGTH; i++) {
			this.a.start();
			run.add(change(this.a.finish(Result.RELEASE).changes(), Type.COMPLETED).operation());
		}
		assertThat(run).isEqualTo(this.requested);
		assertThat(this.fleet.queue(this.a)).isEmpty();
	}

	@Test
	void attemptIsCountedForTheOneThatFailedAlone() {
		this.a.finish(Result.RETRY_RELEASE);
		List<Operation> queue = this.fleet.databag(this.a).queue().operations();
		assertThat(queue).extracting(Operation::id)
			.containsExactlyElementsOf(this.requested.stream().map(Operation::id).toList());
		assertThat(queue).extracting(Operation::attempt).startsWith(1, 0).containsOnlyOnce(1);
		assertThat(queue.get(LENGTH - 1)).isEqualTo(this.requested.get(LENGTH - 1));
	}

	@Test
	void twinOfTheLastOneIsRecognised() {
		Operation last = this.requested.get(LENGTH - 1);
		RequestAnswer answer = this.a.send(this.a.asking(Operation.create("reload", last.kwargs(), 3)));
		assertThat(answer.results().get(0).operation()).isEqualTo(last);
		assertThat(this.fleet.queue(this.a)).hasSize(LENGTH);
	}

	@Test
	void entryThatWasChangedByHandIsReadAsItStands() {
		String text = this.subject.operations("a");
		int at = text.lastIndexOf("\"attempt\":\"0\"");
		this.subject.poison("a", text.substring(0, at) + "\"attempt\":\"x\"" + text.substring(at + 13));
		FinishAnswer answer = this.a.finish(Result.RELEASE);
		assertThat(types(answer.changes())).contains(Type.SET_ASIDE, Type.COMPLETED);
		assertThat(this.fleet.queue(this.a))
			.containsExactlyElementsOf(this.requested.subList(1, LENGTH - 1).stream().map(Operation::id).toList());
	}

	@Test
	void fieldThatWasAddedByHandIsKept() {
		String text = this.subject.operations("a");
		this.subject.poison("a", text.replace("\"attempt\":\"0\"", "\"attempt\":\"0\",\"note\":\"},{\""));
		this.a.finish(Result.RELEASE);
		this.a.start();
		this.a.finish(Result.RETRY_RELEASE);
		this.a.start();
		assertThat(this.subject.operations("a").split("\"note\":", -1)).hasSize(LENGTH);
		assertThat(this.fleet.queue(this.a)).hasSize(LENGTH - 1);
	}

}
