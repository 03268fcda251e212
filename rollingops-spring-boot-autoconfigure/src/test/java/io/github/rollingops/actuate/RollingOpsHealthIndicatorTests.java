package io.github.rollingops.actuate;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Explanation;
import io.github.rollingops.GroupSnapshot;
import io.github.rollingops.RollingOpsGroup;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.Trouble;
import io.github.rollingops.Trouble.Kind;
import io.github.rollingops.databag.memory.InMemoryDatabagStore;
import io.github.rollingops.event.LeadershipChangedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What health makes of troubles.
 */
class RollingOpsHealthIndicatorTests {

	private Map<String, List<Trouble>> troubles = Map.of();

	private List<Explanation> explanations = List.of();

	private final SwitchableStore store = new SwitchableStore(new InMemoryDatabagStore());

	private final RollingOpsHealthIndicator indicator = new RollingOpsHealthIndicator(
			answering(RollingOpsService.class, RollingOpsGroup.DEFAULT_NAME), this.store);

	@Test
	void unitWithoutTroublesIsUpAndHasNothingToTell() {
		this.troubles = Map.of("default", List.of());
		assertThat(health()).isEqualTo(Health.up().build());
	}

	@ParameterizedTest
	@EnumSource(names = { "NOT_JOINED", "NO_LEADER", "RUN_OVERDUE" })
	void whatBlocksIsDown(Kind kind) {
		this.troubles = Map.of("default", List.of(), "other", List.of(trouble(kind, null)));
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails()).isEqualTo(Map.of("groups", Map.of("other", List.of(kind + " for PT7S: so"))));
	}

	@ParameterizedTest
	@EnumSource(names = { "HINTS_SILENT", "ENTRIES_SET_ASIDE", "STORE_LOST" })
	void whatOnlyHindersIsADetailOfAnUp(Kind kind) {
		this.troubles = Map.of("default", List.of(trouble(kind, null)));
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails())
			.isEqualTo(Map.of("groups", Map.of("default", List.of(kind + " for PT7S: so"))));
	}

	@Test
	void leaderTellsOfUnitsThatFallSilent() {
		this.troubles = Map.of("default", List.of(trouble(Kind.HINTS_SILENT, null)));
		this.explanations = List.of(explanation("a", Explanation.Kind.SILENT), explanation("b", Explanation.Kind.IDLE));
		assertThat(health().getDetails().get("groups"))
			.isEqualTo(Map.of("default", List.of("HINTS_SILENT for PT7S: so")));
		lead(true);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails().get("groups"))
			.isEqualTo(Map.of("default", List.of("HINTS_SILENT for PT7S: so", "SILENT: a is so")));
		lead(false);
		assertThat(health().getDetails().get("groups").toString()).doesNotContain("a is so");
	}

	@Test
	void leaderOfAGroupThatIsWellHasNothingToTell() {
		this.troubles = Map.of("default", List.of());
		lead(true);
		assertThat(health()).isEqualTo(Health.up().build());
	}

	@ParameterizedTest
	@EnumSource(names = { "NOT_JOINED", "HEARTBEAT_UNANSWERED" })
	void leaderWithoutAStoreAsksItNothing(Kind kind) {
		this.troubles = Map.of("default", List.of(trouble(kind, null)));
		this.explanations = List.of(explanation("a", Explanation.Kind.SILENT));
		lead(true);
		assertThat(health().getDetails().get("groups").toString()).doesNotContain("a is so");
	}

	private void lead(boolean leading) {
		this.indicator.onApplicationEvent(
				new PayloadApplicationEvent<>(this, new LeadershipChangedEvent("default", "leader", leading, 1)));
	}

	private static Explanation explanation(String unit, Explanation.Kind kind) {
		return new Explanation("default", unit, null, kind, 0, null, null, unit + " is so");
	}

	@Test
	void overdueRunIsToldWithItsStack() {
		this.troubles = Map.of("default", List.of(trouble(Kind.RUN_OVERDUE, "thread-1 WAITING\n\tat Some.where")));
		assertThat(health().getDetails().get("groups").toString()).contains("so\nthread-1 WAITING\n\tat Some.where");
	}

	@Test
	void whatIsWrongWithTheStoreIsADetailOfAnUp() {
		this.troubles = Map.of("default", List.of());
		this.store.warnOf("Redis may evict keys");
		assertThat(health()).isEqualTo(Health.up().withDetail("store", List.of("Redis may evict keys")).build());
	}

	@Test
	void storeThatDoesNotAnswerIsNotAskedAgain() {
		this.troubles = Map.of("default", List.of(trouble(Kind.NOT_JOINED, null)));
		this.store.warnOf("Redis may evict keys");
		assertThat(health().getDetails()).doesNotContainKey("store");
	}

	private Health health() {
		return this.indicator.health();
	}

	/**
	 * Stands for a group, or for all of them, of which only the troubles are known.
	 */
	private <T extends RollingOpsGroup> T answering(Class<T> type, String group) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "groups" -> List.copyOf(this.troubles.keySet());
					case "group" -> answering(RollingOpsGroup.class, (String) arguments[0]);
					case "snapshot" ->
						new GroupSnapshot(group, Instant.EPOCH, "leader", 1, List.of(), List.of(), this.explanations);
					case "troubles" -> this.troubles.get(group);
					default -> throw new UnsupportedOperationException(method.getName());
				}));
	}

	private static Trouble trouble(Kind kind, @Nullable String stack) {
		return new Trouble(kind, Duration.ofMillis(7654), "so", stack);
	}

}
