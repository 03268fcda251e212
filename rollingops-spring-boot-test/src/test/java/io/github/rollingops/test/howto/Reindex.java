package io.github.rollingops.test.howto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.rollingops.RollingOperation;
import io.github.rollingops.action.Action;
import io.github.rollingops.action.ActionContext;
import io.github.rollingops.action.ActionQueue;
import io.github.rollingops.action.ContextAction;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class Reindex {

	private final Path folder;

	Reindex(@Value("${index.folder}") Path folder) {
		this.folder = folder;
	}

	@RollingOperation(id = "reindex", timeout = "1h")
	ActionQueue reindex(String version) {
		Path index = this.folder.resolve(version);
		return new ActionQueue()
			.add(Action.of("build", () -> Files.writeString(index, "the index"), () -> Files.deleteIfExists(index)))
			.add(Action.of("verify", () -> Files.readString(index), () -> {
			}))
			.add(new Switch(version));
	}

	String active() throws IOException {
		return Files.exists(this.folder.resolve("active")) ? Files.readString(this.folder.resolve("active")) : "";
	}

	/**
	 * Keeps what it replaces where a restarted process finds it.
	 */
	private final class Switch implements ContextAction {

		private final String version;

		Switch(String version) {
			this.version = version;
		}

		@Override
		public String name() {
			return "switch";
		}

		@Override
		public void execute(ActionContext context) throws IOException {
			context.values().put("former", active());
			Files.writeString(Reindex.this.folder.resolve("active"), this.version);
		}

		@Override
		public void rollback(ActionContext context) throws IOException {
			String former = context.values().get("former", String.class).orElse(null);
			if (former != null) {
				Files.writeString(Reindex.this.folder.resolve("active"), former);
			}
		}

	}

}
