package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilterFactory;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

/**
 * What {@link TestLucene912} runs in a JVM of its own: every class of the package on whatever
 * Lucene is on the class path. Compiled against Lucene 10, so it may itself use only what both
 * have.
 */
public final class Lucene912Check {
  private static final String FIELD = "body";
  private static final String TEXT = "hello world <|endoftext|> 🌳";

  private Lucene912Check() {}

  /**
   * Runs every check; the first that fails ends the JVM with an error.
   *
   * @param args the Lucene version that must be running, and a folder with {@code words.model}
   */
  public static void main(String[] args) throws IOException {
    check(Version.LATEST.toString().equals(args[0]), "runs on Lucene " + Version.LATEST);
    Encoding encoding = Encodings.get("cl100k_base");
    checkTokenizer(encoding);
    checkFactory(encoding, Path.of(args[1]));
    for (Analyzer analyzer :
        List.of(
            new BpeAnalyzer(encoding, SpecialTokens.ALL, TermKind.ID),
            new BpeAnalyzer(encoding, SpecialTokens.ALL, TermKind.TEXT),
            BpeAnalyzer.withBinaryTerms(encoding, SpecialTokens.ALL))) {
      checkIndex(analyzer);
    }
    checkBinaryTerms(encoding);
    checkSearch(Encodings.get(BpeSearchAnalyzer.DEFAULT_ENCODING));
    System.out.println("Lucene " + Version.LATEST + " passed");
  }

  private static void checkTokenizer(Encoding encoding) throws IOException {
    for (SpecialTokens specials : List.of(SpecialTokens.ORDINARY, SpecialTokens.ALL)) {
      for (TermKind terms : TermKind.values()) {
        BpeTokenizer tokenizer = new BpeTokenizer(encoding, specials, terms);
        List<SeenToken> expected = SeenToken.expected(encoding, specials, TEXT);
        for (int use = 0; use < 2; use++) {
          List<SeenToken> seen = SeenToken.read(tokenizer, new StringReader(TEXT));
          check(seen.equals(expected), "tokens: " + seen);
        }
        check(tokenizer.reflectAsString(true).contains("tokenId"), "reflection");
        check(tokenizer.captureState().clone() != null, "state");
      }
    }
    try {
      SeenToken.read(
          new BpeTokenizer(encoding, SpecialTokens.NONE, TermKind.ID), new StringReader(TEXT));
      throw new AssertionError("a special token was not rejected");
    } catch (IllegalArgumentException e) {
      check(e.getMessage().contains("<|endoftext|>"), e.getMessage());
    }
  }

  private static void checkFactory(Encoding encoding, Path models) throws IOException {
    Map<String, String> args = new HashMap<>(Map.of("encoding", encoding.name()));
    List<SeenToken> seen =
        SeenToken.read(
            TokenizerFactory.forName(BpeTokenizerFactory.NAME, args).create(),
            new StringReader(TEXT));
    check(
        Arrays.equals(
            seen.stream().mapToInt(SeenToken::id).toArray(), encoding.encodeOrdinary(TEXT)),
        "ids of the factory: " + seen);
    try {
      TokenizerFactory.forName(BpeTokenizerFactory.NAME, new HashMap<>(Map.of("term", "x")));
      throw new AssertionError("a wrong parameter was not refused");
    } catch (IllegalArgumentException e) {
      check(e.getMessage().contains("'term' value must be one of"), e.getMessage());
    }
    try (Analyzer analyzer =
        CustomAnalyzer.builder(models)
            .addCharFilter(HTMLStripCharFilterFactory.NAME)
            .withTokenizer(BpeTokenizerFactory.NAME, "model", "words.model", "term", "text")
            .build()) {
      checkIndex(analyzer);
    }
  }

  private static void checkIndex(Analyzer analyzer) throws IOException {
    try (analyzer;
        Directory directory = new ByteBuffersDirectory()) {
      index(directory, analyzer);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        check(searcher.count(phrase(analyzer, "hello world")) == 1, "phrase that is there");
        check(searcher.count(phrase(analyzer, "world hello")) == 0, "phrase that is not there");
      }
    }
  }

  private static void checkSearch(Encoding encoding) throws IOException {
    try (Analyzer custom =
            CustomAnalyzer.builder()
                .withTokenizer(BpeWordTokenizerFactory.NAME)
                .addTokenFilter(NfkcCaseFoldFilterFactory.NAME)
                .addTokenFilter(BpeTokenFilterFactory.NAME, "encoding", encoding.name())
                .addTokenFilter(BpeExtraTermsFilterFactory.NAME, "layout", "phrase")
                .build();
        Analyzer analyzer = new BpeSearchAnalyzer(encoding, TermLayout.INDEX);
        Directory directory = new ByteBuffersDirectory()) {
      index(directory, analyzer);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        check(searcher.count(phrase(custom, "Hello WORLD")) == 1, "phrase of words");
        check(searcher.count(phrase(custom, "world")) == 1, "word");
        BpeQueryBuilder queries = new BpeQueryBuilder(encoding);
        for (Query query :
            List.of(
                queries.words(FIELD, "World peace"),
                queries.allWords(FIELD, "world hello"),
                queries.phrase(FIELD, "hello world", 0),
                queries.prefix(FIELD, "worl"),
                queries.fuzzy(FIELD, "wrold", 1))) {
          check(searcher.count(query) == 1, query.toString());
        }
      }
      check(custom.normalize(FIELD, "Ｓtraße").utf8ToString().equals("strasse"), "normalize");
    }
  }

  private static void checkBinaryTerms(Encoding encoding) throws IOException {
    try (Analyzer analyzer = BpeAnalyzer.withBinaryTerms(encoding, SpecialTokens.ALL);
        Directory directory = new ByteBuffersDirectory()) {
      index(directory, analyzer);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        Query query = new TermQuery(new Term(FIELD, TokenIdTerms.toBytes(100257)));
        check(new IndexSearcher(reader).count(query) == 1, "binary term of a special token");
      }
      check(analyzer.normalize(FIELD, "100257").equals(TokenIdTerms.toBytes(100257)), "normalize");
    }
  }

  private static void index(Directory directory, Analyzer analyzer) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
      Document document = new Document();
      document.add(new TextField(FIELD, TEXT, Field.Store.NO));
      writer.addDocument(document);
    }
  }

  private static Query phrase(Analyzer analyzer, String text) {
    return new QueryBuilder(analyzer).createPhraseQuery(FIELD, text);
  }

  private static void check(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError("on Lucene " + Version.LATEST + ": " + what);
    }
  }
}
