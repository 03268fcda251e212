package io.github.rollingops.sample.launcher;

/**
 * Ends the launcher with the process that started it. A Maven that is told to stop ends
 * what it runs, one that is killed cannot, and leaves no pipe behind that would close: so
 * its process is watched.
 */
final class ParentWatch {

	/**
	 * Set where the parent is known to stay, such as in {@code spring-boot:run}; a shell
	 * may well go and leave the sample to run.
	 */
	static final String PROPERTY = "sample.end-with-parent";

	private ParentWatch() {
	}

	static void start() {
		if (Boolean.getBoolean(PROPERTY)) {
			ProcessHandle.current().parent().ifPresent((parent) -> parent.onExit().thenRun(() -> System.exit(1)));
		}
	}

}
