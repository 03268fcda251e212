package io.github.rollingops.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus would read, by name and labels.
 */
final class Scrape {

	private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\"");

	private final List<Sample> samples = new ArrayList<>();

	void add(String text) {
		text.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> {
			Matcher matcher = LINE.matcher(line);
			if (!matcher.matches()) {
				throw new IllegalArgumentException("'" + line + "' is no sample");
			}
			this.samples
				.add(new Sample(matcher.group(1), labels(matcher.group(2)), Double.parseDouble(matcher.group(3))));
		});
	}

	static Map<String, String> labels(String text) {
		Map<String, String> labels = new HashMap<>();
		Matcher matcher = LABEL.matcher((text != null) ? text : "");
		while (matcher.find()) {
			labels.put(matcher.group(1), matcher.group(2));
		}
		return labels;
	}

	Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.samples.forEach((sample) -> names.add(sample.name()));
		return names;
	}

	/** The values that a label of a metric has. */
	Set<String> values(String name, String label) {
		Set<String> values = new TreeSet<>();
		this.samples.stream()
			.filter((sample) -> sample.name().equals(name) && sample.labels().containsKey(label))
			.forEach((sample) -> values.add(sample.labels().get(label)));
		return values;
	}

	/** The labels that a metric has. */
	Set<String> labelsOf(String name) {
		Set<String> labels = new TreeSet<>();
		this.samples.stream()
			.filter((sample) -> sample.name().equals(name))
			.forEach((sample) -> labels.addAll(sample.labels().keySet()));
		return labels;
	}

	/** The sum of all that is told under a name. */
	double sum(String name) {
		return this.samples.stream()
			.filter((sample) -> sample.name().equals(name) && !Double.isNaN(sample.value()))
			.mapToDouble(Sample::value)
			.sum();
	}

	private record Sample(String name, Map<String, String> labels, double value) {
	}

}
