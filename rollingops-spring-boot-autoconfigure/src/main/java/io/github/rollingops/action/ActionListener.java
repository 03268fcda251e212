package io.github.rollingops.action;

/**
 * Is told what happens to the actions of a queue, on the queue's thread. An exception it
 * throws is logged and changes nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ActionListener {

	/**
	 * Take note.
	 * @param event what happened
	 */
	void onEvent(ActionEvent event);

}
