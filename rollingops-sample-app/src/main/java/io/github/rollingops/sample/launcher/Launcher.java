package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.rollingops.sample.launcher.FleetEvent.GivenUp;
import io.github.rollingops.sample.page.FleetPage;
import io.github.rollingops.sample.page.PageUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Starts the fleet, Redis where none is configured, and the page unless it is to end
 * after the first roll, and ends them with itself. No unit itself: RollingOps does not
 * run in this process.
 * <p>
 * What it started also ends when it is killed and nothing here can run any more, since
 * the pipes to it close then: see {@link UnitProcess} and {@link RedisServer}.
 */
public final class Launcher implements AutoCloseable {

	private static final Set<String> UNITS = new TreeSet<>(Set.of("search-1", "search-2", "search-3"));

	private static final Duration LIMIT = Duration.ofSeconds(180);

	/**
	 * Whoever is at the page may hold the first roll up for as long as they like.
	 */
	private static final Duration UNLIMITED = Duration.ofDays(10_000);

	private final @Nullable RedisServer redis;

	private final @Nullable IndexFolders indexes;

	private final Fleet fleet;

	private final Conductor conductor;

	private volatile @Nullable FleetPage page;

	private Launcher(LaunchSettings settings) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(settings.unitArguments());
		this.redis = settings.redisConfigured() ? null : RedisServer.start(RedisBinary.find());
		if (this.redis != null) {
			arguments.add("--spring.data.redis.host=127.0.0.1");
			arguments.add("--spring.data.redis.port=" + this.redis.port());
		}
		this.indexes = settings.indexFolderConfigured() ? null : IndexFolders.create();
		if (this.indexes != null) {
			arguments.add(this.indexes.argument());
		}
		// The environment, which units inherit, may well name a port for the page
		arguments.add("--server.port=0");
		this.fleet = new Fleet(UNITS, UnitCommand.ofSearchService(arguments));
		this.conductor = new Conductor(UNITS, this.fleet);
	}

	/**
	 * Run the sample.
	 * @param arguments those of the command line
	 * @return the exit status: 0 if each unit had its turn and no two overlapped
	 * @throws IOException if Redis cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static int run(String... arguments) throws IOException, InterruptedException {
		ParentWatch.start();
		LaunchSettings settings = LaunchSettings.of(arguments);
		try (Launcher launcher = new Launcher(settings)) {
			Runtime.getRuntime().addShutdownHook(new Thread(launcher::close));
			launcher.start(settings);
			return settings.once() ? launcher.rollOnce() : launcher.rollAndServe();
		}
		catch (RollFailedException | PageUnavailableException ex) {
			System.out.println(ex.getMessage());
			return 1;
		}
	}

	private void start(LaunchSettings settings) {
		if (this.redis != null) {
			System.out.println("Redis listens on port " + this.redis.port());
			this.redis.onDeath(() -> this.fleet.tell(new GivenUp("Redis", "has ended")));
		}
		if (!settings.once()) {
			startPage(settings.pageArguments());
		}
		this.fleet.start();
	}

	private void startPage(List<String> arguments) {
		FleetPage page = FleetPage.start(new ProcessFleet(this.fleet, this.redis), arguments);
		this.page = page;
		System.out.println("The page  " + page.address());
	}

	private int rollOnce() throws InterruptedException {
		this.conductor.roll(LIMIT);
		this.fleet.close();
		List<String> faults = this.conductor.faults();
		faults.forEach(System.out::println);
		System.out.println(faults.isEmpty() ? "Each unit had its turn, and no two overlapped" : "The roll failed");
		return faults.isEmpty() ? 0 : 1;
	}

	private int rollAndServe() throws InterruptedException {
		this.conductor.roll(UNLIMITED);
		this.conductor.serve();
		return 1;
	}

	/**
	 * End the page, the units, and then what they need to end in good order.
	 */
	@Override
	public void close() {
		FleetPage page = this.page;
		try {
			if (page != null) {
				page.close();
			}
		}
		finally {
			closeFleet();
		}
	}

	private void closeFleet() {
		this.fleet.close();
		if (this.redis != null) {
			this.redis.close();
		}
		if (this.indexes != null) {
			this.indexes.close();
		}
	}

}
