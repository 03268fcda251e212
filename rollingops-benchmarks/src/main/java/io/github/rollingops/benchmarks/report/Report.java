package io.github.rollingops.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All figures of a run, and the machine that they come from.
 */
public final class Report {

	private final Map<String, Object> machine = new LinkedHashMap<>();

	private final Map<String, Object> measured = new LinkedHashMap<>();

	private final List<Markdown> tables = new ArrayList<>();

	private final List<Figure> figures = new ArrayList<>();

	private final long start = System.nanoTime();

	public Report() {
		describe("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
		describe("java", Runtime.version().toString());
		describe("loadBefore", load());
	}

	public void describe(String property, String value) {
		this.machine.put(property, value);
	}

	/** Take unrounded figures for the JSON file. */
	public void add(String name, List<?> values) {
		this.measured.put(name, values);
	}

	public void add(Markdown table) {
		this.tables.add(table);
	}

	public void add(Figure figure) {
		this.figures.add(figure);
	}

	/** Note that something could not be measured. */
	public void failed(String name, Exception ex) {
		ex.printStackTrace();
		add(new Figure(name, "failed: " + ex.getMessage(), "", false));
	}

	public void end() {
		describe("loadAfter", load());
		describe("seconds", String.format(Locale.ROOT, "%.0f", (System.nanoTime() - this.start) / 1e9));
	}

	public String toJson() {
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("machine", this.machine);
		all.put("figures", this.figures);
		all.putAll(this.measured);
		return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(all) + "\n";
	}

	/** The tables, then the figures with their budgets, then the machine. */
	@Override
	public String toString() {
		Markdown budgets = new Markdown("figure", " measured", " budget", "");
		this.figures.forEach((figure) -> budgets.row(figure.name(), figure.value(), figure.budget(), figure.verdict()));
		return this.tables.stream().map(Markdown::toString).collect(Collectors.joining("\n", "\n", "\n")) + budgets
				+ "\n"
				+ this.machine.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + " " + entry.getValue())
					.collect(Collectors.joining(", "));
	}

	/**
	 * What the machine has had to do in the last minute, so that a figure from a busy one
	 * can be told from others.
	 */
	private static String load() {
		return String.format(Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
