package io.github.rollingops.action.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.rollingops.RollingOperation;
import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ContextAction;

/**
 * Builds a new version of a file beside the old one, and switches over.
 */
class Publisher {

	private final Path directory;

	Publisher(Path directory) {
		this.directory = directory;
	}

	@RollingOperation("publish")
	ActionQueue publish(String version, String text) {
		return new ActionQueue() //
			.add(new Build(version, text))
			.add(Action.of("verify", () -> verify(version), () -> {
			}))
			.add(new Switch(version));
	}

	private void verify(String version) throws IOException {
		if (Files.size(this.directory.resolve(version)) == 0) {
			throw new IllegalStateException("Version " + version + " is empty");
		}
	}

	private final class Build implements ContextAction {

		private final String version;

		private final String text;

		Build(String version, String text) {
			this.version = version;
			this.text = text;
		}

		@Override
		public void execute(ActionContext context) throws IOException {
			context.values().put("built", this.version);
			Files.writeString(Publisher.this.directory.resolve(this.version), this.text);
		}

		@Override
		public void rollback(ActionContext context) throws IOException {
			String built = context.values().get("built", String.class).orElse(null);
			if (built != null) {
				Files.deleteIfExists(Publisher.this.directory.resolve(built));
			}
		}

	}

	private final class Switch implements ContextAction {

		private final String version;

		Switch(String version) {
			this.version = version;
		}

		@Override
		public void execute(ActionContext context) throws IOException {
			Path current = Publisher.this.directory.resolve("current");
			context.values().put("before", Files.readString(current));
			Files.writeString(current, this.version);
		}

		@Override
		public void rollback(ActionContext context) throws IOException {
			String before = context.values().get("before", String.class).orElse(null);
			if (before != null) {
				Files.writeString(Publisher.this.directory.resolve("current"), before);
			}
		}

	}

}
