package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * The index that searches are answered from. A rebuild swaps it in one step: a search
 * sees the old one or the new one, and none waits.
 */
@Component
class SearchIndex {

	private final DocumentFolder folder;

	private volatile DocumentIndex current;

	SearchIndex(DocumentFolder folder) throws IOException {
		this.folder = folder;
		this.current = DocumentIndex.of(folder.read());
	}

	List<Hit> search(String text) throws IOException {
		return this.current.search(text);
	}

	int size() {
		return this.current.documents().size();
	}

	/**
	 * Read the folder again and build an index from it.
	 * @param force whether to do so even if the folder holds what is indexed already
	 * @return whether another index was built
	 */
	boolean rebuild(boolean force) throws IOException {
		List<Document> documents = this.folder.read();
		if (!force && documents.equals(this.current.documents())) {
			return false;
		}
		this.current = DocumentIndex.of(documents);
		return true;
	}

}
