package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import io.github.rollingops.sample.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

class IndexFoldersTests {

	@Test
	void goWhenTheyAreClosed() throws IOException {
		IndexFolders folders = IndexFolders.create();
		Files.createDirectories(folders.folder().resolve("search-1/index-1"));
		assertThat(folders.argument()).endsWith("=" + folders.folder());
		folders.close();
		assertThat(folders.folder()).doesNotExist();
		folders.close();
	}

	@Test
	void goWhenTheirProcessIsKilled() throws Exception {
		try (JavaProcess java = JavaProcess.start(Owner.class)) {
			Path folder = Path.of(java.readLine());
			assertThat(folder).isDirectory();
			ProcessHandle[] removers = java.process().descendants().toArray(ProcessHandle[]::new);
			java.process().destroyForcibly();
			JavaProcess.awaitEnd(removers);
			assertThat(folder).doesNotExist();
		}
	}

	static class Owner {

		public static void main(String[] args) throws IOException {
			System.out.println(IndexFolders.create().folder());
			System.in.read();
		}

	}

}
