package io.github.rollingops.callback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.rollingops.Operation;
import io.github.rollingops.databag.RandomKwargs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A parameter that takes anything is given what the request said.
 */
class RandomParameterTests {

	@Test
	void parameterIsGivenWhatTheRequestSaid() throws Exception {
		long seed = RandomKwargs.seed();
		RandomKwargs kwargs = new RandomKwargs(seed);
		CallbackParameters parameters = CallbackParameters.of(
				RandomParameterTests.class.getDeclaredMethod("take", Map.class, Object.class, Object.class),
				RandomParameterTests.class, "a test");
		for (int i = 0; i < RandomKwargs.cases(2_000); i++) {
			Map<String, @Nullable Object> map = kwargs.next();
			List<@Nullable Object> any = new ArrayList<>(kwargs.next().values());
			Map<String, @Nullable Object> given = new LinkedHashMap<>();
			given.put("map", map);
			given.put("any", any);
			given.put("scalar", any.isEmpty() ? null : any.get(0));
			@Nullable Object[] arguments = parameters.bind(Operation.create("take", given, null).kwargsJson(), null);
			assertThat(RandomKwargs.plain(arguments[0])).as("with seed %s", seed).isEqualTo(RandomKwargs.plain(map));
			assertThat(RandomKwargs.plain(arguments[1])).as("with seed %s", seed).isEqualTo(RandomKwargs.plain(any));
			assertThat(RandomKwargs.plain(arguments[2])).as("with seed %s", seed)
				.isEqualTo(RandomKwargs.plain(given.get("scalar")));
		}
	}

	void take(Map<String, @Nullable Object> map, @Nullable Object any, @Nullable Object scalar) {
	}

}
