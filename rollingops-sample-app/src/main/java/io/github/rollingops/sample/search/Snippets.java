package io.github.rollingops.sample.search;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/**
 * Cuts the passage out of a text that shows why it was found.
 */
class Snippets {

	private static final int BEFORE = 60;

	private static final int LENGTH = 200;

	private final Analyzer analyzer;

	private final String field;

	private final Set<String> words = new TreeSet<>();

	Snippets(Analyzer analyzer, Query query, String field) {
		this.analyzer = analyzer;
		this.field = field;
		query.visit(new QueryVisitor() {

			@Override
			public void consumeTerms(Query leaf, Term... terms) {
				for (Term term : terms) {
					Snippets.this.words.add(term.text());
				}
			}

			@Override
			public QueryVisitor getSubVisitor(Occur occur, Query parent) {
				return (occur != Occur.MUST_NOT) ? this : QueryVisitor.EMPTY_VISITOR;
			}

		});
	}

	String of(String text) throws IOException {
		int start = Math.max(0, firstWord(text) - BEFORE);
		String passage = text.substring(start, Math.min(text.length(), start + LENGTH));
		return passage.replaceAll("\\s+", " ").strip();
	}

	private int firstWord(String text) throws IOException {
		try (TokenStream tokens = this.analyzer.tokenStream(this.field, text)) {
			CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
			OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
			tokens.reset();
			while (tokens.incrementToken()) {
				if (this.words.contains(word.toString())) {
					return offset.startOffset();
				}
			}
			return 0;
		}
	}

}
