package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.index.RandomIndexWriter;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/** From text to an index and back by searching. */
public class TestBpeAnalyzer extends LuceneTestCase {
  private static final String FIELD = "body";

  private final Encoding cl100k = Encodings.get("cl100k_base");

  private static Document document(String text) {
    Document document = new Document();
    document.add(new TextField(FIELD, text, Field.Store.YES));
    return document;
  }

  private static Query phrase(Analyzer analyzer, String text) {
    return new QueryBuilder(analyzer).createPhraseQuery(FIELD, text);
  }

  private static List<Analyzer> everyKind(Encoding encoding) {
    return List.of(
        new BpeAnalyzer(encoding),
        new BpeAnalyzer(encoding, SpecialTokens.ORDINARY, TermKind.TEXT),
        BpeAnalyzer.withBinaryTerms(encoding, SpecialTokens.ORDINARY));
  }

  /** A phrase finds exactly the documents in whose ids the ids of the phrase follow each other. */
  public void testPhrases() throws IOException {
    for (Encoding encoding : SampleEncodings.all()) {
      for (Analyzer analyzer : everyKind(encoding)) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          texts.add(SampleTexts.random(random(), 30));
        }
        try (analyzer;
            Directory directory = newDirectory();
            RandomIndexWriter writer = new RandomIndexWriter(random(), directory, analyzer)) {
          for (String text : texts) {
            writer.addDocument(document(text));
          }
          try (IndexReader reader = writer.getReader()) {
            IndexSearcher searcher = newSearcher(reader);
            for (int i = 0; i < 50; i++) {
              String text = SampleTexts.random(random(), 2);
              assertEquals(
                  text, countTexts(encoding, texts, text), count(searcher, analyzer, text));
            }
          }
        }
      }
    }
  }

  private static int count(IndexSearcher searcher, Analyzer analyzer, String text)
      throws IOException {
    Query query = phrase(analyzer, text);
    return query == null ? 0 : searcher.count(query);
  }

  private static int countTexts(Encoding encoding, List<String> texts, String phrase) {
    List<Integer> wanted = ids(encoding, phrase);
    return wanted.isEmpty()
        ? 0
        : (int)
            texts.stream()
                .filter(text -> Collections.indexOfSubList(ids(encoding, text), wanted) >= 0)
                .count();
  }

  private static List<Integer> ids(Encoding encoding, String text) {
    return Arrays.stream(encoding.encodeOrdinary(text)).boxed().toList();
  }

  public void testBinaryTermsOfAnIndex() throws IOException {
    String text = "hello world <|endoftext|> 桥梁 🌳";
    try (Analyzer analyzer = BpeAnalyzer.withBinaryTerms(cl100k, SpecialTokens.ALL);
        Directory directory = newDirectory();
        RandomIndexWriter writer = new RandomIndexWriter(random(), directory, analyzer)) {
      writer.addDocument(document(text));
      try (IndexReader reader = writer.getReader()) {
        TreeSet<Integer> expected = new TreeSet<>();
        for (int id : cl100k.encode(text, SpecialTokens.ALL)) {
          expected.add(id);
        }
        List<Integer> indexed = new ArrayList<>();
        TermsEnum terms = MultiTerms.getTerms(reader, FIELD).iterator();
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
          indexed.add(TokenIdTerms.fromBytes(term));
        }
        assertEquals("in the order of ids", new ArrayList<>(expected), indexed);

        IndexSearcher searcher = newSearcher(reader);
        assertEquals(
            1, searcher.count(new TermQuery(new Term(FIELD, TokenIdTerms.toBytes(100257)))));
        assertEquals(
            0, searcher.count(new TermQuery(new Term(FIELD, TokenIdTerms.toBytes(100258)))));
      }
    }
  }

  /**
   * The trap of raw ids: a word in a text carries the space before it and a word in a query does
   * not, so the word does not find the text that has it.
   */
  public void testTheLeadingSpaceTrap() throws IOException {
    for (Analyzer analyzer : everyKind(cl100k)) {
      try (analyzer;
          Directory directory = newDirectory();
          RandomIndexWriter writer = new RandomIndexWriter(random(), directory, analyzer)) {
        writer.addDocument(document("hello world"));
        try (IndexReader reader = writer.getReader()) {
          IndexSearcher searcher = newSearcher(reader);
          assertEquals(0, searcher.count(phrase(analyzer, "world")));
          assertEquals(1, searcher.count(phrase(analyzer, " world")));
          assertEquals(0, searcher.count(phrase(analyzer, "Hello world")));
          assertEquals(1, searcher.count(phrase(analyzer, "hello world")));
        }
      }
    }
  }

  public void testRejectedDocumentIsDroppedAndTheWriterStaysUsable() throws IOException {
    try (Analyzer analyzer = new BpeAnalyzer(cl100k, SpecialTokens.NONE, TermKind.ID);
        Directory directory = newDirectory();
        IndexWriter writer = new IndexWriter(directory, newIndexWriterConfig(analyzer))) {
      writer.addDocument(document("hello world"));
      IllegalArgumentException e =
          expectThrows(
              IllegalArgumentException.class,
              () -> writer.addDocument(document("hello <|endoftext|> world")));
      assertTrue(e.getMessage(), e.getMessage().contains("<|endoftext|>"));
      writer.addDocument(document(" world"));
      writer.commit();
      try (IndexReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = newSearcher(reader);
        assertEquals(2, reader.numDocs());
        assertEquals(2, searcher.count(phrase(analyzer, " world")));
        assertEquals(1, searcher.count(phrase(analyzer, "hello")));
      }
    }
  }

  /** The length of a field, from which norms are made, is its number of tokens. */
  public void testFieldLengthIsTheTokenCount() throws IOException {
    try (Analyzer analyzer = new BpeAnalyzer(cl100k);
        Directory directory = newDirectory();
        RandomIndexWriter writer = new RandomIndexWriter(random(), directory, analyzer)) {
      int tokens = 0;
      for (int i = 0; i < 20; i++) {
        String text = SampleTexts.random(random(), 30);
        tokens += cl100k.count(text);
        writer.addDocument(document(text));
      }
      try (IndexReader reader = writer.getReader()) {
        assertEquals(tokens, reader.getSumTotalTermFreq(FIELD));
      }
    }
  }
}
