package io.github.rollingops.chaos;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rollingops.chaos.Fact.What;
import tools.jackson.databind.JsonNode;

/**
 * A process that is told to stop ends as a stopped process does, 0 or 143, and leaves no
 * thread and no connection; none ends by itself, unless a callback was made to halt it;
 * and those that live on have no more connections than they should.
 */
final class StoppingCheck implements Check {

	private static final Pattern STOPPED = Pattern.compile("status (-?\\d+); threads (.*); connections (\\d+).*");

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		for (Fact fact : round.facts(What.STOPPED)) {
			Matcher matcher = STOPPED.matcher(fact.detail());
			boolean clean = matcher.matches() && (matcher.group(1).equals("0") || matcher.group(1).equals("143"))
					&& matcher.group(2).isBlank() && matcher.group(3).equals("0");
			findings.violatedUnless(clean, fact.at(), "%s was stopped and left: %s", fact.life(), fact.detail());
		}
		for (Fact fact : round.facts(What.DIED)) {
			findings.violatedUnless(fact.detail().contains("halted"), fact.at(), "%s ended by itself: %s", fact.life(),
					fact.detail());
		}
		for (Life life : round.lives()) {
			Fact stopping = life.first(What.STOPPING);
			if (stopping != null && life.wasSpared()) {
				findings.violatedUnless(life.first(What.STOPPED) != null, stopping.at(),
						"%s was told to stop and lives", life.name());
			}
		}
		for (Fact fact : round.facts(What.LEFT)) {
			JsonNode connections = Details.of(fact).path("connections");
			connections.properties()
				.forEach((client) -> findings.violatedUnless(client.getValue().asInt() <= rules.maxConnections(),
						fact.at(), "client %s has %s connections, %d is the limit", client.getKey(), client.getValue(),
						rules.maxConnections()));
		}
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
