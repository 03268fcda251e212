package io.github.rollingops.databag.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Reads the scripts and puts in place of each {@code -- @include name} what it names. A
 * piece is put in once for each script, where it is first named.
 */
final class ScriptLoader {

	private static final Pattern INCLUDE = Pattern.compile("^-- @include (\\S+)\\s*$");

	private final Resource directory;

	ScriptLoader() {
		this(new ClassPathResource("lua/", ScriptLoader.class));
	}

	ScriptLoader(Resource directory) {
		this.directory = directory;
	}

	Map<Step, Script> loadAll() {
		Map<Step, Script> scripts = new EnumMap<>(Step.class);
		for (Step step : Step.values()) {
			scripts.put(step, load(step.scriptName()));
		}
		return scripts;
	}

	Script load(String name) {
		StringBuilder text = new StringBuilder();
		append(name, text, new ArrayDeque<>(), new LinkedHashSet<>());
		return Script.of(text.toString());
	}

	private void append(String name, StringBuilder text, Deque<String> open, Set<String> done) {
		if (open.contains(name)) {
			throw new IllegalStateException("Script '" + name + "' includes itself by way of " + open);
		}
		if (!done.add(name)) {
			return;
		}
		open.push(name);
		for (String line : read(name, open).split("\n")) {
			Matcher include = INCLUDE.matcher(line);
			if (include.matches()) {
				append(include.group(1), text, open, done);
			}
			else {
				text.append(line).append('\n');
			}
		}
		open.pop();
	}

	private String read(String name, Deque<String> open) {
		try {
			return this.directory.createRelative(name + ".lua").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("No script '" + name + ".lua' beside the others, included by " + open
					+ "; the jar is not whole, or the name is misspelt", ex);
		}
	}

}
