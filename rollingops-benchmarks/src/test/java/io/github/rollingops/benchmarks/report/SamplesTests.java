package io.github.rollingops.benchmarks.report;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SamplesTests {

	@Test
	void medianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
		assertThat(new Samples(List.of(3, 100, 1)).median()).isEqualTo(3);
		assertThat(new Samples(List.of(4, 100, 1, 2)).median()).isEqualTo(3);
	}

	@Test
	void percentileIsAValueThatWasMeasured() {
		Samples hundred = new Samples(LongStream.rangeClosed(1, 100).boxed().toList());
		assertThat(hundred.percentile(99)).isEqualTo(99);
		assertThat(hundred.percentile(100)).isEqualTo(hundred.highest()).isEqualTo(100);
		assertThat(new Samples(List.of(7)).percentile(1)).isEqualTo(7);
	}

	@Test
	void nothingHasNoMedian() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
	}

}
