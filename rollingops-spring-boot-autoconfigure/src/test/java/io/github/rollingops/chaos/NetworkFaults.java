package io.github.rollingops.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.rollingops.databag.redis.StepCall;
import io.github.rollingops.testsupport.FaultyProxy;
import io.github.rollingops.testsupport.FaultyProxy.Direction;
import io.github.rollingops.testsupport.FaultyProxy.Loss;

/**
 * What happens between a unit and its Redis.
 */
final class NetworkFaults {

	private static final Duration DROP_LIMIT = Pace.millis(4000);

	private final Map<String, FaultyProxy> proxies;

	private final Set<String> spoilt = ConcurrentHashMap.newKeySet();

	/**
	 * Create the faults.
	 * @param proxies by the names of the units
	 */
	NetworkFaults(Map<String, FaultyProxy> proxies) {
		this.proxies = proxies;
	}

	List<FaultKind> all() {
		List<FaultKind> faults = new ArrayList<>(
				List.of(new FaultKind("delay", 8, (strike) -> onOne(strike, (proxy) -> delay(strike, proxy))),
						new FaultKind("cut", 8, (strike) -> onOne(strike, FaultyProxy::cutAll)),
						new FaultKind("cut-all", 3, this::cutAll),
						new FaultKind("refuse", 4, (strike) -> onOne(strike, (proxy) -> refuse(strike, proxy)))));
		for (Direction direction : Direction.values()) {
			faults.add(new FaultKind("hold-" + word(direction), 6, (strike) -> onOne(strike, (proxy) -> {
				proxy.hold(direction);
				strike.lasts(200, 4000);
				proxy.release(direction);
			})));
		}
		for (String step : List.of("finish", "request", "schedule", "heartbeat")) {
			for (Loss loss : Loss.values()) {
				faults.add(new FaultKind("drop-" + step + "-" + word(loss), 3, (strike) -> {
					Consumer<FaultyProxy> deed = (proxy) -> drop(strike, proxy, step, loss);
					if (step.equals("schedule")) {
						onLeader(strike, deed);
					}
					else {
						onOne(strike, deed);
					}
				}));
			}
		}
		return faults;
	}

	private void onOne(Strike strike, Consumer<FaultyProxy> deed) {
		List<String> units = new ArrayList<>(this.proxies.keySet());
		Collections.shuffle(units, strike.random());
		units.stream().filter(this.spoilt::add).findFirst().ifPresent((unit) -> on(unit, strike, deed));
	}

	private void onLeader(Strike strike, Consumer<FaultyProxy> deed) {
		List<String> groups = FireSettings.GROUPS;
		String leader = strike.fleet().site().leader(groups.get(strike.random().nextInt(groups.size())));
		if (this.proxies.containsKey(leader) && this.spoilt.add(leader)) {
			on(leader, strike, deed);
		}
	}

	private void on(String unit, Strike strike, Consumer<FaultyProxy> deed) {
		try {
			strike.beginsFor(unit);
			deed.accept(Objects.requireNonNull(this.proxies.get(unit)));
		}
		finally {
			this.spoilt.remove(unit);
		}
	}

	private void cutAll(Strike strike) {
		Collection<FaultyProxy> all = this.proxies.values();
		strike.begins("");
		all.forEach(FaultyProxy::cutAll);
	}

	private static void delay(Strike strike, FaultyProxy proxy) {
		proxy.delay(Duration.ofMillis(5 + strike.random().nextInt(120)));
		strike.lasts(500, 4000);
		proxy.delay(Duration.ZERO);
	}

	private static void refuse(Strike strike, FaultyProxy proxy) {
		proxy.refuseConnections();
		proxy.cutAll();
		strike.lasts(200, 3500);
		proxy.acceptConnections();
	}

	private static void drop(Strike strike, FaultyProxy proxy, String step, Loss loss) {
		CompletableFuture<List<String>> lost = proxy.dropReply(1 + strike.random().nextInt(2),
				(request) -> StepCall.is(step, request), loss);
		long end = System.nanoTime() + DROP_LIMIT.toNanos();
		while (!lost.isDone() && System.nanoTime() < end && !strike.await(Duration.ofMillis(20))) {
			// Until a call comes whose reply can be lost.
		}
		if (lost.cancel(false)) {
			strike.missed();
		}
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
