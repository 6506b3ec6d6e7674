package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.FlattenGraphFilterFactory;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilterFactory;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** What queries find, in real indexes. */
public class TestBpeQueryBuilder extends LuceneTestCase {
  private static final Encoding O200K = Encodings.get("o200k_base");
  private static final String FIELD = "body";

  private static final String[] TEXTS = {
    "Searching for the unbelievableness of search engines in 2024",
    "The engine searches; a search was unbelievable, in 2023.",
    "東京都に行く。大阪へ 2024年",
    "京東で買う",
    "ฉันรักภาษาไทยมาก",
    "서울에서 왔다",
    "Поисковые системы ищут быстро",
    "straße Straßenbahn STRASSE",
  };

  /** An index of {@link #TEXTS} with a way to make queries on it. */
  private static final class Index implements AutoCloseable {
    private final Directory directory = new ByteBuffersDirectory();
    private final Analyzer analyzer;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    Index(Analyzer analyzer, String... texts) throws IOException {
      this.analyzer = analyzer;
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (String text : texts) {
          Document document = new Document();
          document.add(new TextField(FIELD, text, Field.Store.YES));
          writer.addDocument(document);
        }
      }
      reader = DirectoryReader.open(directory);
      searcher = new IndexSearcher(reader);
    }

    Set<Integer> find(Query query) throws IOException {
      Set<Integer> found = new TreeSet<>();
      if (query != null) {
        for (ScoreDoc doc : searcher.search(query, 100).scoreDocs) {
          found.add(doc.doc);
        }
      }
      return found;
    }

