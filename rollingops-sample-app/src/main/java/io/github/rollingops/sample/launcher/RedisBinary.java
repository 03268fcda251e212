package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import redis.embedded.core.ExecutableProvider;

/**
 * Which Redis to run: the one on the path if it is recent enough, else the one that the
 * embedded-redis jar carries for the common platforms.
 */
enum RedisBinary {

	/**
	 * {@code redis-server}, wherever the path leads to it.
	 */
	INSTALLED {

		@Override
		Path provide(Path directory) {
			return Path.of(COMMAND);
		}

	},

	/**
	 * Unpacked from the jar.
	 */
	EMBEDDED {

		@Override
		Path provide(Path directory) throws IOException {
			return ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
		}

	};

	private static final String COMMAND = "redis-server";

	private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");

	/**
	 * Choose between the two.
	 */
	static RedisBinary find() throws InterruptedException {
		try {
			Process process = new ProcessBuilder(List.of(COMMAND, "--version")).redirectErrorStream(true).start();
			String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return (process.waitFor() == 0 && isRecent(answer)) ? INSTALLED : EMBEDDED;
		}
		catch (IOException ex) {
			// there is none on the path
			return EMBEDDED;
		}
	}

	/**
	 * Return whether RollingOps can work with a version: 6.2 and later.
	 * @param answer what {@code redis-server --version} prints
	 */
	static boolean isRecent(String answer) {
		Matcher version = VERSION.matcher(answer);
		if (!version.find()) {
			return false;
		}
		int major = Integer.parseInt(version.group(1));
		return major > 6 || (major == 6 && Integer.parseInt(version.group(2)) >= 2);
	}

	/**
	 * Return the executable.
	 * @param directory where it may be unpacked
	 * @throws IOException if that fails, or the jar has none for this platform
	 */
	abstract Path provide(Path directory) throws IOException;

}
