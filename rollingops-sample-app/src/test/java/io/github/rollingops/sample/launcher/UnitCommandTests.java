package io.github.rollingops.sample.launcher;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.search.SearchApplication;

import static org.assertj.core.api.Assertions.assertThat;

class UnitCommandTests {

	private static final String PROPERTY = "rollingops.lease-duration";

	@AfterEach
	void clear() {
		System.clearProperty(PROPERTY);
	}

	@Test
	void runsSearchServiceUnderName() {
		List<String> command = UnitCommand.ofSearchService(List.of("--sample.documents=texts")).toStart("search-2");
		assertThat(command).endsWith(SearchApplication.class.getName(), "--sample.documents=texts",
				"--rollingops.unit-name=search-2");
	}

	@Test
	void passesOnSystemPropertiesThatConcernUnits() {
		System.setProperty(PROPERTY, "2s");
		assertThat(UnitCommand.ofSearchService(List.of()).toStart("search-1")).contains("-D" + PROPERTY + "=2s")
			.noneMatch((argument) -> argument.startsWith("-Djava."));
	}

}
