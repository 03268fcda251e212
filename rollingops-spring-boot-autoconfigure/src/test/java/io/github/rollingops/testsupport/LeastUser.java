package io.github.rollingops.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.data.redis.connection.RedisConfiguration.WithAuthentication;

/**
 * A user of Redis that may do what the documentation says a user needs to be allowed, and
 * nothing else: its rules are read from there. Every Redis of the tests knows it, and
 * stores connect as this user; what tests do behind their backs is done by another one.
 */
public final class LeastUser {

	private static final String DOCUMENT = read();

	private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}ACL SETUSER (\\S+) (on >(\\S+) .*(?:\\n {4}.*)*)");

	private static final Pattern IN_CLUSTER = Pattern.compile("In a Cluster add `([^`]+)`");

	/** The name of the user. */
	public static final String NAME = documented(COMMAND, 1);

	/** The password of the user. */
	public static final String PASSWORD = documented(COMMAND, 3);

	private LeastUser() {
	}

	/** Answers a line of configuration that makes Redis know the user. */
	static String configuration(boolean cluster) {
		return "user " + NAME + " " + String.join(" ", rules()) + (cluster ? " " + documented(IN_CLUSTER, 1) : "");
	}

	/** Makes a running Redis know the user, as an operator would. */
	static void createOn(RedisServer redis) {
		List<String> command = new ArrayList<>(List.of("ACL", "SETUSER", NAME));
		command.addAll(rules());
		redis.command(command.toArray(String[]::new));
	}

	/** Lets whoever goes by the configuration connect as the user. */
	public static <T extends WithAuthentication> T in(T configuration) {
		configuration.setUsername(NAME);
		configuration.setPassword(PASSWORD);
		return configuration;
	}

	/**
	 * Answers what scripts were refused: history and hints are written by calls that may
	 * fail, and it would not show. (A client's greeting may be refused, too, and does not
	 * matter.)
	 */
	public static List<String> denials(RedisServer redis) {
		List<String> denials = new ArrayList<>();
		if (redis.command("ACL", "LOG") instanceof List<?> entries) {
			entries.stream()
				.map(String::valueOf)
				.filter((entry) -> entry.contains("username, " + NAME) && !entry.contains("context, toplevel"))
				.forEach(denials::add);
		}
		return denials;
	}

	private static List<String> rules() {
		return List.of(documented(COMMAND, 2).strip().split("\\s+"));
	}

	private static String documented(Pattern pattern, int group) {
		Matcher matcher = pattern.matcher(DOCUMENT);
		if (!matcher.find()) {
			throw new IllegalStateException("The documentation does not say what a user of Redis needs: " + pattern);
		}
		return matcher.group(group);
	}

	private static String read() {
		try {
			return Files.readString(Path.of("../docs/data-model.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
