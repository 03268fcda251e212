package io.github.rollingops.chaos;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rollingops.chaos.Fact.What;

/**
 * No key is left without an owner: each is one of those that {@code docs/data-model.md}
 * names, the databags are of units that were members of that group and have not been
 * forgotten, and each has a time to live.
 */
final class KeyCheck implements Check {

	private static final Pattern KEY = Pattern.compile("[^{]*\\{[^}]*:([^:}]+)\\}:(.+)");

	private static final Set<String> KNOWN = Set.of("app", "units", "heads", "requests", "retries", "delayed",
			"departed", "leader", "cut_short", "seen", "seen_at", "history");

	private static final String DATABAG = "unit:";

	@Override
	public void judge(Round round, RoundRules rules, Findings findings) {
		Set<String> members = members(round);
		for (Fact left : round.facts(What.LEFT)) {
			Details.of(left).path("keys").properties().forEach((key) -> {
				long ttl = key.getValue().path("ttl").asLong(-1);
				findings.violatedUnless(ttl > 0, left.at(), "key %s never expires: %d", key.getKey(), ttl);
				findings.violatedUnless(hasOwner(key.getKey(), members), left.at(), "key %s belongs to nobody",
						key.getKey());
			});
		}
	}

	private static boolean hasOwner(String key, Set<String> members) {
		Matcher matcher = KEY.matcher(key);
		if (!matcher.matches()) {
			return false;
		}
		String suffix = matcher.group(2);
		return KNOWN.contains(suffix) || (suffix.startsWith(DATABAG)
				&& members.contains(matcher.group(1) + " " + suffix.substring(DATABAG.length())));
	}

	private static Set<String> members(Round round) {
		Set<String> members = new HashSet<>();
		for (String group : round.groups()) {
			for (Entry entry : round.history(group)) {
				if (entry.type().equals("FORGOTTEN")) {
					members.remove(group + " " + entry.unit());
				}
				else if (entry.type().equals("JOINED")) {
					members.add(group + " " + entry.unit());
				}
			}
		}
		for (Fact fact : round.events("UnitJoinedEvent")) {
			members.add(fact.group() + " " + fact.unit());
		}
		return members;
	}

	@Override
	public boolean outlivesLosses() {
		return true;
	}

}
