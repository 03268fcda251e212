package io.github.rollingops.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in Markdown.
 */
public final class Markdown {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Begin a table.
	 * @param titles the titles of the columns; all but the first are numbers if they
	 * begin with a space
	 */
	public Markdown(String... titles) {
		row((Object[]) titles);
		StringBuilder rule = new StringBuilder("|");
		for (String title : titles) {
			rule.append(title.startsWith(" ") ? "--:|" : "---|");
		}
		this.lines.add(rule.toString());
	}

	public Markdown row(Object... cells) {
		StringBuilder line = new StringBuilder("|");
		for (Object cell : cells) {
			line.append(' ').append(cell.toString().strip()).append(" |");
		}
		this.lines.add(line.toString().replace("|  |", "| |"));
		return this;
	}

	@Override
	public String toString() {
		return String.join("\n", this.lines) + "\n";
	}

}
