package io.github.rollingops.benchmarks.peers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

	private final Turns turns = new Turns(2, Duration.ofMinutes(1));

	@Test
	void firstAndLastKeepTheTurnUntilTheyAreLetGo() throws Exception {
		CompletableFuture<Void> first = take(this.turns.opener());
		this.turns.awaitOpened();
		assertThat(first).isNotDone();
		this.turns.letGo();
		first.get(1, TimeUnit.MINUTES);
		take(0).get(1, TimeUnit.MINUTES);
		CompletableFuture<Void> last = take(1);
		this.turns.awaitLast();
		assertThat(last).isNotDone();
		Roll roll = this.turns.awaitRoll();
		last.get(1, TimeUnit.MINUTES);
		assertThat(roll.handOvers()).hasSize(2);
	}

	private CompletableFuture<Void> take(int client) {
		this.turns.asking(client);
		return CompletableFuture.runAsync(() -> {
			try {
				this.turns.take(client);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, (task) -> new Thread(task).start());
	}

}
