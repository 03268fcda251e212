package io.github.rollingops.databag.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.rollingops.DropReason;
import io.github.rollingops.GroupSnapshot.Grant;
import io.github.rollingops.LockIntent;
import io.github.rollingops.OperationQueue;
import io.github.rollingops.databag.GroupDatabag;
import io.github.rollingops.databag.UnitDatabag;
import io.github.rollingops.databag.UnitDatabag.Ended;
import io.github.rollingops.databag.UnitDatabag.Place;
import org.jspecify.annotations.Nullable;

/**
 * What {@code snapshot.lua} and {@code databag.lua} answer.
 */
final class SnapshotCodec {

	private static final String COMPLETED = "-";

	private SnapshotCodec() {
	}

	static GroupDatabag readGroup(Answer answer) {
		answer.text();
		Instant takenAt = answer.instant();
		String leader = answer.optionalText();
		long term = answer.number();
		long issued = answer.number();
		Grant grant = grant(answer);
		Duration quiet = answer.duration();
		String storeId = answer.text();
		int schema = (int) answer.number();
		List<UnitDatabag> units = new ArrayList<>();
		for (long count = answer.number(); count > 0; count--) {
			units.add(unit(answer));
		}
		return new GroupDatabag(takenAt, leader, term, issued, grant, quiet, storeId, schema, List.copyOf(units));
	}

	static @Nullable UnitDatabag readUnit(Answer answer) {
		return answer.text().equals("DATABAG") ? unit(answer) : null;
	}

	private static @Nullable Grant grant(Answer answer) {
		Grant grant = new Grant(answer.text(), answer.text(), answer.text(), answer.number(), answer.instant());
		return grant.unit().isEmpty() ? null : grant;
	}

	private static UnitDatabag unit(Answer answer) {
		String unit = answer.text();
		String bootId = answer.text();
		long sequence = answer.number();
		long rev = answer.number();
		boolean live = answer.flag();
		Instant lastSeen = optionalInstant(answer);
		boolean busy = answer.flag();
		boolean draining = answer.flag();
		List<String> callbackIds = words(answer);
		OperationQueue.Reading reading = OperationQueue.read(answer.text());
		return new UnitDatabag(unit, bootId, sequence, rev, live, lastSeen, busy, draining, callbackIds,
				reading.queue(), LockIntent.of(answer.text()), optionalInstant(answer), answer.duration(),
				Place.valueOf(answer.text()), ended(words(answer)), List.copyOf(reading.unreadable()), setAside(answer),
				JournalCodec.journal(answer));
	}

	private static @Nullable Instant optionalInstant(Answer answer) {
		Instant instant = answer.instant();
		return instant.equals(Instant.EPOCH) ? null : instant;
	}

	private static List<String> words(Answer answer) {
		String text = answer.text();
		return text.isEmpty() ? List.of() : List.copyOf(Arrays.asList(text.split(" ")));
	}

	private static List<Ended> ended(List<String> words) {
		List<Ended> ended = new ArrayList<>();
		for (int i = 0; i + 1 < words.size(); i += 2) {
			ended.add(new Ended(words.get(i), dropReason(words.get(i + 1))));
		}
		return List.copyOf(ended);
	}

	/**
	 * A later version may know more reasons, and anybody may have written anything.
	 */
	private static @Nullable DropReason dropReason(String word) {
		if (word.equals(COMPLETED)) {
			return null;
		}
		return Arrays.stream(DropReason.values())
			.filter((reason) -> reason.name().equals(word))
			.findFirst()
			.orElse(DropReason.UNREADABLE);
	}

	private static List<String> setAside(Answer answer) {
		List<String> texts = new ArrayList<>();
		for (long count = answer.number(); count > 0; count--) {
			texts.add(answer.text());
		}
		return List.copyOf(texts);
	}

}
