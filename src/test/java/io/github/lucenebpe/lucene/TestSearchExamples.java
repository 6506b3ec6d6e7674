package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** The section on search of the README does what it says, and its figures are those of src/docs. */
public class TestSearchExamples extends LuceneTestCase {
  private static final Path DOCS = Path.of("src/docs");

  private static String section() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("\n## Search\n");
    return readme.substring(start, readme.indexOf("\n## ", start + 1));
  }

  private static void shows(String... lines) throws IOException {
    for (String line : lines) {
      assertTrue("README.md lacks: " + line, section().contains(line));
    }
  }

  public void testQueries() throws IOException {
    shows(
        "Encoding encoding = Encodings.get(\"o200k_base\");",
        "Analyzer index = new BpeSearchAnalyzer(encoding); ",
        "BpeQueryBuilder queries = new BpeQueryBuilder(encoding); ",
        "Query any = queries.words(\"body\", \"searching engines\");",
        "Query most = queries.words(\"body\", \"searching fast engines\", 2); ",
        "Query phrase = queries.phrase(\"body\", \"search engines\", 0);",
        "Query prefix = queries.prefix(\"body\", \"unbeliev\"),"
            + " typo = queries.fuzzy(\"body\", \"serach\", 1);");
    Encoding encoding = Encodings.get("o200k_base");
    BpeQueryBuilder queries = new BpeQueryBuilder(encoding);
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config = new IndexWriterConfig(new BpeSearchAnalyzer(encoding));
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (String text :
            new String[] {
              "Fast search engines", "he searched the engine room", "unbelievable", "nothing"
            }) {
          Document document = new Document();
          document.add(new TextField("body", text, Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        assertEquals(Set.of(0, 1), find(searcher, queries.words("body", "searching engines")));
        assertEquals(
            Set.of(0, 1), find(searcher, queries.words("body", "searching fast engines", 2)));
        assertEquals(Set.of(0), find(searcher, queries.words("body", "searching fast engines", 3)));
        assertEquals(Set.of(0), find(searcher, queries.phrase("body", "search engines", 0)));
        assertEquals(Set.of(2), find(searcher, queries.prefix("body", "unbeliev")));
        // search itself, and the pseudo-stem of searched
        assertEquals(Set.of(0, 1), find(searcher, queries.fuzzy("body", "serach", 1)));
      }
    }
  }

  private static Set<Integer> find(IndexSearcher searcher, Query query) throws IOException {
    Set<Integer> found = new TreeSet<>();
    for (ScoreDoc doc : searcher.search(query, 10).scoreDocs) {
      found.add(doc.doc);
    }
    return found;
  }

  /** Rows of the table in the README, and which row of the results by collection they are. */
  public void testFigures() throws IOException {
    String results = Files.readString(DOCS.resolve("search.md"));
    String[] collections = cells(results, "| |");
    String[] names = {"Standard", "English", "language", "ICU", "raw ids o200k", "BPE search"};
    String[][] rows = {
      {"| Cranfield |", "cranfield"},
      {"| CACM |", "cacm"},
      {"| Cranfield with typos |", "cranfield-typos"},
      {"| CoSQA, code |", "cosqa-dev"},
      {"| XQuAD sentences: English |", "xquad-sent/en"},
      {"| Arabic |", "xquad-sent/ar"},
      {"| German |", "xquad-sent/de"},
      {"| Hindi |", "xquad-sent/hi"},
      {"| Russian |", "xquad-sent/ru"},
      {"| Thai |", "xquad-sent/th"},
      {"| Chinese |", "xquad-sent/zh"}
    };
    for (String[] row : rows) {
      String[] shown = cells(section(), row[0]);
      for (int i = 0; i < names.length; i++) {
        String[] measured = cells(results, "| " + names[i] + " |");
        for (int column = 0; column < collections.length; column++) {
          if (collections[column].equals(row[1])) {
            assertEquals(
                row[0] + names[i],
                measured[column].replaceFirst("^0", ""),
                shown[i].replace("*", ""));
          }
        }
      }
    }
  }

  /** The cells of the first line that starts so, behind the first. */
  private static String[] cells(String markdown, String start) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(start) + "(.*)\\|$").matcher(markdown);
    assertTrue("no line that starts with " + start, line.find());
    String[] cells = line.group(1).split("\\|", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].strip();
    }
    return cells;
  }

  public void testLinks() throws IOException {
    Matcher link = Pattern.compile("\\((src/docs/[^)]+)\\)").matcher(section());
    int links = 0;
    while (link.find()) {
      links++;
      Path file = Path.of(link.group(1));
      assertTrue(String.format(Locale.ROOT, "%s is missing", file), Files.size(file) > 0);
    }
    assertTrue("only " + links + " links", links >= 5);
  }
}
