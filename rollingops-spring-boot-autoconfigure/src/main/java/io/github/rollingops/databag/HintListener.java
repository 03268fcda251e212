package io.github.rollingops.databag;

/**
 * Told of the hints for one unit of one group. Must not block.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HintListener {

	/**
	 * Take a hint.
	 * @param hint the hint
	 */
	void onHint(Hint hint);

}
