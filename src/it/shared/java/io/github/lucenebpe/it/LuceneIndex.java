package io.github.lucenebpe.it;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.lucene.BpeAnalyzer;
import io.github.lucenebpe.lucene.BpeSearchAnalyzer;
import io.github.lucenebpe.lucene.TermLayout;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** What the same passages give in Lucene itself, in this JVM. */
final class LuceneIndex implements AutoCloseable {
  private static final String TOKENS = "tokens";
  private static final String WORDS = "words";

  private final BpeAnalyzer tokens;
  private final Analyzer wordsOfQuery = searchAnalyzer(TermLayout.QUERY);
  private final Analyzer wordsOfPhrase = searchAnalyzer(TermLayout.PHRASE);
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  LuceneIndex(List<String> passages, Encoding encoding) throws IOException {
    tokens = new BpeAnalyzer(encoding);
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    Analyzer fields =
        new PerFieldAnalyzerWrapper(tokens, Map.of(WORDS, searchAnalyzer(TermLayout.INDEX)));
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(fields))) {
      for (String passage : passages) {
        Document document = new Document();
        document.add(new TextField(TOKENS, passage, Field.Store.NO));
        document.add(new TextField(WORDS, passage, Field.Store.NO));
        writer.addDocument(document);
      }
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  private static Analyzer searchAnalyzer(TermLayout layout) {
    return new BpeSearchAnalyzer(Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING), layout);
  }

  /** Ids of the passages with a token. */
  Set<Integer> withToken(int id) throws IOException {
    return hits(new TermQuery(new Term(TOKENS, Integer.toString(id))));
  }

  /** Ids of the passages in which the tokens of a text follow each other. */
  Set<Integer> withPhrase(String text) throws IOException {
    return hits(new QueryBuilder(tokens).createPhraseQuery(TOKENS, text));
  }

  /** Ids of the passages with one of the words of a text, by the search analyzer. */
  Set<Integer> withWords(String text) throws IOException {
    return hits(new QueryBuilder(wordsOfQuery).createBooleanQuery(WORDS, text));
  }

  /** Ids of the passages in which the words of a text follow each other. */
  Set<Integer> withPhraseOfWords(String text) throws IOException {
    return hits(new QueryBuilder(wordsOfPhrase).createPhraseQuery(WORDS, text));
  }

  private Set<Integer> hits(Query query) throws IOException {
    Set<Integer> ids = new TreeSet<>();
    for (ScoreDoc hit : searcher.search(query, reader.maxDoc()).scoreDocs) {
      ids.add(hit.doc);
    }
    return ids;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    tokens.close();
    wordsOfQuery.close();
    wordsOfPhrase.close();
  }
}
