package io.github.rollingops.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.github.rollingops.chaos.Fact.What;

/**
 * Facts written by hand, to try the judge on: each comes ten milliseconds after the one
 * before it.
 */
final class Story {

	static final RoundRules RULES = new RoundRules(Duration.ofSeconds(2), Duration.ofMillis(400),
			Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofMillis(100), false, Set.of(), 4, Set.of("Loss"));

	static final RoundRules LOSING = new RoundRules(RULES.lease(), RULES.heartbeat(), RULES.commandTimeout(),
			RULES.retryDelay(), RULES.allowance(), true, Set.of("forget"), 4, Set.of());

	private static final String GROUP = "alpha";

	private final List<Fact> facts = new ArrayList<>();

	private final Map<String, Long> requestedAt = new HashMap<>();

	private final Map<Long, String> lives = new HashMap<>();

	private final Map<Long, String> operations = new HashMap<>();

	private long now = 1_000_000;

	private int faults;

	/** Three units that have joined, of which the first leads. */
	static Story begin() {
		Story story = new Story();
		for (String unit : List.of("a", "b", "c")) {
			story.joins(unit + "#1");
		}
		return story.history("LEADER", "a", "", 1, "").later(5000);
	}

	/** A story with all that a check may look at, and nothing to object to. */
	static Story fine() {
		Story story = begin().asks("a", "one", "{\"n\":1.50}")
			.asks("b", "two", "{\"n\":2}")
			.turn("a#1", "one", 10)
			.turn("b#1", "two", 11)
			.later(1000)
			.asks("c", "three", "{}")
			.fault("kill", "b", "b#1", What.KILLED)
			.asks("c", "three", "DUPLICATE", "{}")
			.turn("c#1", "three", 12)
			.asks("a", "four", "{}")
			.turn("a#1", "four", 13)
			.asks("a", "five", "{}")
			.history("GRANTED", "a", "five", 14, "")
			.runs("a#1", "five", 14, 0, "{}")
			.event("a#1", "GrantLostEvent", "five", 14, "")
			.history("STALE_RELEASED", "a", "five", 14, "")
			.ends(14, "RELEASE")
			.history("RETRY", "a", "five", 14, "retry-release")
			.history("GRANTED", "a", "five", 15, "")
			.runs("a#1", "five", 15, 1, "{}")
			.valid(15)
			.ends(15, "RELEASE")
			.completed("a#1", "five", 15)
			.stops("c#1", "status 143; threads ; connections 0");
		return story.left("{\"queues\":{},\"keys\":{\"rollingops:{x:alpha}:app\":{\"ttl\":9},"
				+ "\"rollingops:{x:alpha}:unit:a\":{\"ttl\":9}},\"connections\":{\"a#1\":3}}");
	}

	Story later(long milliseconds) {
		this.now += milliseconds;
		return this;
	}

	/** Set the clock back, or on, to when a fact came. */
	long now() {
		return this.now;
	}

	Story joins(String life) {
		fact(What.LAUNCHED, life, "", 0, "").fact(What.READY, life, "", 0, "");
		return history("JOINED", unitOf(life), "", 0, "boot").event(life, "UnitJoinedEvent", "", 0, "");
	}

	Story asks(String unit, String operation, String kwargs) {
		return asks(unit, operation, "ENQUEUED", kwargs);
	}

	/** A unit asks something of itself, under a request of its own. */
	Story asks(String unit, String operation, String status, String kwargs) {
		String request = "request-" + this.now;
		fact(What.ASKING, unit + "#1", "", 0,
				"{\"request\":\"" + request + "\",\"callback\":\"quick\",\"kwargs\":" + kwargs + ",\"units\":[\"\"]}");
		if (status.equals("ENQUEUED")) {
			this.requestedAt.put(operation, this.now);
			history("REQUESTED", unit, operation, 0, "");
		}
		return fact(What.ASKED, unit + "#1", operation, 0,
				"{\"request\":\"" + request + "\",\"status\":\"" + status + "\"}");
	}

	/** A whole turn: grant, run and release. */
	Story turn(String life, String operation, long token) {
		history("GRANTED", unitOf(life), operation, token, "");
		return runs(life, operation, token, 0, "{}").valid(token)
			.ends(token, "RELEASE")
			.completed(life, operation, token);
	}

