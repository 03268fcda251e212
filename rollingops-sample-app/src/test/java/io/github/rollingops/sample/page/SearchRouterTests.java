package io.github.rollingops.sample.page;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.page.LocalFleet.ProcessState;

import static org.assertj.core.api.Assertions.assertThat;

class SearchRouterTests {

	private final SearchCounters counters = new SearchCounters();

	private StubUnit a;

	private StubUnit b;

	private SearchRouter router;

	@BeforeEach
	void start() throws Exception {
		this.a = new StubUnit("a");
		this.b = new StubUnit("b");
		UnitHttp http = new UnitHttp();
		this.router = new SearchRouter(new LivingUnits(new StubFleet(this.a, this.b), http), http, this.counters);
	}

	@AfterEach
	void stop() {
		this.a.close();
		this.b.close();
	}

	@Test
	void asksUnitsInTurn() throws Exception {
		search(4);
		assertThat(this.counters.current().byUnit()).isEqualTo(Map.of("a", 2L, "b", 2L));
		assertThat(this.counters.current().retried()).isZero();
	}

	@Test
	void encodesWhatIsLookedFor() throws Exception {
		assertThat(this.router.search("a & b")).isPresent();
		assertThat(this.a.requests()).containsExactly("GET /search?q=a+%26+b");
	}

	@Test
	void asksNextUnitWhenOneRefuses() throws Exception {
		this.a.answering(503, "{}");
		search(2);
		assertThat(this.counters.current().byUnit()).isEqualTo(Map.of("b", 2L));
		assertThat(this.counters.current().retried()).isOne();
	}

	@Test
	void asksSilentUnitOnceAndThenTheOthers() throws Exception {
		this.a.silent();
		search(3);
		assertThat(this.a.requests()).hasSize(1);
		assertThat(this.counters.current().byUnit()).isEqualTo(Map.of("b", 3L));
	}

	@Test
	void asksNobodyWhoSaysThatItRefusesWhileAnotherAccepts() throws Exception {
		this.a.accepting(false);
		search(2);
		assertThat(this.a.requests()).isEmpty();
		assertThat(this.counters.current().retried()).isZero();
	}

	@Test
	void asksNobodyWhoIsStopped() throws Exception {
		this.a.in(ProcessState.STOPPED);
		search(2);
		assertThat(this.a.requests()).isEmpty();
	}

	@Test
	void asksWhoSaidThatItRefusesIfNobodyElseAnswers() throws Exception {
		this.a.accepting(false);
		this.b.answering(503, "{}");
		search(1);
		assertThat(this.counters.current().byUnit()).isEqualTo(Map.of("a", 1L));
	}

	@Test
	void failsWhenNobodyAnswers() throws Exception {
		this.a.answering(503, "{}");
		this.b.in(ProcessState.DEAD);
		assertThat(this.router.search("lock")).isEmpty();
		assertThat(this.counters.current().failed()).isOne();
		assertThat(this.counters.current().answered()).isZero();
	}

	private void search(int times) throws Exception {
		for (int search = 0; search < times; search++) {
			assertThat(this.router.search("lock")).isPresent();
		}
	}

}
