package io.github.rollingops.sample.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the units of this fleet keep their indexes: they outlive a unit's process, but
 * not the fleet. A shell removes them when the pipe to it closes, which it also does when
 * this process is killed.
 *
 * @param folder the folder with one for each unit
 * @param remover the shell
 */
record IndexFolders(Path folder, Process remover) implements AutoCloseable {

	private static final String REMOVE = """
			trap '' INT TERM HUP
			cat > /dev/null
			rm -rf "$1"
			""";

	static IndexFolders create() throws IOException {
		Path folder = Files.createTempDirectory("rollingops-sample-index");
		Process remover = new ProcessBuilder("sh", "-c", REMOVE, "index-remover", folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		return new IndexFolders(folder, remover);
	}

	/**
	 * Return what the units are told.
	 */
	String argument() {
		return "--sample.index-folder=" + this.folder;
	}

	@Override
	public void close() {
		try {
			this.remover.getOutputStream().close();
			this.remover.waitFor();
		}
		catch (IOException ex) {
			// closed by its end, which is what was wanted
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
