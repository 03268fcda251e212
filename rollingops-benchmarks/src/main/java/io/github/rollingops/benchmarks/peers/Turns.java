package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The bodies that clients run when they have the turn: the first and the last one wait
 * until they are let go, and the others do nothing, so that what lies between them is the
 * hand-over, and between the first and the last are as many ends of turns as beginnings.
 */
final class Turns {

	private final int clients;

	private final Duration limit;

	private final long[] asked;

	private final List<Turn> taken = new ArrayList<>();

	private CountDownLatch opened = new CountDownLatch(1);

	private CountDownLatch letGo = new CountDownLatch(1);

	private CountDownLatch lastTaken = new CountDownLatch(1);

	private CountDownLatch lastLetGo = new CountDownLatch(1);

	private CountDownLatch left;

	/**
	 * Create turns for so many clients and one more, which holds the turn first.
	 * @param clients how many
	 * @param limit how long to wait for anything
	 */
	Turns(int clients, Duration limit) {
		this.clients = clients;
		this.limit = limit;
		this.asked = new long[clients + 1];
		this.left = new CountDownLatch(clients + 1);
	}

	int clients() {
		return this.clients;
	}

	/** The client that holds the turn until it is let go. */
	int opener() {
		return this.clients;
	}

	/** Begin anew. */
	synchronized void clear() {
		this.taken.clear();
		this.opened = new CountDownLatch(1);
		this.letGo = new CountDownLatch(1);
		this.lastTaken = new CountDownLatch(1);
		this.lastLetGo = new CountDownLatch(1);
		this.left = new CountDownLatch(this.clients + 1);
	}

	void asking(int client) {
		this.asked[client] = System.nanoTime();
	}

	/** What a client does while it has the turn. */
	void take(int client) throws InterruptedException {
		long start = System.nanoTime();
		if (client == opener()) {
			this.opened.countDown();
			this.letGo.await();
		}
		else if (isLast()) {
			this.lastTaken.countDown();
			this.lastLetGo.await();
		}
		long end = System.nanoTime();
		synchronized (this) {
			this.taken.add(new Turn(client, this.asked[client], start, end));
		}
		this.left.countDown();
	}

	private synchronized boolean isLast() {
		return this.taken.size() == this.clients;
	}

	void awaitOpened() throws InterruptedException {
		await(this.opened, "the first turn");
	}

	void letGo() {
		this.letGo.countDown();
	}

	/** Wait until the last one has the turn, and keeps it. */
	void awaitLast() throws InterruptedException {
		await(this.lastTaken, "the last turn");
	}

	/** Wait until all have had their turns. */
	Roll awaitRoll() throws InterruptedException {
		awaitLast();
		this.lastLetGo.countDown();
		await(this.left, this.left.getCount() + " turns");
		synchronized (this) {
			return new Roll(List.copyOf(this.taken));
		}
	}

	private void await(CountDownLatch latch, String what) throws InterruptedException {
		if (!latch.await(this.limit.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException(what + " not taken within " + this.limit);
		}
	}

}
