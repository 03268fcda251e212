package io.github.rollingops.test.howto;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.rollingops.OperationResult;
import io.github.rollingops.RollingOperation;

import org.springframework.stereotype.Component;

@Component
class Pool {

	private final HikariDataSource dataSource;

	Pool(HikariDataSource dataSource) {
		this.dataSource = dataSource;
	}

	@RollingOperation("recycle-pool")
	OperationResult recycle() throws SQLException {
		if (this.dataSource.getHikariPoolMXBean() != null) {
			// Those in use go when they come back.
			this.dataSource.getHikariPoolMXBean().softEvictConnections();
		}
		try (Connection connection = this.dataSource.getConnection()) {
			// Where new connections cannot be had, the others keep the ones that they
			// have.
			return connection.isValid(5) ? OperationResult.RELEASE : OperationResult.RETRY_HOLD;
		}
	}

}
