package io.github.rollingops.autoconfigure;

import java.net.InetAddress;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who an instance is, if nobody says so, or somebody does.
 */
class UnitIdentityTests {

	private final MockEnvironment environment = new MockEnvironment().withProperty("spring.application.name", "orders");

	@Test
	void isCalledAsConfigured() {
		this.environment.withProperty("rollingops.namespace", "shop")
			.withProperty("rollingops.unit-name", "a")
			.withProperty("HOSTNAME", "orders-0")
			.withProperty("spring.main.cloud-platform", "kubernetes");
		assertThat(identity()).isEqualTo(new UnitIdentity("shop", "a"));
	}

	@Test
	void isCalledAsTheEnvironmentSays() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("ROLLINGOPS_UNITNAME", "search.example-1", "HOSTNAME", "4f5a0c1d2e3b")));
		assertThat(identity().unit()).isEqualTo("search.example-1");
	}

	@Test
	void takesNamespaceFromApplicationName() {
		assertThat(identity().namespace()).isEqualTo("orders");
	}

	@Test
	void isCalledAsItsPodOnKubernetes() {
		this.environment.withProperty("HOSTNAME", "orders-0").withProperty("spring.main.cloud-platform", "kubernetes");
		assertThat(identity().unit()).isEqualTo("orders-0");
	}

	@Test
	void isCalledAsItsHostElsewhere() throws Exception {
		this.environment.withProperty("HOSTNAME", "orders-0").withProperty("spring.main.cloud-platform", "none");
		assertThat(identity().unit()).isEqualTo(InetAddress.getLocalHost().getHostName());
	}

	@Test
	void saysWhatToSetWithoutNamespace() {
		this.environment.setProperty("spring.application.name", " ");
		assertThatExceptionOfType(RollingOpsConfigurationException.class).isThrownBy(this::identity).satisfies((ex) -> {
			assertThat(ex.description()).contains("'rollingops.namespace'", "'spring.application.name'");
			assertThat(ex.action()).startsWith("Set 'spring.application.name'");
		});
	}

	@Test
	void refusesNamespaceThatIsNoName() {
		this.environment.setProperty("spring.application.name", "My Orders");
		assertThatExceptionOfType(RollingOpsConfigurationException.class).isThrownBy(this::identity).satisfies((ex) -> {
			assertThat(ex.description()).contains("'My Orders'", "namespace", "[A-Za-z0-9._/-]{1,128}");
			assertThat(ex.action()).contains("'rollingops.namespace'");
		});
	}

	@Test
	void refusesUnitNameThatIsNoName() {
		this.environment.setProperty("rollingops.unit-name", "a{b}");
		assertThatExceptionOfType(RollingOpsConfigurationException.class).isThrownBy(this::identity).satisfies((ex) -> {
			assertThat(ex.description()).contains("'a{b}'", "name of this unit");
			assertThat(ex.action()).contains("'rollingops.unit-name'");
		});
	}

	private UnitIdentity identity() {
		return UnitIdentity.of(Binder.get(this.environment).bindOrCreate("rollingops", RollingOpsProperties.class),
				this.environment);
	}

}
