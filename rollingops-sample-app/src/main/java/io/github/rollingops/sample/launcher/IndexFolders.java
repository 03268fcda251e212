package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * Where the units of this fleet keep their indexes: they outlive a unit's process, but
 * not the fleet.
 *
 * @param folder the folder with one for each unit
 */
record IndexFolders(Path folder) implements AutoCloseable {

	static IndexFolders create() throws IOException {
		return new IndexFolders(Files.createTempDirectory("rollingops-sample-index"));
	}

	/**
	 * Return what the units are told.
	 */
	String argument() {
		return "--sample.index-folder=" + this.folder;
	}

	@Override
	public void close() {
		FileSystemUtils.deleteRecursively(this.folder.toFile());
	}

}