	Story completed(String life, String operation, long token) {
		return history("COMPLETED", unitOf(life), operation, token, "")
			.event(life, "OperationCompletedEvent", operation, token, "")
			.fact(What.COMPLETED, life, operation, 0, "RELEASE");
	}

	/** A run that begins; its kwargs are those that were asked for if these are empty. */
	Story runs(String life, String operation, long token, int attempt, String kwargs) {
		this.lives.put(token, life);
		this.operations.put(token, operation);
		String asked = this.facts.stream()
			.filter((fact) -> fact.what() == What.ASKED && fact.operation().equals(operation))
			.map((fact) -> Details.text(Details.of(fact), "request"))
			.flatMap((request) -> this.facts.stream()
				.filter((fact) -> fact.what() == What.ASKING && fact.detail().contains("\"" + request + "\"")))
			.map((fact) -> Details.of(fact).path("kwargs").toString())
			.findFirst()
			.orElse("{}");
		String requestedAt = Instant.ofEpochMilli(this.requestedAt.getOrDefault(operation, 0L)).toString();
		return fact(What.STARTED, life, operation, token,
				"{\"callbackId\":\"quick\",\"attempt\":" + attempt + ",\"maxRetry\":2,\"requestedAt\":\"" + requestedAt
						+ "\",\"kwargs\":" + (kwargs.equals("{}") ? asked : kwargs) + "}");
	}

	Story valid(long token) {
		return fact(What.VALID, this.lives.get(token), this.operations.get(token), token, "");
	}

	Story ends(long token, String result) {
		return fact(What.ENDED, this.lives.get(token), this.operations.get(token), token, result);
	}

	Story event(String life, String type, String operation, long token, String reason) {
		return fact(What.EVENT, life, operation, token, "{\"type\":\"" + type + "\",\"reason\":\"" + reason + "\"}");
	}

	Story history(String type, String unit, String operation, long token, String detail) {
		this.now += 10;
		return add(new Fact(TimeUnit.MILLISECONDS.toNanos(this.now), What.HISTORY, "harness", GROUP, unit, operation,
				token, "{\"id\":\"" + this.now + "-0\",\"type\":\"" + type + "\",\"detail\":\"" + detail + "\"}"));
	}

	/** A fault of one moment that hits one process, or the store if there is no unit. */
	Story fault(String kind, String unit, String life, What what) {
		faultBegins(kind, unit);
		fact(what, life, "", 0, "");
		return faultEnds(kind, unit);
	}

	Story faultBegins(String kind, String unit) {
		this.faults++;
		return faultFact(What.FAULT_BEGINS, kind, unit);
	}

	Story faultEnds(String kind, String unit) {
		return faultFact(What.FAULT_ENDS, kind, unit);
	}

	Story stops(String life, String how) {
		return fact(What.STOPPING, life, "", 0, "").fact(What.STOPPED, life, "", 0, how);
	}

	Story left(String detail) {
		return fact(What.LEFT, "harness#1", "", 0, detail);
	}

	Story fact(What what, String life, String operation, long token, String detail) {
		this.now += 10;
		return add(new Fact(TimeUnit.MILLISECONDS.toNanos(this.now), what, life, GROUP, unitOf(life), operation, token,
				detail));
	}

	Story without(Predicate<Fact> unwanted) {
		this.facts.removeIf(unwanted);
		return this;
	}

	List<Fact> facts() {
		List<Fact> ordered = new ArrayList<>(this.facts);
		ordered.sort(Comparator.comparingLong(Fact::at));
		return ordered;
	}

	/** What a check finds in it. */
	Findings judgedBy(Check check) {
		return judgedBy(check, RULES);
	}

	Findings judgedBy(Check check, RoundRules rules) {
		Findings findings = new Findings(check.name());
		check.judge(new Round(facts()), rules, findings);
		return findings;
	}

	private Story faultFact(What what, String kind, String unit) {
		this.now += 10;
		return add(new Fact(TimeUnit.MILLISECONDS.toNanos(this.now), what, "harness", "", unit, "f" + this.faults, 0,
				kind + " " + unit));
	}

	private Story add(Fact fact) {
		this.facts.add(fact);
		return this;
	}

	private static String unitOf(String life) {
		return life.substring(0, life.indexOf('#'));
	}

}
