package io.github.rollingops.fleet;

import java.time.Duration;
import java.util.List;

import io.github.rollingops.testsupport.JavaCommand;
import io.github.rollingops.testsupport.JavaProcess;
import io.github.rollingops.testsupport.UnitControl;

/**
 * A {@link UnitApplication} in a process of its own, and what it says.
 */
final class UnitProcess implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final String unit;

	private final TurnLog turns;

	private final JavaProcess process;

	private int port;

	UnitProcess(String unit, JavaCommand command, TurnLog turns) {
		this.unit = unit;
		this.turns = turns;
		this.process = JavaProcess.start(command, this::heard);
	}

	void awaitJoined() {
		awaitEvent("UnitJoinedEvent");
		awaitReady();
	}

	/** Waits until it takes commands; it need not be a member then. */
	void awaitReady() {
		if (this.port == 0) {
			this.port = Integer.parseInt(line("CONTROL ").substring("CONTROL ".length()));
		}
	}

	/**
	 * Waits for an event that concerns this unit itself and answers when it came.
	 */
	long awaitEvent(String type) {
		return awaitEvent(type, this.unit);
	}

	long awaitEvent(String type, String concerned) {
		String start = "EVENT " + type + " " + concerned + " ";
		return Long.parseLong(line(start).substring(start.length()).split(" ")[0]);
	}

	/** Waits for a line of its output, however early it came. */
	String line(String start) {
		return line(start, 1);
	}

	String line(String start, int nth) {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (true) {
			List<String> found = this.process.output().stream().filter((line) -> line.contains(start)).toList();
			if (found.size() >= nth) {
				String line = found.get(nth - 1);
				return line.substring(line.indexOf(start));
			}
			this.process.awaitLine((line) -> line.contains(start), Duration.ofNanos(deadline - System.nanoTime()));
		}
	}

	List<String> output() {
		return this.process.output();
	}

	/** Requests an operation of this unit and answers its id. */
	String request(String callbackId) {
		return UnitControl.tell(this.port, "request", callbackId);
	}

	/** Requests an operation and waits until it has begun. */
	Turn begin(String callbackId) {
		String operation = request(callbackId);
		return this.turns.awaitTurn((turn) -> turn.operationId().equals(operation));
	}

	/** Lets one operation through that waits. */
	void open() {
		UnitControl.tell(this.port, "open", "");
	}

	/** Kills it and answers when that was done. */
	long kill() {
		this.process.destroyForcibly();
		long at = System.nanoTime();
		this.turns.cutShort(this.unit, "killed", at);
		return at;
	}

	/** Waits until it has ended by itself and answers its status. */
	int awaitEnd() {
		return this.process.awaitEnd();
	}

	/** Waits until it has ended in the middle of a callback. */
	void awaitDeath() {
		this.process.awaitEnd();
		this.turns.cutShort(this.unit, "died", System.nanoTime());
	}

	void pause() {
		this.process.pause();
		this.turns.cutShort(this.unit, "paused", System.nanoTime());
	}

	void resume() {
		this.process.resume();
	}

	/** Asks it to end, waits for that, and answers its status. */
	int stop() {
		return this.process.stop();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		this.process.close();
	}

	private void heard(String line) {
		String[] words = line.split(" ");
		if (words[0].equals("STARTED")) {
			this.turns.started(Turn.started(words[1], words[2], words[3], Integer.parseInt(words[4]),
					Long.parseLong(words[5]), Long.parseLong(words[6])));
		}
		else if (words[0].equals("ENDED")) {
			this.turns.ended(Long.parseLong(words[1]), words[2], Long.parseLong(words[3]));
		}
	}

}
