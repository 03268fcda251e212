package io.github.rollingops.test.howto;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.github.rollingops.OperationAbortedException;
import io.github.rollingops.RollingOperation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class Routes {

	private final Path file;

	private volatile Properties routes = new Properties();

	Routes(@Value("${routes.file}") Path file) {
		this.file = file;
	}

	@RollingOperation("reload")
	void reload() throws IOException {
		Properties read = new Properties();
		try (Reader reader = Files.newBufferedReader(this.file)) {
			read.load(reader); // what it throws is tried again, after the others
		}
		if (read.isEmpty()) {
			// Not tried again.
			throw new OperationAbortedException(this.file + " has no routes; the old ones stay");
		}
		this.routes = read;
	}

	String target(String path) {
		return this.routes.getProperty(path, "/");
	}

}
