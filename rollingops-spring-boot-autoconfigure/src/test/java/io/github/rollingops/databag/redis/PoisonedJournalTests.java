package io.github.rollingops.databag.redis;

import io.github.rollingops.databag.Change;
import io.github.rollingops.databag.Fleet;
import io.github.rollingops.databag.FinishCommand.Result;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand.Mode;
import io.github.rollingops.databag.TestUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody writes by hand where a journal stands.
 */
class PoisonedJournalTests {

	@Test
	void textThatNamesNoOwnerIsNoJournal() {
		try (RedisStoreUnderTest subject = new RedisStoreUnderTest()) {
			Fleet fleet = new Fleet(subject);
			TestUnit a = fleet.joined("a");
			a.request("reload");
			a.schedule();
			a.start();
			a.note(a.noting(Mode.EXECUTING, 1, "build", "[]"));
			subject.poison("a", "journal", "one two three");
			assertThat(fleet.databag(a).journal()).isNull();
			assertThat(a.claim()).returns(JournalAnswer.Status.WRITTEN, JournalAnswer::status)
				.returns(null, JournalAnswer::journal);
			assertThat(a.finish(Result.RELEASE).changes()).extracting(Change::type).contains(Change.Type.COMPLETED);
		}
	}

}
