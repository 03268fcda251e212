package io.github.rollingops.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestInterceptor;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.Operation;
import io.github.rollingops.OperationContext;
import io.github.rollingops.OperationInterceptor;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperationCallback;
import io.github.rollingops.RollingOperationRegistration;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.callback.RegisteredCallback;
import io.github.rollingops.databag.DatabagStore;
import io.github.rollingops.event.RollingOpsEvent;
import io.github.rollingops.testsupport.ManualTaskScheduler;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

/**
 * One process of a fleet: an engine with callbacks, clocks, threads and a way to the
 * store of its own. Its callback "reload" answers what the test tells it to, and RELEASE
 * where it tells nothing.
 */
final class UnitProcess {

	final String name;

	final FaultyStore link;

	/** What this process published, in order. */
	final List<RollingOpsEvent> events = new ArrayList<>();

	/** The runs of "reload", as the callback saw them. */
	final List<OperationContext> runs = new ArrayList<>();

	private final EngineFleet fleet;

	private final ManualTaskScheduler timers;

	private final ManualTaskScheduler work;

	private final ManualTaskScheduler watchdog;

	private final ManualTaskScheduler callbackThreads;

	private final ManualTaskScheduler eventThread;

	private final Duration skew;

	private final List<RollingOperationRegistration> registrations = new ArrayList<>();

	private final List<RegisteredCallback> others = new ArrayList<>();

	private final Deque<OperationResult> answers = new ArrayDeque<>();

	private Consumer<RollingOpsEvent> listener = (event) -> {
	};

	private final List<OperationInterceptor> operationInterceptors = new ArrayList<>();

	private final List<LockRequestInterceptor> requestInterceptors = new ArrayList<>();

	private UnaryOperator<DatabagStore> way = (store) -> store;

	private @Nullable Executor callbackExecutor;

	private @Nullable TaskScheduler watchdogScheduler;

	private GroupSettings settings = withoutJitter(GroupSettings.DEFAULT);

	private @Nullable RollingOpsEngine engine;

	UnitProcess(EngineFleet fleet, String name, FaultyStore link, int number) {
		this.fleet = fleet;
		this.name = name;
		this.link = link;
		// Hours apart, to both sides, and with a turnover of the numbers not far away.
		this.skew = Duration.ofHours((number % 2 == 0) ? 7L * number : -5L * number);
		this.timers = fleet.time.scheduler(this.skew);
		this.work = fleet.time.scheduler(this.skew);
		this.watchdog = fleet.time.scheduler(this.skew);
		this.callbackThreads = fleet.time.scheduler(this.skew);
		this.eventThread = fleet.time.scheduler(this.skew);
		callback("reload", this::reload);
	}

	static GroupSettings withoutJitter(GroupSettings settings) {
		GroupSettings.Retries retries = settings.retries();
		return new GroupSettings(settings.leaseDuration(), settings.renewDeadline(), settings.heartbeatInterval(),
				settings.commandTimeout(), new GroupSettings.Retries(withoutJitter(retries.hold()),
						withoutJitter(retries.release()), retries.maxCutShortRuns(), retries.operationTimeout()),
				settings.limits());
	}

	private static RetryDelays withoutJitter(RetryDelays delays) {
		return new RetryDelays(delays.initialDelay(), delays.multiplier(), delays.maxDelay(), 0);
	}

	UnitProcess callback(String id, RollingOperationCallback callback) {
		return callback(id, null, callback);
	}

	UnitProcess callback(String id, @Nullable Duration timeout, RollingOperationCallback callback) {
		this.registrations.removeIf((registration) -> registration.id().equals(id));
		this.registrations.add(new RollingOperationRegistration(EngineFleet.GROUP, id, callback, timeout));
		return this;
	}

	/** A callback that is more than a lambda. */
	UnitProcess callback(RegisteredCallback callback) {
		this.others.add(callback);
		return this;
	}

	UnitProcess without(String callbackId) {
		this.registrations.removeIf((registration) -> registration.id().equals(callbackId));
		return this;
	}

	UnitProcess settings(GroupSettings settings) {
		this.settings = settings;
		return this;
	}

	/** Somebody around the runs; the first one is the outermost. */
	UnitProcess around(OperationInterceptor interceptor) {
		this.operationInterceptors.add(interceptor);
		return this;
	}

	/** Somebody around the requests. */
	UnitProcess aroundRequests(LockRequestInterceptor interceptor) {
		this.requestInterceptors.add(interceptor);
		return this;
	}

	/** Something between the engine and its way to the store. */
	UnitProcess over(UnaryOperator<DatabagStore> way) {
		this.way = way;
		return this;
	}

