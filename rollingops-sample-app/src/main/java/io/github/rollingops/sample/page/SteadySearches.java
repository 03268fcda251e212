package io.github.rollingops.sample.page;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Searches all the time, as many times a second as it is told.
 */
@Component
class SteadySearches implements SmartInitializingSingleton, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(SteadySearches.class);

	static final int MAX_RATE = 500;

	private static final Duration TICK = Duration.ofMillis(10);

	private static final List<String> TEXTS = List.of("lock", "lease", "unit", "redis", "retry", "leader");

	/**
	 * Enough for those that wait for a unit which does not answer, besides those that are
	 * answered.
	 */
	private static final int MAX_CONCURRENT = 64;

	private final SearchRouter router;

	private final SearchCounters counters;

	private final ScheduledExecutorService timer;

	private final ExecutorService searchers = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "page-search");
		thread.setDaemon(true);
		return thread;
	});

	private final Semaphore free = new Semaphore(MAX_CONCURRENT);

	private int rate;

	private long since;

	private long made;

	SteadySearches(SearchRouter router, SearchCounters counters, ScheduledExecutorService timer) {
		this.router = router;
		this.counters = counters;
		this.timer = timer;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.timer.scheduleAtFixedRate(this::searchWhatIsDue, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Search from now on at another rate.
	 * @param rate how many times a second, from 0 to {@value #MAX_RATE}
	 */
	synchronized void at(int rate) {
		this.rate = rate;
		this.since = System.nanoTime();
		this.made = 0;
		this.counters.rate(rate);
	}

	private synchronized void searchWhatIsDue() {
		long due = (System.nanoTime() - this.since) / 1_000_000 * this.rate / 1000;
		while (this.made < due) {
			this.made++;
			String text = TEXTS.get((int) (this.made % TEXTS.size()));
			// None is put off: a machine that cannot keep up makes fewer
			if (this.free.tryAcquire()) {
				this.searchers.execute(() -> search(text));
			}
		}
	}

	private void search(String text) {
		try {
			this.router.search(text);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.warn("A search has failed", ex);
		}
		finally {
			this.free.release();
		}
	}

	@Override
	public void destroy() {
		this.searchers.shutdownNow();
	}

}
