package io.github.rollingops.chaos;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.chaos.Fact.What;
import io.github.rollingops.event.RollingOpsEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes events down.
 */
final class EventFacts {

	private EventFacts() {
	}

	static void note(Diary diary, RollingOpsEvent event) {
		Map<String, @Nullable Object> detail = new LinkedHashMap<>();
		detail.put("type", event.getClass().getSimpleName());
		String operation = "";
		long token = 0;
		for (RecordComponent component : event.getClass().getRecordComponents()) {
			Object value = value(component, event);
			if (value instanceof Operation found) {
				operation = found.id();
				detail.put("operation",
						Map.of("id", found.id(), "callbackId", found.callbackId(), "attempt", found.attempt()));
			}
			else if (value instanceof Long number && component.getName().equals("fencingToken")) {
				token = number;
			}
			else if (!component.getName().equals("group") && !component.getName().equals("unit")) {
				detail.put(component.getName(), String.valueOf(value));
			}
		}
		diary.note(What.EVENT, event.group(), event.unit(), operation, token, Json.of(detail));
	}

	private static @Nullable Object value(RecordComponent component, RollingOpsEvent event) {
		try {
			return component.getAccessor().invoke(event);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
