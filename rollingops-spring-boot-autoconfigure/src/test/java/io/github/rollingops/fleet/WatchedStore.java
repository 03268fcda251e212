package io.github.rollingops.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

import io.github.rollingops.StepJournal;
import io.github.rollingops.StepJournal.Status;
import io.github.rollingops.StepJournal.Step;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.databag.FinishAnswer;
import io.github.rollingops.databag.FinishCommand;
import io.github.rollingops.databag.JournalAnswer;
import io.github.rollingops.databag.JournalCommand;
import io.github.rollingops.databag.JournalCommand.Mode;

/**
 * A store that passes a point of its {@link CrashCase} with each word about the steps,
 * and with the end of a run, once that has taken effect.
 */
final class WatchedStore {

	private final Path disk;

	private WatchedStore(Path disk) {
		this.disk = disk;
	}

	static DatabagStore of(DatabagStore store, Path disk) {
		WatchedStore watched = new WatchedStore(disk);
		return (DatabagStore) Proxy.newProxyInstance(DatabagStore.class.getClassLoader(),
				new Class<?>[] { DatabagStore.class }, (proxy, method, arguments) -> {
					Object answer;
					try {
						answer = method.invoke(store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
					if (answer instanceof JournalAnswer word) {
						watched.told((JournalCommand) arguments[0], word);
					}
					else if (answer instanceof FinishAnswer finish) {
						watched.told((FinishCommand) arguments[0], finish);
					}
					return answer;
				});
	}

	private void told(JournalCommand command, JournalAnswer answer) throws InterruptedException {
		if (answer.status() == JournalAnswer.Status.WRITTEN) {
			String group = command.caller().group();
			points(group).passed(
					(command.mode() != Mode.CLAIM) ? word(command) : claim(answer, new Publication(directory(group))));
		}
	}

	private void told(FinishCommand command, FinishAnswer answer) throws InterruptedException {
		if (answer.status() != FinishAnswer.Status.STALE && command.result() != FinishCommand.Result.UNRUN) {
			points(command.caller().group()).passed("finish-" + command.result());
		}
	}

	private static String claim(JournalAnswer answer, Publication publication) {
		if (answer.journal() != null) {
			return "claim-of-left";
		}
		return publication.effects().equals(Publication.undone()) ? "claim-of-none" : "claim-of-none-with-effects";
	}

	private static String word(JournalCommand command) {
		List<Step> steps = StepJournal.fromJson(command.operationId(), command.token(), command.steps()).steps();
		Step last = steps.get(steps.size() - 1);
		return steps.stream()
			.filter((step) -> step.status() == Status.ROLLING_BACK
					|| (command.mode() == Mode.EXECUTING && step == last))
			.map((step) -> step.name() + "-" + step.status().value())
			.findFirst()
			.orElse("rolled-back");
	}

	private CrashPoints points(String group) {
		return new CrashPoints(CrashCase.of(group), directory(group));
	}

	private Path directory(String group) {
		return this.disk.resolve(group);
	}

}