	/** Callbacks get real threads, which can be interrupted. */
	UnitProcess callbackExecutor(Executor executor) {
		this.callbackExecutor = executor;
		return this;
	}

	/** Deadlines are kept by somebody else's scheduler. */
	UnitProcess watchdogScheduler(TaskScheduler scheduler) {
		this.watchdogScheduler = scheduler;
		return this;
	}

	private OperationResult reload(OperationContext context) {
		this.runs.add(context);
		this.fleet.turns.add(this.name);
		OperationResult answer = this.answers.poll();
		return (answer != null) ? answer : OperationResult.RELEASE;
	}

	/** What the next runs of "reload" answer. */
	void answer(OperationResult... results) {
		this.answers.addAll(List.of(results));
	}

	/** Join for the first time, or again after a stop. */
	UnitProcess start() {
		begin();
		this.fleet.settle();
		return this;
	}

	void begin() {
		engine().begin();
	}

	RollingOpsEngine engine() {
		if (this.engine == null) {
			this.engine = new RollingOpsEngine(this.name, this.way.apply(this.link), callbacks(),
					(group) -> this.settings, threads(), this::published,
					new Interceptors(this.operationInterceptors, this.requestInterceptors));
		}
		return this.engine;
	}

	private CallbackRegistry callbacks() {
		CallbackRegistry lambdas = CallbackRegistry.of(this.registrations.toArray(RollingOperationRegistration[]::new));
		List<RegisteredCallback> all = new ArrayList<>(this.others);
		lambdas.callbackIds(EngineFleet.GROUP)
			.forEach((id) -> all.add(Objects.requireNonNull(lambdas.find(EngineFleet.GROUP, id))));
		return CallbackRegistry.of(all);
	}

	private EngineThreads threads() {
		Executor callbacks = (this.callbackExecutor != null) ? this.callbackExecutor : executor(this.callbackThreads);
		TaskScheduler watchdog = (this.watchdogScheduler != null) ? this.watchdogScheduler : this.watchdog;
		return new EngineThreads(this.timers, executor(this.work), watchdog, callbacks, executor(this.eventThread),
				this::nanoTime);
	}

	private static Executor executor(ManualTaskScheduler scheduler) {
		return (task) -> scheduler.schedule(task, scheduler.getClock().instant());
	}

	private long nanoTime() {
		return this.fleet.time.nanoTime() + this.skew.toNanos();
	}

	private void published(RollingOpsEvent event) {
		this.events.add(event);
		this.fleet.events.add(event);
		this.listener.accept(event);
	}

	/** Somebody in the application who is told of events. */
	UnitProcess listener(Consumer<RollingOpsEvent> listener) {
		this.listener = listener;
		return this;
	}

	/** As a listener does that takes its time. */
	void holdEvents() {
		this.eventThread.pause();
	}

	void letEventsPass() {
		this.eventThread.resume();
		this.fleet.settle();
	}

	RollingOpsService service() {
		return engine().service();
	}

	Life life() {
		return Objects.requireNonNull(engine().life(EngineFleet.GROUP));
	}

	/** The highest token that this process has started or handed back. */
	long startedToken() {
		return life().runner().startedToken();
	}

	Operation request(String callbackId) {
		return request(LockRequest.of(callbackId));
	}

	/** Request and let happen what happens at once. */
	Operation request(LockRequest request) {
		LockRequestResult result = service().requestLock(request);
		this.fleet.settle();
		return Objects.requireNonNull(result.operation());
	}

	Operation request(String callbackId, Map<String, ?> kwargs) {
		return request(LockRequest.of(callbackId).withKwargs(kwargs));
	}

	/** Callbacks that are called from now on do not return before they are let. */
	void holdCallbacks() {
		this.callbackThreads.pause();
	}

	void letCallbacksReturn() {
		this.callbackThreads.resume();
		this.fleet.settle();
	}

	/** The whole process stands still, as in a long collection of its garbage. */
	void pause() {
		schedulers().forEach(ManualTaskScheduler::pause);
	}

	void resume() {
		resumeLater();
		this.fleet.settle();
	}

	/** What fell due happens as soon as the time is turned next. */
	void resumeLater() {
		schedulers().forEach(ManualTaskScheduler::resume);
	}

	/** The process is gone without a word. */
	void kill() {
		schedulers().forEach(ManualTaskScheduler::kill);
		this.link.die();
	}

	private Stream<ManualTaskScheduler> schedulers() {
		return Stream.of(this.timers, this.work, this.watchdog, this.callbackThreads, this.eventThread);
	}

	/** Stop as a context does that is closed: drain, then leave. */
	void stop() {
		engine().drain();
		engine().leave();
		this.fleet.settle();
	}

	<T extends RollingOpsEvent> List<T> events(Class<T> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

}
