package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.rollingops.databag.Hint;
import io.github.rollingops.databag.HintListener;
import org.jspecify.annotations.Nullable;

/**
 * The hints on their way to one process: loses them, or lets them come late.
 */
final class Hints {

	private final List<Hint> seen = new ArrayList<>();

	private final List<Runnable> waiting = new ArrayList<>();

	private Predicate<Hint> lost = (hint) -> false;

	private Predicate<Hint> held = (hint) -> false;

	private @Nullable HintListener listener;

	private Consumer<Hint> follower = (hint) -> {
	};

	private int renewals;

	private boolean renewalHelps;

	/** None that matches comes, until mended. */
	void lose(Predicate<Hint> hints) {
		this.lost = hints;
	}

	/** None comes until the process subscribes anew. */
	void loseAllUntilRenewed() {
		this.lost = (hint) -> true;
		this.renewalHelps = true;
	}

	/** Those that match wait in their socket. */
	void hold(Predicate<Hint> hints) {
		this.held = hints;
	}

	/** Those that waited come now, all that follow at once. */
	void release() {
		this.held = (hint) -> false;
		List<Runnable> coming = List.copyOf(this.waiting);
		this.waiting.clear();
		coming.forEach(Runnable::run);
	}

	/** Whoever listens now hears this, whether or not the store has sent it. */
	void deliver(Hint hint) {
		Objects.requireNonNull(this.listener).onHint(hint);
	}

	void listening(HintListener listener) {
		this.listener = listener;
	}

	/** Something that happens as soon as such a hint has come. */
	void onPass(Class<? extends Hint> type, Runnable action) {
		this.follower = (hint) -> {
			if (type.isInstance(hint)) {
				action.run();
			}
		};
	}

	void mend() {
		this.lost = (hint) -> false;
	}

	int renewals() {
		return this.renewals;
	}

	/** What was sent to this process, lost or not. */
	List<Hint> seen() {
		return this.seen;
	}

	void pass(Hint hint, HintListener listener) {
		this.seen.add(hint);
		if (this.lost.test(hint)) {
			return;
		}
		if (this.held.test(hint)) {
			this.waiting.add(() -> listener.onHint(hint));
		}
		else {
			listener.onHint(hint);
			this.follower.accept(hint);
		}
	}

	void renewed() {
		this.renewals++;
		if (this.renewalHelps) {
			mend();
		}
	}

}