    @Override
    public void close() throws IOException {
      reader.close();
      directory.close();
      analyzer.close();
    }
  }

  private interface Check {
    void run(Index index, BpeQueryBuilder queries) throws Exception;
  }

  /** Both kinds of terms. */
  private static void forAll(Check check) throws Exception {
    try (Index index = new Index(new BpeSearchAnalyzer(O200K), TEXTS)) {
      check.run(index, new BpeQueryBuilder(O200K));
    }
    try (Index index =
        new Index(BpeSearchAnalyzer.withBinaryTerms(O200K, TermLayout.INDEX), TEXTS)) {
      check.run(index, BpeQueryBuilder.withBinaryTerms(O200K));
    }
  }

  public void testWords() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(Set.of(0, 1), index.find(queries.words(FIELD, "SEARCH")));
          assertEquals(Set.of(2), index.find(queries.words(FIELD, "東京")));
          assertEquals(Set.of(7), index.find(queries.words(FIELD, "ＳＴＲＡẞＥ")));
          assertEquals(Set.of(6), index.find(queries.words(FIELD, "поиск")));
          assertNull(queries.words(FIELD, " - "));
        });
  }

  public void testMinimumShouldMatch() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(Set.of(0, 1), index.find(queries.words(FIELD, "unbelievableness xyzzy", 1)));
          assertEquals(Set.of(), index.find(queries.words(FIELD, "unbelievableness xyzzy", 2)));
          assertEquals(Set.of(0, 1), index.find(queries.words(FIELD, "engine of searching", 2)));
          assertEquals(Set.of(0), index.find(queries.allWords(FIELD, "unbelievableness 2024")));
          assertEquals(Set.of(1), index.find(queries.allWords(FIELD, "engine 2023")));
          expectThrows(IllegalArgumentException.class, () -> queries.words(FIELD, "a", 0));
        });
  }

  public void testPhrase() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(Set.of(0), index.find(queries.phrase(FIELD, "Search Engines", 0)));
          assertEquals(Set.of(), index.find(queries.phrase(FIELD, "engines search", 0)));
          assertEquals(
              Set.of(0), index.find(queries.phrase(FIELD, "the unbelievableness of search", 0)));
          assertEquals(Set.of(1), index.find(queries.phrase(FIELD, "in 2023", 0)));
          assertEquals(Set.of(0), index.find(queries.phrase(FIELD, "searching the", 1)));
          assertEquals(Set.of(2), index.find(queries.phrase(FIELD, "東京", 0)));
          assertEquals(Set.of(2), index.find(queries.phrase(FIELD, "京都に行く、大阪", 0)));
          assertEquals(Set.of(3), index.find(queries.phrase(FIELD, "京東", 0)));
          assertEquals(Set.of(), index.find(queries.phrase(FIELD, "大阪に行く", 0)));
          assertEquals(Set.of(5), index.find(queries.phrase(FIELD, "서울에서 왔다", 0)));
          assertNull(queries.phrase(FIELD, "!", 0));
        });
  }

  public void testPrefix() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(Set.of(0, 1), index.find(queries.prefix(FIELD, "Sear")));
          assertEquals(Set.of(0, 1), index.find(queries.prefix(FIELD, "unbelievabl")));
          assertEquals(Set.of(0), index.find(queries.prefix(FIELD, "unbelievablen")));
          assertEquals(Set.of(), index.find(queries.prefix(FIELD, "unbelievablenesses")));
          assertEquals(Set.of(0, 1, 2), index.find(queries.prefix(FIELD, "202")));
          assertEquals(Set.of(0, 2), index.find(queries.prefix(FIELD, "2024")));
          assertEquals(Set.of(2), index.find(queries.prefix(FIELD, "大")));
          assertEquals(Set.of(2), index.find(queries.prefix(FIELD, "東京")));
          assertEquals(Set.of(4), index.find(queries.prefix(FIELD, "ภาษ")));
          assertEquals(Set.of(5), index.find(queries.prefix(FIELD, "왔")));
          assertEquals(Set.of(6), index.find(queries.prefix(FIELD, "сист")));
          assertNull(queries.prefix(FIELD, " "));
          assertEquals(
              "expected one word, got [two, words]",
              expectThrows(IllegalArgumentException.class, () -> queries.prefix(FIELD, "two words"))
                  .getMessage());
        });
  }

  /** Each beginning of each word of some texts finds the texts that have such a word. */
  public void testEveryPrefix() throws Exception {
    String[] texts = {
      "electroencephalographically tokenization",
      "Donaudampfschifffahrt internationalization",
      "достопримечательность ελληνικά",
      "हिन्दी में खोज",
      "עברית العربية",
      "xqzjv bcdfgh café"
    };
    Pattern word = Pattern.compile("[\\p{L}\\p{M}]+");
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    try (Index index = new Index(new BpeSearchAnalyzer(O200K), texts)) {
      List<List<String>> words = new ArrayList<>();
      for (String text : texts) {
        words.add(
            word.matcher(text).results().map(m -> m.group().toLowerCase(Locale.ROOT)).toList());
      }
      for (String each : words.stream().flatMap(List::stream).toList()) {
        for (int end = 1; end <= each.length(); end++) {
          String prefix = each.substring(0, end);
          Set<Integer> expected = new TreeSet<>();
          for (int i = 0; i < texts.length; i++) {
            if (words.get(i).stream().anyMatch(w -> w.startsWith(prefix))) {
              expected.add(i);
            }
          }
          assertEquals(prefix, expected, index.find(queries.prefix(FIELD, prefix)));
        }
      }
    }
  }

  public void testFuzzy() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(Set.of(0, 1), index.find(queries.fuzzy(FIELD, "serach", 1)));
          assertEquals(Set.of(0, 1), index.find(queries.fuzzy(FIELD, "enginne", 2)));
          assertEquals(Set.of(6), index.find(queries.fuzzy(FIELD, "систимы", 1)));
          assertNull(queries.fuzzy(FIELD, "", 1));
          expectThrows(IllegalArgumentException.class, () -> queries.fuzzy(FIELD, "a", 3));
          expectThrows(IllegalArgumentException.class, () -> queries.fuzzy(FIELD, "a b", 1));
        });
  }

  /** A word finds those that have it for a pseudo-stem, and those that have the same one. */
  public void testFamilies() throws Exception {
    String[] texts = {"search it", "searching it", "searched it", "sear it", "Suchen it"};
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    try (Index index = new Index(new BpeSearchAnalyzer(O200K), texts)) {
      assertEquals(Set.of(0, 1, 2, 3), index.find(queries.words(FIELD, "search")));
      assertEquals(Set.of(0, 1, 2), index.find(queries.words(FIELD, "searching")));
      for (int i = 0; i < 3; i++) {
        String word = texts[i].substring(0, texts[i].indexOf(' '));
        assertEquals(i, index.searcher.search(queries.words(FIELD, word), 1).scoreDocs[0].doc);
      }
      int[] family = PseudoStems.family(O200K, O200K.encodeOrdinary(" search")[0]);
      assertEquals(
          List.of(" searchable", " searched", " searches", " searching"),
          Arrays.stream(family).mapToObj(O200K::decode).toList());
      assertEquals(0, PseudoStems.family(O200K, O200K.encodeOrdinary("search")[0]).length);
    }
  }

  /** A family is as frequent as its terms together, and what is not in the index is no clause. */
  public void testFrequencyOfFamilies() throws Exception {
    try (Index index = new Index(new StandardAnalyzer(), "a", "b", "b c", "c d", "d d")) {
      List<Term> terms = Stream.of("b", "c", "nowhere").map(term -> new Term(FIELD, term)).toList();
      Query family = FamilyQuery.of(terms, 0.5f);
      BoostQuery rewritten = (BoostQuery) family.rewrite(index.searcher);
      assertEquals(Math.log(1 + 1.5 / 4.5) / Math.log(1 + 3.5 / 2.5), rewritten.getBoost(), 1e-6);
      assertEquals(
          new SynonymQuery.Builder(FIELD)
              .addTerm(terms.get(0), 1)
              .addTerm(terms.get(1), 0.5f)
              .build(),
          rewritten.getQuery());
      assertEquals(Set.of(1, 2, 3), index.find(family));
      assertEquals(Set.of(), index.find(FamilyQuery.of(terms.subList(2, 3), 1)));
      assertEquals(family, FamilyQuery.of(terms, 0.5f));
      assertNotEquals(family, FamilyQuery.of(terms, 1));
      assertEquals("Family(b c nowhere)", family.toString(FIELD));
    }
  }

  /** What is written without spaces is found wherever the tokens of the text begin. */
  public void testCharacters() throws Exception {
    forAll(
        (index, queries) -> {
          assertEquals(1, O200K.encodeOrdinary("東京都").length);
          assertEquals(1, O200K.encodeOrdinary("東京").length);
          assertEquals(Set.of(2), index.find(queries.words(FIELD, "東京")));
          assertEquals(Set.of(2, 3), index.find(queries.words(FIELD, "京")));
        });
  }

  /** Characters that follow each other count more, those of two chars too. */
  public void testPairsOfCharacters() throws Exception {
    String[] texts = {"野𠮷", "𠮷野", "家𠮷", "𠮷家", "野家", "家野"};
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    try (Index index = new Index(new BpeSearchAnalyzer(O200K), texts)) {
      for (int i = 0; i < texts.length; i++) {
        Query query = queries.words(FIELD, texts[i]);
        assertEquals(texts[i], i, index.searcher.search(query, 1).scoreDocs[0].doc);
      }
    }
  }

  /** In Arabic and Hebrew, the letters of words follow each other, and words do. */
  public void testWordsOfConsonants() throws Exception {
    String[] texts = {"كتاب جديد", "الكتاب الجديد", "جديد كتاب", "كتب من", "من كتب"};
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    try (Index index = new Index(new BpeSearchAnalyzer(O200K), texts)) {
      assertEquals(Set.of(0, 1, 2), index.find(queries.words(FIELD, "كتاب")));
      assertEquals(Set.of(0), index.find(queries.phrase(FIELD, "كتاب جديد", 0)));
      assertEquals(Set.of(2), index.find(queries.phrase(FIELD, "جديد كتاب", 0)));
      assertEquals(Set.of(3), index.find(queries.phrase(FIELD, "كتب من", 0)));
      assertEquals(Set.of(3, 4), index.find(queries.allWords(FIELD, "من كتب")));
      assertEquals(Set.of(0, 1, 2), index.find(queries.prefix(FIELD, "كتا")));
      assertEquals(Set.of(0, 1, 2, 3, 4), index.find(queries.prefix(FIELD, "كت")));
      assertEquals(Set.of(3, 4), index.find(queries.prefix(FIELD, "م")));
    }
  }

  /** The settings of the classic parser that the README gives. */
  private static QueryParser parser(BpeQueryBuilder queries) {
    return new QueryParser(FIELD, queries.analyzer()) {
      @Override
      protected Query getFieldQuery(String field, String text, boolean quoted) {
        return quoted ? queries.phrase(field, text, 0) : queries.words(field, text);
      }

      @Override
      protected Query getFieldQuery(String field, String text, int slop) {
        return queries.phrase(field, text, slop);
      }

      @Override
      protected Query getPrefixQuery(String field, String prefix) {
        return queries.prefix(field, prefix);
      }

      @Override
      protected Query getFuzzyQuery(String field, String word, float maxEdits) {
        return queries.fuzzy(field, word, (int) maxEdits);
      }
    };
  }

  /** The classic parser ranks as the builder does. */
  public void testClassicQueryParser() throws Exception {
    forAll(
        (index, queries) -> {
          QueryParser parser = parser(queries);
          for (String text : List.of("searching engines 2024", "東京 search", "unbelievableness")) {
            TopDocs expected = index.searcher.search(queries.words(FIELD, text), 10);
            TopDocs actual = index.searcher.search(parser.parse(text), 10);
            assertEquals(expected.totalHits, actual.totalHits);
            for (int i = 0; i < expected.scoreDocs.length; i++) {
              assertEquals(expected.scoreDocs[i].doc, actual.scoreDocs[i].doc);
              assertEquals(expected.scoreDocs[i].score, actual.scoreDocs[i].score, 1e-4f);
            }
          }
          assertEquals(Set.of(0), index.find(parser.parse("\"search engines\"")));
          assertEquals(Set.of(0), index.find(parser.parse("\"searching the\"~1")));
          assertEquals(Set.of(0), index.find(parser.parse("+unbelievablen* +engines")));
          assertEquals(Set.of(0, 1), index.find(parser.parse("serach~1")));
        });
  }

  public void testHighlighting() throws Exception {
    forAll(
        (index, queries) -> {
          Query sample = new BpeQueryBuilder(O200K).words(FIELD, "a");
          if (!queries.words(FIELD, "a").equals(sample)) {
            return; // Lucene's highlighter reads terms as UTF-8, which binary ones are not
          }
          UnifiedHighlighter highlighter =
              UnifiedHighlighter.builder(index.searcher, index.analyzer)
                  .withBreakIterator(WholeBreakIterator::new)
                  .build();
          assertEquals(
              "<b>Searching</b> for the <b>unbelievableness</b> of <b>search</b> engines in 2024",
              highlight(highlighter, index, queries.words(FIELD, "unbelievableness search"), 0));
          assertEquals(
              "Searching for the unbelievableness of <b>search engines</b> in 2024",
              highlight(highlighter, index, queries.phrase(FIELD, "search engines", 0), 0));
          assertEquals(
              "<b>東京</b>都に行く。大阪へ 2024年",
              highlight(highlighter, index, queries.words(FIELD, "東京"), 2));
        });
  }

  private static String highlight(UnifiedHighlighter highlighter, Index index, Query query, int doc)
      throws IOException {
    TopDocs docs = index.searcher.search(query, 10);
    String[] snippets = highlighter.highlight(FIELD, query, docs);
    return Stream.iterate(0, i -> i + 1)
        .limit(snippets.length)
        .filter(i -> docs.scoreDocs[i].doc == doc)
        .map(i -> snippets[i])
        .findFirst()
        .orElse(null);
  }

  /** Synonyms of words come before the tokens; at one position they are alternatives. */
  public void testSynonyms() throws Exception {
    Path folder = createTempDir();
    Files.writeString(folder.resolve("synonyms.txt"), "car, automobile\n");
    CustomAnalyzer.Builder chain =
        CustomAnalyzer.builder(folder)
            .withTokenizer("bpeWord")
            .addTokenFilter("nfkcCaseFold")
            .addTokenFilter(SynonymGraphFilterFactory.NAME, "synonyms", "synonyms.txt")
            .addTokenFilter(FlattenGraphFilterFactory.NAME)
            .addTokenFilter("bpe")
            .addTokenFilter("bpeExtraTerms", "layout", "index");
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    try (Index index = new Index(chain.build(), "a fast car race", "a fast train")) {
      for (String phrase : List.of("fast car race", "fast automobile race", "car race")) {
        assertEquals(Set.of(0), index.find(queries.phrase(FIELD, phrase, 0)));
      }
      assertEquals(Set.of(0), index.find(queries.words(FIELD, "automobile")));
    }
  }

  public void testNeedsWords() {
    BpeQueryBuilder queries =
        new BpeQueryBuilder(O200K, new BpeAnalyzer(O200K), new BpeAnalyzer(O200K));
    assertEquals(
        "the analyzer has no BpeTokenFilter",
        expectThrows(IllegalArgumentException.class, () -> queries.words(FIELD, "a")).getMessage());
  }
}
