package io.github.rollingops.chaos;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.rollingops.LockRequest;
import io.github.rollingops.LockRequestResult;
import io.github.rollingops.RollingOpsGroup;
import org.jspecify.annotations.Nullable;

/**
 * A request and whom it is for.
 *
 * @param group the group
 * @param units the units; {@code *} stands for all, an empty name for oneself
 * @param request the request
 * @param repeat whether it has been sent before
 * @param doubtful whether the fate of an earlier send is unknown
 * @param firstSent {@code nanoTime} of its first send
 */
record Ask(String group, List<String> units, LockRequest request, boolean repeat, boolean doubtful, long firstSent) {

	private static final List<String> ONESELF = List.of("");

	private static final List<String> ALL = List.of("*");

	private static final List<String> TEXTS = List.of("", "plain", "Grüße, 世界 🎡", "\"quoted\" \\ \n\t\u0001 </script>",
			"a/b:{c}");

	/** Draws a request. */
	static Ask next(Random random, String group, List<String> allUnits, String requestId) {
		Body body = Body.next(random);
		LockRequest request = LockRequest.of(body.id())
			.withMaxRetry(body.maxRetry())
			.withKwargs(kwargs(random, body))
			.withRequestId(requestId);
		return new Ask(group, units(random, body, allUnits), request, false, false, System.nanoTime());
	}

	List<LockRequestResult> send(RollingOpsGroup group) {
		if (this.units.equals(ONESELF)) {
			return List.of(group.requestLock(this.request));
		}
		return this.units.equals(ALL) ? group.requestLockOnAllUnits(this.request)
				: group.requestLockOn(this.units, this.request);
	}

	/** This request, as it is to be sent again. */
	Ask again() {
		return new Ask(this.group, this.units, this.request, true, this.doubtful, this.firstSent);
	}

	/** This request after a send that got no answer. */
	Ask doubtful(LockRequest asSent) {
		return new Ask(this.group, this.units, asSent, true, true, this.firstSent);
	}

	String describe() {
		return Json.of("request", this.request.requestId(), "callback", this.request.callbackId(), "kwargs",
				this.request.kwargs(), "maxRetry", this.request.maxRetry(), "units", this.units, "repeat", this.repeat);
	}

	private static List<String> units(Random random, Body body, List<String> allUnits) {
		int draw = random.nextInt(100);
		if (draw < 72 || body == Body.LONG || body == Body.DEAF || body == Body.DEADLY) {
			return ONESELF;
		}
		if (draw >= 96) {
			return ALL;
		}
		List<String> units = new ArrayList<>(allUnits);
		Collections.shuffle(units, random);
		return List.copyOf(units.subList(0, (draw < 87) ? 1 : 2 + random.nextInt(2)));
	}

	private static Map<String, @Nullable Object> kwargs(Random random, Body body) {
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
		// One in four has few values, so that it may have a twin.
		boolean plain = random.nextInt(4) == 0;
		kwargs.put("millis", plain ? body.millis(new Random(0)) : body.millis(random));
		kwargs.put("fails", body.failures(random));
		if (!plain) {
			kwargs.put("number", random.nextInt(1_000_000));
			kwargs.put("text", TEXTS.get(random.nextInt(TEXTS.size())));
			kwargs.put("large", (random.nextInt(3) == 0) ? new BigInteger(200, random) : random.nextLong());
			kwargs.put("nested", Map.of("list", List.of(1, List.of(), Map.of("a", random.nextInt(9)), 0.5)));
			kwargs.put("nothing", null);
		}
		return kwargs;
	}

}
