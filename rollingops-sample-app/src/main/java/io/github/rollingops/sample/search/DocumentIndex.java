package io.github.rollingops.sample.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * A full-text index over some documents, on disk. It never changes: another one is built
 * beside it.
 * <p>
 * It is never closed either. Once read, all of it lies on the heap, where a search that
 * still reads from it keeps it alive, even if its files are gone.
 */
final class DocumentIndex {

	private static final int MAX_HITS = 10;

	private static final String NAME = "name";

	private static final String TITLE = "title";

	private static final String TEXT = "text";

	private final Analyzer analyzer = new StandardAnalyzer();

	private final IndexSearcher searcher;

	private final List<Document> documents;

	private DocumentIndex(IndexSearcher searcher, List<Document> documents) {
		this.searcher = searcher;
		this.documents = documents;
	}

	/**
	 * Build an index. Until this has returned, it is not whole and cannot be read.
	 * @param folder the folder in which it is to lie
	 * @param documents what is to be found
	 */
	static void write(Path folder, List<Document> documents) throws IOException {
		try (Directory directory = new NIOFSDirectory(folder);
				IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
			for (Document document : documents) {
				writer.addDocument(fields(document));
			}
		}
	}

	private static List<IndexableField> fields(Document document) {
		return List.of(new StringField(NAME, document.name(), Store.YES),
				new TextField(TITLE, document.title(), Store.NO), new TextField(TEXT, document.text(), Store.NO),
				new StoredField(TEXT, document.text()));
	}

	/**
	 * Read an index.
	 * @param folder the folder in which it lies
	 * @throws IOException if there is none, or it is not whole
	 */
	static DocumentIndex read(Path folder) throws IOException {
		Directory heap = new ByteBuffersDirectory();
		try (Directory directory = new NIOFSDirectory(folder)) {
			for (String file : SegmentInfos.readLatestCommit(directory).files(true)) {
				heap.copyFrom(directory, file, file, IOContext.READONCE);
			}
		}
		DirectoryReader reader = DirectoryReader.open(heap);
		StoredFields stored = reader.storedFields();
		List<Document> documents = new ArrayList<>();
		for (int position = 0; position < reader.maxDoc(); position++) {
			org.apache.lucene.document.Document fields = stored.document(position);
			documents.add(new Document(fields.get(NAME), fields.get(TEXT)));
		}
		return new DocumentIndex(new IndexSearcher(reader), List.copyOf(documents));
	}

	List<Document> documents() {
		return this.documents;
	}

	/**
	 * Find a document by its name.
	 * @param name the name of its file
	 */
	Optional<Document> find(String name) throws IOException {
		ScoreDoc[] found = this.searcher.search(new TermQuery(new Term(NAME, name)), 1).scoreDocs;
		return (found.length > 0) ? Optional.of(this.documents.get(found[0].doc)) : Optional.empty();
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
			Document document = this.documents.get(found.doc);
			hits.add(new Hit(document.name(), document.title(), snippets.of(document.text())));
		}
		return hits;
	}

}
