package io.github.rollingops.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.engine.GroupSettings;
import io.github.rollingops.engine.Interceptors;
import io.github.rollingops.engine.RollingOpsEngine;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a fleet, the application's or another: an engine that may crash and come
 * back, and its way to the store.
 */
final class FleetUnit implements OperationInterceptor {

	private final Happenings happenings;

	private final UnitThreads threads;

	private final UnitLink link;

	private final ConcurrentMap<String, Deque<Runnable>> starts = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Deque<Runnable>> ends = new ConcurrentHashMap<>();

	private @Nullable String name;

	private @Nullable RollingOpsEngine engine;

	FleetUnit(ManualTime time, Happenings happenings, UnitLink link) {
		this.happenings = happenings;
		this.threads = new UnitThreads(time);
		this.link = link;
	}

	/**
	 * Give this unit an engine of its own.
	 */
	FleetUnit withEngine(String name, CallbackRegistry callbacks, Function<String, GroupSettings> settings) {
		return attach(name, new RollingOpsEngine(name, this.link.store(), callbacks, settings, this.threads.forEngine(),
				this.happenings::published, new Interceptors(List.of(this), List.of())));
	}

	/**
	 * Take over the engine that an application has made of the parts of this unit.
	 */
	FleetUnit attach(String name, RollingOpsEngine engine) {
		this.name = name;
		this.engine = engine;
		return this;
	}

	String name() {
		return started(this.name);
	}

	RollingOpsEngine engine() {
		return started(this.engine);
	}

	static <T> T started(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("The application is no unit of a fleet: it has not been started, "
					+ "or 'rollingops.enabled' is false, or RollingOpsAutoConfiguration does not take part");
		}
		return value;
	}

	UnitThreads threads() {
		return this.threads;
	}

	UnitLink link() {
		return this.link;
	}

	void begin() {
		this.threads.revive();
		this.link.revive();
		engine().begin();
	}

	/**
	 * Let the process be gone without a word.
	 */
	void die() {
		this.link.die();
		this.threads.die();
	}

	void crash() {
		boolean running = isRunning();
		die();
		if (running) {
			throw new UnitCrashedError(name());
		}
	}

	void restart() {
		if (isRunning()) {
			throw new IllegalStateException("Unit '" + name() + "' is in the midst of a run; "
					+ "restart it once the method of the fleet that led to the run has returned");
		}
		if (!this.threads.isDead()) {
			die();
		}
		begin();
	}

	/**
	 * Stop as an application does that has the time.
	 */
	void leave() {
		engine().phases().forEach((phase) -> phase.stop(() -> {
		}));
	}

	boolean isRunning() {
		return this.happenings.isRunning(name());
	}

	void atStartOf(String callbackId, Runnable action) {
		this.starts.computeIfAbsent(callbackId, (id) -> new ArrayDeque<>()).add(action);
	}

	void atEndOf(String callbackId, Runnable action) {
		this.ends.computeIfAbsent(callbackId, (id) -> new ArrayDeque<>()).add(action);
	}

	/**
	 * Forget what was to happen in runs to come.
	 */
	void forgetActions() {
		this.starts.clear();
		this.ends.clear();
	}

	@Override
	public OperationResult intercept(OperationContext context, Invocation invocation) throws Exception {
		return this.happenings.during(context, () -> {
			String callbackId = context.operation().callbackId();
			runNext(this.starts.get(callbackId));
			OperationResult result = invocation.proceed();
			runNext(this.ends.get(callbackId));
			return result;
		});
	}

	private void runNext(@Nullable Deque<Runnable> actions) {
		Runnable action = (actions != null) ? actions.poll() : null;
		if (action != null) {
			try {
				action.run();
			}
			catch (RuntimeException ex) {
				this.happenings.failed(ex);
				throw ex;
			}
		}
	}

}
