package io.github.rollingops.engine;

import io.github.rollingops.callback.CallbackRegistry;
import io.github.rollingops.databag.DatabagStore;

/**
 * What one life of a unit works with.
 *
 * @param identity who it is
 * @param settings what it goes by
 * @param store where the group agrees
 * @param callbacks what it can run
 * @param threads on which threads it works
 * @param announcer whom it tells
 * @param interceptors who stands around what it does
 */
record Surroundings(Identity identity, GroupSettings settings, DatabagStore store, CallbackRegistry callbacks,
		EngineThreads threads, Announcer announcer, Interceptors interceptors) {
}
