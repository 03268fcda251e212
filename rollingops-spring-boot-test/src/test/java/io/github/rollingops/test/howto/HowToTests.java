package io.github.rollingops.test.howto;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.autoconfigure.RollingOpsAutoConfiguration;
import io.github.rollingops.test.FleetContextInitializer;
import io.github.rollingops.test.RollingOpsFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the how-to page shows does what it says.
 */
class HowToTests {

	@TempDir
	Path folder;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new FleetContextInitializer())
		.withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class));

	@Test
	void routesAreReloadedAndBadOnesAreNot() {
		Path file = this.folder.resolve("routes.properties");
		this.runner.withBean(Routes.class)
			.withBean(Nightly.class)
			.withPropertyValues("routes.file=" + file)
			.run((context) -> {
				RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
				Files.writeString(file, "/cart=cart-service");
				context.getBean(Nightly.class).reload();
				fleet.settle();
				assertThat(fleet).operation("reload").wasCompleted();
				Files.writeString(file, "");
				context.getBean(Nightly.class).reload();
				fleet.settle();
				assertThat(fleet).operation("reload").wasDropped(DropReason.ABORTED);
				assertThat(context.getBean(Routes.class).target("/cart")).isEqualTo("cart-service");
			});
	}

	@Test
	void pricesStayUntilARunKeepsTheLock() {
		this.runner.withBean(Prices.class).withBean(Prices.Catalogue.class, () -> new Prices.Catalogue() {

			@Override
			public List<String> articles() {
				return List.of("apple");
			}

			@Override
			public BigDecimal price(String article) {
				return BigDecimal.ONE;
			}

		}).run((context) -> {
			RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
			fleet.atStartOf("rebuild-prices", fleet::loseGrant);
			context.getBean(RollingOpsService.class).requestLock("rebuild-prices");
			fleet.settle();
			assertThat(fleet).operation("rebuild-prices").lostItsGrant().isWaiting();
			assertThat(context.getBean(Prices.class).price("apple")).isNull();
			fleet.advance(Duration.ofMinutes(1));
			assertThat(context.getBean(Prices.class).price("apple")).isEqualTo(BigDecimal.ONE);
		});
	}

	@Test
	void indexThatLosesTheLockIsUndoneAndTriedAgain() {
		this.runner.withBean(Reindex.class).withPropertyValues("index.folder=" + this.folder).run((context) -> {
			RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
			RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
			rollingOps.requestLock(LockRequest.of("reindex").withKwarg("version", "v1"));
			fleet.settle();
			assertThat(context.getBean(Reindex.class).active()).isEqualTo("v1");
			fleet.atStartOf("reindex", fleet::loseGrant);
			rollingOps.requestLock(LockRequest.of("reindex").withKwarg("version", "v2"));
			fleet.settle();
			assertThat(context.getBean(Reindex.class).active()).isEqualTo("v1");
			fleet.advance(Duration.ofMinutes(1));
			assertThat(context.getBean(Reindex.class).active()).isEqualTo("v2");
		});
	}

	@Test
	void instanceThatDoesNotServeKeepsTheTurnAndGetsNoTraffic() {
		boolean[] served = new boolean[1];
		this.runner.withBean(DrainAndCheck.class)
			.withBean(ApplicationAvailabilityBean.class)
			.withBean(RollingOperationRegistration.class,
					() -> new RollingOperationRegistration("offline", "patch", (run) -> OperationResult.RELEASE))
			.withBean(DrainAndCheck.Traffic.class, () -> new DrainAndCheck.Traffic() {

				@Override
				public void awaitNone(Duration atMost) {
				}

				@Override
				public boolean isServed() {
					return served[0];
				}

			})
			.run((context) -> {
				RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
				ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
				context.getBean(RollingOpsService.class).group("offline").requestLock("patch");
				fleet.settle();
				assertThat(fleet).operation("patch").hasTheTurn();
				assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
				served[0] = true;
				fleet.advance(Duration.ofSeconds(10));
				assertThat(fleet).operation("patch").wasCompleted();
				assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
			});
	}

	@Test
	void zoneClearsItsCachesOnly() {
		this.runner.withBean(ZoneCaches.class)
			.withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("articles"))
			.withPropertyValues("zone=eu-1")
			.run((context) -> {
				Cache articles = Objects.requireNonNull(context.getBean(CacheManager.class).getCache("articles"));
				articles.put("apple", 1);
				assertThat(context.getBean(ZoneCaches.class).clearInThisZone()).extracting(LockRequestResult::status)
					.containsExactly(LockRequestResult.Status.ENQUEUED);
				context.getBean(RollingOpsFleet.class).settle();
				assertThat(articles.get("apple")).isNull();
			});
	}

	@Test
	void stewardCancelsWhatWaits() {
		this.runner.withBean(Steward.class)
			.withBean(RollingOperationRegistration.class,
					() -> new RollingOperationRegistration("default", "reload", (run) -> OperationResult.RELEASE))
			.run((context) -> {
				RollingOpsFleet fleet = context.getBean(RollingOpsFleet.class);
				Steward steward = context.getBean(Steward.class);
				fleet.holdTurn();
				String id = steward.reloadEverywhere("4711")
					.stream()
					.filter((result) -> result.unit().equals("unit"))
					.map((result) -> Objects.requireNonNull(result.operation()).id())
					.findFirst()
					.orElseThrow();
				assertThat(steward.cancel("unit", id).description()).contains(id, "cancelled");
				fleet.advance(Duration.ofSeconds(10));
				assertThat(fleet).operation("reload").wasDropped(DropReason.CANCELLED);
			});
	}

}
