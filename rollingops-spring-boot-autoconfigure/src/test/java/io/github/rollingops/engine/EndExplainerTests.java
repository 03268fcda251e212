package io.github.rollingops.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.Explanation;
import io.github.rollingops.Explanation.Kind;
import io.github.rollingops.databag.Change.Type;
import io.github.rollingops.databag.HistoryEntry;
import io.github.rollingops.databag.UnitDatabag.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.rollingops.engine.GroupPicture.ago;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How operations are explained that are queued nowhere.
 */
class EndExplainerTests {

	private final GroupPicture group = new GroupPicture();

	private final List<HistoryEntry> history = new ArrayList<>();

	@Test
	void completedOperationTellsWhen() {
		happened(Type.COMPLETED, "", ago(60));
		happened(Type.GRANTED, "", ago(70));
		assertThat(explained(Kind.ENDED, ago(60)))
			.isEqualTo("Operation op of unit 'b' was completed at 2026-01-31T11:59:00Z (PT1M ago).");
	}

	@ParameterizedTest
	@EnumSource
	void droppedOperationTellsWhyAndWhatToDo(DropReason reason) {
		happened(Type.DROPPED, reason.name(), ago(60));
		assertThat(explained(Kind.ENDED, ago(60))).contains("was dropped at 2026-01-31T11:59:00Z",
				" as " + reason + ":", "request");
	}

	@Test
	void reasonOfALaterVersionIsTold() {
		happened(Type.DROPPED, "OUT_OF_FASHION", ago(60));
		assertThat(explained(Kind.ENDED, ago(60))).contains("OUT_OF_FASHION", "a later version");
	}

	@Test
	void databagRemembersWhatTheHistoryHasLost() {
		this.group.unit("b").ended.add(new Ended("op", DropReason.ABORTED));
		assertThat(explained(Kind.ENDED, null)).startsWith("Operation op of unit 'b' was dropped as ABORTED:");
	}

	@Test
	void operationWhoseEndNobodyNotedIsTold() {
		happened(Type.RETRY, "retry-release", ago(60));
		happened(Type.REQUESTED, "", ago(90));
		assertThat(explained(Kind.UNKNOWN, ago(60))).contains("queued no more", "RETRY at 2026-01-31T11:59:00Z",
				"request it again");
	}

	@Test
	void operationOfWhichNobodyKnowsIsTold() {
		Explanation explanation = explain();
		assertThat(explanation.kind()).isEqualTo(Kind.UNKNOWN);
		assertThat(explanation.unit()).isNull();
		assertThat(explanation.description()).contains("no operation op", "correct the id");
	}

	private void happened(Type type, String detail, Instant at) {
		this.history.add(new HistoryEntry("id", at, type, "b", 0, "op", "reload", 0, detail));
	}

	private String explained(Kind kind, Instant since) {
		Explanation explanation = explain();
		assertThat(explanation.kind()).isEqualTo(kind);
		assertThat(explanation.since()).isEqualTo(since);
		assertThat(explanation.unit()).isEqualTo("b");
		assertThat(explanation.operationId()).isEqualTo("op");
		assertThat(explanation.place()).isEqualTo(-1);
		return explanation.description();
	}

	private Explanation explain() {
		return new EndExplainer("default", this.group.databag(), this.history).operation("op");
	}

}
