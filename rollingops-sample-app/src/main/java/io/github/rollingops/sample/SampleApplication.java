package io.github.rollingops.sample;

import io.github.rollingops.sample.launcher.Launcher;

/**
 * Starts the sample: three units of a small search service on this machine, which reindex
 * in turns. With {@code --once} it ends after that, and its exit status tells whether
 * they did.
 */
public final class SampleApplication {

	private SampleApplication() {
	}

	public static void main(String[] args) throws Exception {
		System.exit(Launcher.run(args));
	}

}
