package io.github.rollingops.chaos;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who led a group or held its lock, and when, by its history: nobody else can keep it
 * waiting.
 */
final class Tenures {

	private final List<Tenure> tenures = new ArrayList<>();

	Tenures(List<Entry> history, long end) {
		Entry leader = null;
		Entry holder = null;
		for (Entry entry : history) {
			if (entry.type().equals("LEADER") || entry.type().equals("LEADER_GONE")) {
				add(leader, entry.at());
				leader = entry.type().equals("LEADER") ? entry : null;
			}
			else if (entry.type().equals("GRANTED")) {
				add(holder, entry.at());
				holder = entry;
			}
			else if (holder != null && entry.concernsGrant() && entry.token() >= holder.token()
					&& !entry.detail().equals("retry-hold")) {
				add(holder, entry.at());
				holder = null;
			}
		}
		add(leader, end);
		add(holder, end);
	}

	boolean hadOne(String unit, long from, long to) {
		return this.tenures.stream().anyMatch((tenure) -> tenure.unit().equals(unit) && tenure.span().meets(from, to));
	}

	private void add(@Nullable Entry begin, long end) {
		if (begin != null) {
			this.tenures.add(new Tenure(begin.unit(), new Span(begin.at(), end)));
		}
	}

	private record Tenure(String unit, Span span) {
	}

}
