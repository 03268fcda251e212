package io.github.rollingops.engine;

import java.time.Duration;

import io.github.rollingops.databag.Policy;
import io.github.rollingops.engine.GroupSettings.Limits;
import io.github.rollingops.engine.GroupSettings.Retries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GroupSettingsTests {

	private static final GroupSettings DEFAULT = GroupSettings.DEFAULT;

	@Test
	void defaultsAreTheProtocols() {
		assertThat(DEFAULT.policy()).isEqualTo(Policy.DEFAULT);
		assertThat(DEFAULT.heartbeatInterval()).isEqualTo(Duration.ofSeconds(3));
		assertThat(DEFAULT.commandTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(DEFAULT.retries().operationTimeout()).isEqualTo(Duration.ofMinutes(30));
		assertThat(DEFAULT.limits().maxQueueLength()).isEqualTo(100);
		assertThat(DEFAULT.limits().maxKwargsBytes()).isEqualTo(16 * 1024);
	}

	@Test
	void scaledDownDurationsAreLegal() {
		assertThat(settings(2_000, 1_200, 300, 300).policy().largestAdvance()).isEqualTo(Duration.ofMillis(800));
	}

	@ParameterizedTest
	@CsvSource({ "15000,9999,3000,2000,renew-deadline is PT9.999S", "14999,10000,3000,2000,lease-duration is PT14.999S",
			"15000,10000,0,2000,heartbeat-interval is PT0S", "15000,10000,3000,-1,command-timeout is PT-0.001S",
			"0,10000,3000,2000,lease-duration is PT0S", "15000,0,3000,2000,renew-deadline is PT0S" })
	void durationsThatDoNotFitAreRefusedByName(long lease, long renew, long heartbeat, long command, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(lease, renew, heartbeat, command))
			.withMessageContaining(message);
	}

	@Test
	void retentionBeyondTheLifeOfTheKeysIsRefused() {
		Limits limits = new Limits(100, 1024, Duration.ofDays(29).plusNanos(1), 1000);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new GroupSettings(DEFAULT.leaseDuration(), DEFAULT.renewDeadline(),
					DEFAULT.heartbeatInterval(), DEFAULT.commandTimeout(), DEFAULT.retries(), limits))
			.withMessageContaining("departed-unit-retention")
			.withMessageContaining("the limit is PT696H");
	}

	@Test
	void limitsThatMakeNoSenseAreRefused() {
		Duration day = Duration.ofDays(1);
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1024, day, 1000))
			.withMessageContaining("max-queue-length is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, day, 1000));
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 2, day, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 2, Duration.ZERO, 0));
	}

	@Test
	void retriesThatMakeNoSenseAreRefused() {
		Retries retries = DEFAULT.retries();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Retries(retries.hold(), retries.release(), 0, Duration.ofMinutes(1)))
			.withMessageContaining("max-cut-short-runs is 0");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Retries(retries.hold(), retries.release(), 3, Duration.ZERO))
			.withMessageContaining("operation-timeout is PT0S");
	}

	private static GroupSettings settings(long lease, long renew, long heartbeat, long command) {
		return new GroupSettings(Duration.ofMillis(lease), Duration.ofMillis(renew), Duration.ofMillis(heartbeat),
				Duration.ofMillis(command), DEFAULT.retries(), DEFAULT.limits());
	}

}
