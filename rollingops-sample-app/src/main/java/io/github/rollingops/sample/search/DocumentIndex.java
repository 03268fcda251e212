package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * A full-text index over some documents, in memory. It never changes: a reindex builds
 * another one beside it.
 * <p>
 * It is never closed either. All of it lies on the heap, where a search that still reads
 * from it keeps it alive.
 */
final class DocumentIndex {

	private static final int MAX_HITS = 10;

	private static final String POSITION = "position";

	private static final String TITLE = "title";

	private static final String TEXT = "text";

	private final Analyzer analyzer;

	private final IndexSearcher searcher;

	private final List<Document> documents;

	private DocumentIndex(Analyzer analyzer, IndexSearcher searcher, List<Document> documents) {
		this.analyzer = analyzer;
		this.searcher = searcher;
		this.documents = documents;
	}

	static DocumentIndex of(List<Document> documents) throws IOException {
		ByteBuffersDirectory directory = new ByteBuffersDirectory();
		Analyzer analyzer = new StandardAnalyzer();
		try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
			for (int position = 0; position < documents.size(); position++) {
				writer.addDocument(fields(position, documents.get(position)));
			}
		}
		return new DocumentIndex(analyzer, new IndexSearcher(DirectoryReader.open(directory)), documents);
	}

	private static List<IndexableField> fields(int position, Document document) {
		return List.of(new StoredField(POSITION, position), new TextField(TITLE, document.title(), Store.NO),
				new TextField(TEXT, document.text(), Store.NO));
	}

	List<Document> documents() {
		return this.documents;
	}

	/**
	 * Search titles and texts.
	 * @param text what to look for, as somebody types it: never refused
	 * @return the best hits, best first
	 */
	List<Hit> search(String text) throws IOException {
		Query query = new SimpleQueryParser(this.analyzer, Map.of(TITLE, 3F, TEXT, 1F)).parse(text);
		Snippets snippets = new Snippets(this.analyzer, query, TEXT);
		List<Hit> hits = new ArrayList<>();
		for (ScoreDoc found : this.searcher.search(query, MAX_HITS).scoreDocs) {
			IndexableField position = this.searcher.storedFields().document(found.doc).getField(POSITION);
			Document document = this.documents.get(position.numericValue().intValue());
			hits.add(new Hit(document.name(), document.title(), snippets.of(document.text())));
		}
		return hits;
	}

}
