package io.github.rollingops.action.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.rollingops.DropReason;
import io.github.rollingops.LockRequest;
import io.github.rollingops.Operation;
import io.github.rollingops.RollingOpsService;
import io.github.rollingops.autoconfigure.RollingOpsAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation's operation made of steps, in an application.
 */
class PublisherTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void publishFirst() throws IOException {
		Files.writeString(this.directory.resolve("v1"), "v1");
		Files.writeString(this.directory.resolve("current"), "v1");
	}

	private Map<String, String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.collect(Collectors.toMap((file) -> file.getFileName().toString(), (file) -> {
				try {
					return Files.readString(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}));
		}
	}

	private DropReason publish(String version, String text) throws Exception {
		DropReason[] reason = new DropReason[1];
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RollingOpsAutoConfiguration.class))
			.withPropertyValues("spring.application.name=orders", "rollingops.unit-name=a",
					"rollingops.store=in-memory")
			.withBean(Publisher.class, () -> new Publisher(this.directory))
			.run((context) -> {
				RollingOpsService rollingOps = context.getBean(RollingOpsService.class);
				Operation operation = Objects.requireNonNull(rollingOps.requestLock(
						LockRequest.of("publish").withKwarg("version", version).withKwarg("text", text).withMaxRetry(0))
					.operation());
				reason[0] = rollingOps.completion(operation.id()).get(20, TimeUnit.SECONDS).dropped();
			});
		return reason[0];
	}

	@Test
	void switchesOver() throws Exception {
		assertThat(publish("v2", "new")).isNull();
		assertThat(files()).isEqualTo(Map.of("v1", "v1", "v2", "new", "current", "v2"));
	}

	@Test
	void leavesNothingWhenAStepFails() throws Exception {
		assertThat(publish("v2", "")).isEqualTo(DropReason.MAX_RETRY_EXCEEDED);
		assertThat(files()).isEqualTo(Map.of("v1", "v1", "current", "v1"));
	}

}
