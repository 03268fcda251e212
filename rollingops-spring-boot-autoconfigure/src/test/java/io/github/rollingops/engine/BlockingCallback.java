package io.github.rollingops.engine;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationCallback;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A callback, and the threads that it runs on, which can be interrupted. It returns when
 * it is told to; whether also when it is interrupted is up to the test.
 */
final class BlockingCallback implements RollingOperationCallback, Executor {

	private static final long PATIENCE = 20;

	private final boolean stubborn;

	private final BlockingQueue<OperationResult> answers = new LinkedBlockingQueue<>();

	private final BlockingQueue<OperationContext> entered = new LinkedBlockingQueue<>();

	private final Semaphore interrupted = new Semaphore(0);

	private volatile @Nullable Thread thread;

	private BlockingCallback(boolean stubborn) {
		this.stubborn = stubborn;
	}

	static BlockingCallback obedient() {
		return new BlockingCallback(false);
	}

	static BlockingCallback stubborn() {
		return new BlockingCallback(true);
	}

	@Override
	public void execute(Runnable task) {
		Thread thread = new Thread(task, "callback");
		thread.setDaemon(true);
		this.thread = thread;
		thread.start();
	}

	@Override
	public OperationResult execute(OperationContext context) throws InterruptedException {
		this.entered.add(context);
		while (true) {
			try {
				return this.answers.take();
			}
			catch (InterruptedException ex) {
				this.interrupted.release();
				if (!this.stubborn) {
					throw ex;
				}
			}
		}
	}

	/** Waits until the callback has been called once more. */
	OperationContext awaitCall() throws InterruptedException {
		OperationContext context = this.entered.poll(PATIENCE, TimeUnit.SECONDS);
		assertThat(context).as("call of the callback").isNotNull();
		return context;
	}

	boolean isCalled() {
		return !this.entered.isEmpty();
	}

	/** The tokens of the calls that nobody has waited for. */
	List<Long> tokens() {
		return this.entered.stream().map(OperationContext::fencingToken).toList();
	}

	void awaitInterrupt() throws InterruptedException {
		assertThat(this.interrupted.tryAcquire(PATIENCE, TimeUnit.SECONDS)).as("interrupt").isTrue();
	}

	/** Waits until the thread has come back from the callback and from the engine. */
	void awaitReturn() throws InterruptedException {
		Thread thread = this.thread;
		assertThat(thread).isNotNull();
		thread.join(TimeUnit.SECONDS.toMillis(PATIENCE));
		assertThat(thread.isAlive()).as("thread is still in the callback").isFalse();
	}

	boolean isInterrupted() {
		return this.interrupted.availablePermits() > 0;
	}

	/** Lets the callback return, and waits until it has. */
	void answer(OperationResult result) throws InterruptedException {
		this.answers.add(result);
		awaitReturn();
	}

}
