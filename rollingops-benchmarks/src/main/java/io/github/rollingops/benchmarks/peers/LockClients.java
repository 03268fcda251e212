package io.github.rollingops.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Clients that wait for a lock in a thread of their own.
 */
final class LockClients implements Clients {

	private final Turns turns;

	private final List<Client> clients = new ArrayList<>();

	private final List<ExecutorService> threads = new ArrayList<>();

	LockClients(Turns turns) {
		this.turns = turns;
	}

	void add(Waiting waiting, Runnable closing) {
		this.clients.add(new Client(waiting, closing));
		this.threads.add(Executors.newSingleThreadExecutor());
	}

	@Override
	public void ask(int client) {
		this.threads.get(client).execute(() -> {
			try {
				this.clients.get(client).waiting().runLocked(() -> this.turns.take(client));
			}
			catch (InterruptedException ex) {
				// closed while it waited
			}
			catch (Exception ex) {
				new IllegalStateException("Client " + client + " lost its turn", ex).printStackTrace();
			}
		});
	}

	@Override
	public void close() {
		// The last one has still to unlock.
		this.threads.forEach(ExecutorService::shutdown);
		try {
			for (ExecutorService thread : this.threads) {
				if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
					this.threads.forEach(ExecutorService::shutdownNow);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.clients.parallelStream().forEach((client) -> client.closing().run());
	}

	/**
	 * Waits for the lock, runs the body, and unlocks.
	 */
	interface Waiting {

		void runLocked(Body body) throws Exception;

	}

	/**
	 * What is done under the lock.
	 */
	interface Body {

		void run() throws InterruptedException;

	}

	private record Client(Waiting waiting, Runnable closing) {
	}

}
