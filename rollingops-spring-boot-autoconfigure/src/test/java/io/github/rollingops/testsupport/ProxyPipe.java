package io.github.rollingops.testsupport;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.rollingops.testsupport.FaultyProxy.Direction;

/**
 * One way of a connection. Its own thread writes, so that frames which wait for a delay
 * or a release keep nobody from reading the next: a slow network is slow and not narrow.
 * The end of the stream waits in the same queue: a client that gave up and went away does
 * not take back what it had sent.
 */
final class ProxyPipe {

	private static final Parcel END = new Parcel(new byte[0], 0);

	private final BlockingQueue<Parcel> queue = new LinkedBlockingQueue<>();

	private final Direction direction;

	private final ProxyRules rules;

	private final Socket to;

	private final Runnable onEnd;

	ProxyPipe(Direction direction, ProxyRules rules, Socket to, Runnable onEnd) {
		this.direction = direction;
		this.rules = rules;
		this.to = to;
		this.onEnd = onEnd;
		DaemonThreads.start("faulty-proxy-" + direction, this::write);
	}

	void send(byte[] bytes) {
		this.queue.add(new Parcel(bytes, System.nanoTime() + this.rules.delay().toNanos()));
	}

	void end() {
		this.queue.add(END);
	}

	private void write() {
		try {
			for (Parcel parcel = this.queue.take(); parcel != END; parcel = this.queue.take()) {
				TimeUnit.NANOSECONDS.sleep(parcel.due() - System.nanoTime());
				this.rules.awaitRelease(this.direction);
				this.to.getOutputStream().write(parcel.bytes());
			}
			this.onEnd.run();
		}
		catch (IOException ex) {
			// This side has gone, which its reader notices: the end takes the other way,
			// behind what is still to arrive there.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Bytes, and the {@code nanoTime} before which they must not arrive. */
	private record Parcel(byte[] bytes, long due) {
	}

}
