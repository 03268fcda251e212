package io.github.rollingops.test.howto;

import io.github.rollingops.OperationContext;
import io.github.rollingops.RollingOperation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class FencedSwitch {

	private final JdbcClient jdbc;

	FencedSwitch(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@RollingOperation("switch-primary")
	void switchPrimary(String primary, OperationContext context) {
		int rows = this.jdbc
			.sql("update routing set primary_node = :primary, token = :token where id = 1 and token <= :token")
			.param("primary", primary)
			.param("token", context.fencingToken())
			.update();
		if (rows == 0) {
			throw new IllegalStateException("Token " + context.fencingToken() + " is late: a later holder has written");
		}
	}

}
