package io.github.rollingops.sample.search;

/**
 * A document to be found.
 *
 * @param name the name of its file
 * @param text its content, Markdown or plain
 */
record Document(String name, String text) {

	/**
	 * Return the first heading, or the name of a document without one.
	 */
	String title() {
		return this.text.lines()
			.filter((line) -> line.startsWith("# "))
			.map((line) -> line.substring(2).strip())
			.findFirst()
			.orElse(this.name);
	}

}
