package io.github.rollingops.databag;

/**
 * A handle on a subscription to hints.
 *
 * @since 0.1.0
 */
public interface Subscription extends AutoCloseable {

	/**
	 * Subscribe anew, since no hints have come for a while. Does not block.
	 */
	void renew();

	/**
	 * End the subscription; hints that are under way may still come. Waits until nothing
	 * is being connected for it any more, though no longer than some seconds: whoever
	 * closes the client next must not leave a thread behind that waits for it.
	 */
	@Override
	void close();

}
