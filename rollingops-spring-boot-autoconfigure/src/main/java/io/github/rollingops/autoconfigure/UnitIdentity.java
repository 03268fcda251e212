package io.github.rollingops.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.github.rollingops.NameRule;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Who this instance is. Neither {@code spring.application.name} nor the id of the context
 * would do as the name of a unit: they are the same on every instance.
 *
 * @param namespace whose groups it takes part in
 * @param unit its own name
 */
record UnitIdentity(String namespace, String unit) {

	UnitIdentity {
		requireName(namespace, "namespace", "rollingops.namespace");
		requireName(unit, "name of this unit", "rollingops.unit-name");
	}

	static UnitIdentity of(RollingOpsProperties properties, Environment environment) {
		return new UnitIdentity(namespace(properties.namespace(), environment),
				unit(properties.unitName(), environment));
	}

	private static String namespace(@Nullable String configured, Environment environment) {
		String namespace = StringUtils.hasText(configured) ? configured
				: environment.getProperty("spring.application.name");
		if (namespace == null || !StringUtils.hasText(namespace)) {
			throw new RollingOpsConfigurationException(
					"RollingOps does not know to which fleet this application belongs:"
							+ " neither 'rollingops.namespace' nor 'spring.application.name' is set.",
					"Set 'spring.application.name', or 'rollingops.namespace'"
							+ " if applications of several names are to take turns with each other.",
					null);
		}
		return namespace;
	}

	private static String unit(@Nullable String configured, Environment environment) {
		if (configured != null && StringUtils.hasText(configured)) {
			return configured;
		}
		String variable = environment.getProperty("HOSTNAME");
		if (variable != null && StringUtils.hasText(variable) && CloudPlatform.KUBERNETES.isActive(environment)) {
			return variable;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			if (variable != null && StringUtils.hasText(variable)) {
				return variable;
			}
			throw new RollingOpsConfigurationException("This unit has no name: that of the host cannot be found out.",
					"Set 'rollingops.unit-name' to a name that only this instance has"
							+ " and that it keeps when it is restarted.",
					ex);
		}
	}

	private static void requireName(String name, String what, String property) {
		if (!NameRule.accepts(name)) {
			throw new RollingOpsConfigurationException(
					"'" + name + "' cannot be the " + what + ": names have the form " + NameRule.EXPRESSION + ".",
					"Set '" + property + "' to a name of that form.", null);
		}
	}

}
