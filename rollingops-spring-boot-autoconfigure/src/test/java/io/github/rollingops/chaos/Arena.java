package io.github.rollingops.chaos;

import java.util.List;

import io.github.rollingops.testsupport.RedisProcess;
import org.jspecify.annotations.Nullable;

/**
 * A Redis of some shape, and what can be done to it.
 */
interface Arena extends AutoCloseable {

	String name();

	/** What a unit is told so that it finds its Redis. */
	List<String> arguments(String unit);

	/** All that hold data. */
	List<RedisProcess> servers();

	/**
	 * Sends a command to where the key lies, past all that is in the way of the units.
	 * @throws RuntimeException if there is no answer
	 */
	@Nullable Object command(String key, String... command);

	/** Whether a process with many units finds its way here. */
	boolean takesCrowds();

	/** What can go wrong here besides what happens to processes. */
	List<FaultKind> faults();

	@Override
	void close();

}
