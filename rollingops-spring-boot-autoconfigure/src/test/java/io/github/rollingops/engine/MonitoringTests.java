package io.github.rollingops.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.rollingops.metrics.RollingOpsMeter;
import io.github.rollingops.metrics.RollingOpsMeter.Reporter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the dashboard, the alerts and the reference against what Prometheus would read of
 * a fleet to which everything has happened.
 */
class MonitoringTests {

	private static final Path DOCS = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("docs");

	/** Labels that Prometheus itself adds. */
	private static final List<String> ADDED = List.of("job", "instance");

	private static final Pattern SELECTOR = Pattern.compile("(rollingops_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)(=|!=|=~|!~)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

	private static final Scrape SCRAPE = new BusyFleet().scrape();

	@ParameterizedTest
	@EnumSource
	void everyMeterIsScraped(RollingOpsMeter meter) {
		String sample = sample(meter);
		assertThat(SCRAPE.names()).contains(sample);
		assertThat(SCRAPE.labelsOf(sample)).containsExactlyInAnyOrder(
				Arrays.stream(meter.getKeyNames()).map((key) -> key.asString()).toArray(String[]::new));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.MATCH_ANY,
			names = { "REQUESTED", "COMPLETED", "RETRIES", "DROPPED", "WAIT", "OPERATION", "REQUEST", "HANDOVER",
					"GRANTS_.*", "DEPARTED", "LEADERSHIP_CHANGES", "SET_ASIDE", "STORE_.*" })
	void everythingThatHappensIsCounted(RollingOpsMeter meter) {
		assertThat(SCRAPE.sum(sample(meter))).isPositive();
	}

	@Test
	void nothingIsScrapedThatIsNotListed() {
		List<String> listed = Arrays.stream(RollingOpsMeter.values())
			.map((meter) -> Objects.requireNonNull(prometheusName(meter)))
			.toList();
		assertThat(SCRAPE.names()).allSatisfy((name) -> assertThat(listed)
			.anyMatch((known) -> name.equals(known) || name.matches(known + "_(count|sum|max)")));
	}

	@ParameterizedTest
	@EnumSource
	void referenceHasTheMeter(RollingOpsMeter meter) throws IOException {
		assertThat(Files.readString(DOCS.resolve("metrics.md"))).contains(row(meter));
	}

	@Test
	void dashboardAsksForWhatThereIs() throws IOException {
		List<String> expressions = new ArrayList<>();
		JsonNode dashboard = JsonMapper.shared()
			.readTree(Files.readString(DOCS.resolve("monitoring/grafana-dashboard.json")));
		dashboard.findValues("expr").forEach((expression) -> expressions.add(expression.asString()));
		dashboard.findValues("definition").forEach((query) -> expressions.add(query.asString()));
		assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(MonitoringTests::fits);
	}

	@ParameterizedTest
	@EnumSource
	void dashboardShowsTheMeter(RollingOpsMeter meter) throws IOException {
		assertThat(Files.readString(DOCS.resolve("monitoring/grafana-dashboard.json")))
			.contains(Objects.requireNonNull(prometheusName(meter)));
	}

	@Test
	void alertsAskForWhatThereIs() throws IOException {
		assertThat(alerts()).hasSizeGreaterThan(10)
			.allSatisfy((alert) -> fits(String.valueOf(alert.get("expr"))))
			.extracting((alert) -> alert.get("alert"))
			.doesNotHaveDuplicates();
	}

	@Test
	void alertsSayWhatIsWrongAndWhereToReadOn() throws IOException {
		String docs = Files.readString(DOCS.resolve("metrics.md"));
		assertThat(alerts()).allSatisfy((alert) -> {
			String name = String.valueOf(alert.get("alert"));
			assertThat(docs).contains("\n### " + name + "\n");
			assertThat(alert).extractingByKey("annotations")
				.asString()
				.contains("summary=")
				.contains("docs/metrics.md#" + name.toLowerCase(Locale.ROOT));
			assertThat(alert).extractingByKey("labels").asString().contains("severity=");
		});
	}

	/**
	 * An expression that names a metric, a label or a value that does not exist finds
	 * nothing.
	 */
	private static void fits(String expression) {
		List<String> metrics = new ArrayList<>();
		Matcher selector = SELECTOR.matcher(expression);
		while (selector.find()) {
			String metric = selector.group(1);
			metrics.add(metric);
			assertThat(SCRAPE.names()).contains(metric);
			Matcher matcher = MATCHER.matcher(Objects.requireNonNullElse(selector.group(2), ""));
			while (matcher.find()) {
				String label = matcher.group(1);
				if (!ADDED.contains(label) && !matcher.group(3).startsWith("$")) {
					assertThat(SCRAPE.values(metric, label)).as(expression).contains(matcher.group(3));
				}
			}
		}
		assertThat(metrics).as(expression).isNotEmpty();
		Matcher grouping = GROUPING.matcher(expression);
		while (grouping.find()) {
			for (String label : grouping.group(1).split(", ")) {
				assertThat(metrics).as(expression)
					.allMatch((metric) -> ADDED.contains(label) || SCRAPE.labelsOf(metric).contains(label));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> alerts() throws IOException {
		Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml()
			.load(Files.readString(DOCS.resolve("monitoring/alerts.yaml")));
		return rules.get("groups").stream().flatMap((group) -> group.get("rules").stream()).toList();
	}

	private static String row(RollingOpsMeter meter) {
		boolean timer = meter.getType() == Meter.Type.TIMER || meter.getType() == Meter.Type.LONG_TASK_TIMER;
		String unit = timer ? "seconds" : Objects.requireNonNullElse(meter.getBaseUnit(), "–");
		String keys = Arrays.stream(meter.getKeyNames()).map((key) -> key.asString()).collect(Collectors.joining(", "));
		return "\n| `" + meter.getName() + "` | `" + prometheusName(meter) + "` | "
				+ meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | " + unit + " | " + keys
				+ " | " + words(meter.reporter()) + " | " + meter.description() + " |\n";
	}

	private static String words(Reporter reporter) {
		return switch (reporter) {
			case UNIT -> "each unit";
			case REQUESTER -> "who requests";
			case OBSERVER -> "who comes upon it";
			case LEADER -> "the leader";
		};
	}

	private static String prometheusName(RollingOpsMeter meter) {
		String name = new PrometheusNamingConvention().name(meter.getName(), meter.getType(), meter.getBaseUnit());
		return (meter.getType() == Meter.Type.COUNTER && !name.endsWith("_total")) ? name + "_total" : name;
	}

	/** The name of one sample of a meter. */
	private static String sample(RollingOpsMeter meter) {
		boolean timer = meter.getType() == Meter.Type.TIMER || meter.getType() == Meter.Type.LONG_TASK_TIMER;
		return timer ? prometheusName(meter) + "_count" : prometheusName(meter);
	}

}
