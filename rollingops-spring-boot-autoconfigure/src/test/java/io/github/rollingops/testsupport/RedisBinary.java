package io.github.rollingops.testsupport;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;
import redis.embedded.util.IO;

/**
 * The {@code redis-server} that process tests run: the one of the path, else the one that
 * comes in the jar of embedded-redis. Looked for once.
 */
record RedisBinary(Path executable, String description) {

	private static final Pattern VERSION = Pattern.compile("v=((\\d+)\\.(\\d+)[.\\d]*)");

	/**
	 * Aborts the calling test where this machine can run no Redis of its own; fails it
	 * where a certain one was asked for.
	 */
	static RedisBinary require() {
		RedisBinary binary = Search.FOUND;
		if (binary == null) {
			String reason = "no redis-server 6.2 or later to run: " + String.join("; ", Search.REFUSED);
			if (RedisPreference.get() == RedisPreference.PATH || RedisPreference.get() == RedisPreference.EMBEDDED) {
				throw new IllegalStateException(reason);
			}
			Assumptions.abort(reason);
		}
		return binary;
	}

	/** Holds the result, so that binaries are extracted and tried once in a JVM. */
	private static final class Search {

		static final List<String> REFUSED = new ArrayList<>();

		static final @Nullable RedisBinary FOUND = search();

		private static @Nullable RedisBinary search() {
			RedisPreference preference = RedisPreference.get();
			RedisBinary found = (preference != RedisPreference.EMBEDDED) ? onPath() : null;
			return (found == null && preference != RedisPreference.PATH) ? embedded() : found;
		}

		private static @Nullable RedisBinary onPath() {
			for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
				Path candidate = Path.of(directory, "redis-server");
				if (Files.isExecutable(candidate)) {
					RedisBinary usable = tried(candidate, "path");
					if (usable != null) {
						return usable;
					}
				}
			}
			REFUSED.add("none on the path");
			return null;
		}

		private static @Nullable RedisBinary embedded() {
			try {
				File directory = Files.createTempDirectory("rollingops-redis-binary").toFile();
				directory.deleteOnExit();
				File file = ExecutableProvider.newJarResourceProvider(directory).get();
				file.deleteOnExit();
				RedisBinary usable = tried(file.toPath(), "embedded");
				if (usable == null && OsArchitecture.UNIX_x86_64.equals(OsArchitecture.detectOSandArchitecture())) {
					// That one needs glibc 2.34 and libssl 3. The one for 32 bits is
					// linked
					// statically and needs nothing but a kernel that runs it.
					String resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.UNIX_x86);
					file = IO.writeResourceToExecutableFile(directory, resource);
					file.deleteOnExit();
					usable = tried(file.toPath(), "embedded, 32 bits");
				}
				return usable;
			}
			catch (IOException | RuntimeException ex) {
				REFUSED.add("embedded: " + ex);
				return null;
			}
		}

		private static @Nullable RedisBinary tried(Path executable, String origin) {
			try {
				Process process = ProcessLeash.processBuilder(List.of(executable.toString(), "--version"))
					.redirectErrorStream(true)
					.start();
				String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
				process.waitFor(10, TimeUnit.SECONDS);
				Matcher version = VERSION.matcher(output);
				if (version.find() && isNewEnough(version)) {
					return new RedisBinary(executable, "redis-server " + version.group(1) + " (" + origin + ")");
				}
				REFUSED.add(executable + ": " + output);
			}
			catch (IOException ex) {
				REFUSED.add(executable + ": " + ex.getMessage());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return null;
		}

		private static boolean isNewEnough(Matcher version) {
			int major = Integer.parseInt(version.group(2));
			return major > 6 || (major == 6 && Integer.parseInt(version.group(3)) >= 2);
		}

	}

}
