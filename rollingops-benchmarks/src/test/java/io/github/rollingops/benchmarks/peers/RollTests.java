package io.github.rollingops.benchmarks.peers;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RollTests {

	@Test
	void handOverIsFromTheEndOfABodyToTheStartOfTheNext() {
		Roll roll = new Roll(List.of(turn(1, 2, 30, 31), turn(0, 1, 10, 25), turn(2, 3, 40, 42)));
		assertThat(roll.handOvers()).containsExactly(5L, 9L);
	}

	@Test
	void turnIsOutOfOrderWhereAnOlderRequestWaits() {
		assertThat(roll(1, 2, 3).outOfOrder()).isZero();
		assertThat(roll(2, 1, 3).outOfOrder()).isEqualTo(1);
		assertThat(roll(3, 1, 2).outOfOrder()).isEqualTo(1);
		assertThat(roll(3, 2, 1).outOfOrder()).isEqualTo(2);
	}

	@Test
	void overlappingTurnsAreNoRoll() {
		assertThatIllegalStateException().isThrownBy(() -> new Roll(List.of(turn(0, 1, 10, 20), turn(1, 2, 19, 30))))
			.withMessageStartingWith("Two had the turn");
	}

	@Test
	void clientThatRunsTwiceIsNoRoll() {
		assertThatIllegalStateException().isThrownBy(() -> new Roll(List.of(turn(0, 1, 10, 20), turn(0, 2, 21, 30))))
			.withMessageStartingWith("A client had two turns");
	}

	private static Roll roll(long first, long second, long third) {
		return new Roll(List.of(turn(0, first, 10, 11), turn(1, second, 20, 21), turn(2, third, 30, 31)));
	}

	private static Turn turn(int client, long asked, long start, long end) {
		return new Turn(client, asked, start, end);
	}

}
