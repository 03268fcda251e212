package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The index that searches are answered from: after a restart the one that was served
 * before. Another one takes its place in one step: a search sees the old one or the new
 * one, and none waits.
 */
@Component
class SearchIndex {

	private final DocumentFolder documents;

	private final IndexFolder indexes;

	private volatile Served served;

	SearchIndex(DocumentFolder documents, IndexFolder indexes) throws IOException {
		this.documents = documents;
		this.indexes = indexes;
		String name = indexes.served();
		this.served = (name != null) ? new Served(name, indexes.open(name)) : first();
	}

	private Served first() throws IOException {
		String name = this.indexes.nextName();
		build(name, this.documents.read());
		return switchTo(name);
	}

	List<Hit> search(String text) throws IOException {
		return this.served.index().search(text);
	}

	int size() {
		return this.served.index().documents().size();
	}

	/**
	 * Return the name of the index that is served.
	 */
	String name() {
		return this.served.name();
	}

	/**
	 * Serve another index from now on.
	 * @param name the name of the index, which must be whole
	 */
	void serve(String name) throws IOException {
		this.served = switchTo(name);
	}

	private Served switchTo(String name) throws IOException {
		Served next = new Served(name, this.indexes.open(name));
		this.indexes.serve(name);
		return next;
	}

	/**
	 * Read the folder again and build an index from it.
	 * @param force whether to do so even if the folder holds what is indexed already
	 * @return whether another index was built
	 */
	boolean rebuild(boolean force) throws IOException {
		List<Document> documents = this.documents.read();
		Served old = this.served;
		if (!force && documents.equals(old.index().documents())) {
			return false;
		}
		String name = this.indexes.nextName();
		build(name, documents);
		serve(name);
		this.indexes.delete(old.name());
		return true;
	}

	/**
	 * Build an index from what the folder holds, beside the one that is served. Whoever
	 * does has the turn, so that whatever else lies there was left by a process that was
	 * killed, and is of no use.
	 * @param name the name of the index to be
	 */
	void build(String name) throws IOException {
		build(name, this.documents.read());
	}

	private void build(String name, List<Document> documents) throws IOException {
		this.indexes.deleteOthers();
		this.indexes.build(name, documents);
	}

	/**
	 * What is served.
	 *
	 * @param name the name of the index
	 * @param index the index, read
	 */
	private record Served(String name, DocumentIndex index) {
	}

}
