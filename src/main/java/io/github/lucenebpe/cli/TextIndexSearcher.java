package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.QueryBuilder;

/** Searches an index that {@link TextIndexWriter} wrote. Not thread-safe. */
final class TextIndexSearcher implements Closeable {
  private static final int SNIPPET_CHARS = 160;
  private static final int SNIPPET_PASSAGES = 2;

  private final Encoding encoding;
  private final Analyzer analyzer;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /**
   * Opens an index.
   *
   * @throws InputException if the folder is not such an index
   */
  TextIndexSearcher(Path folder) throws IOException {
    encoding = TextIndex.encoding(folder);
    analyzer = TextIndex.analyzer(encoding);
    reader = DirectoryReader.open(FSDirectory.open(folder));
    searcher = new IndexSearcher(reader);
  }

  /** A document that was found. */
  record Hit(float score, String path, long tokens, String snippet) {}

  /** The best hits, and the number of all. */
  record Result(List<Hit> hits, int total) {}

  /** The encoding that the index remembers. */
  Encoding encoding() {
    return encoding;
  }

  /** Number of documents. */
  int documents() {
    return reader.numDocs();
  }

  /**
   * Finds the documents that hold any of some phrases, those first that hold them most.
   *
   * @param phrases words or phrases, none of them empty
   * @param limit greatest number of hits
   */
  Result search(List<String> phrases, int limit, SnippetFormatter snippets) throws IOException {
    Query query = query(phrases);
    TopDocs top = searcher.search(query, limit);
    String[] highlighted =
        highlighter(snippets).highlight(TextIndex.TEXT, query, top, SNIPPET_PASSAGES);
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < top.scoreDocs.length; i++) {
      Document document = searcher.storedFields().document(top.scoreDocs[i].doc);
      hits.add(
          new Hit(
              top.scoreDocs[i].score,
              document.get(TextIndex.PATH),
              document.getField(TextIndex.TOKENS).numericValue().longValue(),
              highlighted[i]));
    }
    return new Result(hits, searcher.count(query));
  }

  /**
   * Token ids hang on the blank before a word and on its case: a phrase is looked for with and
   * without a blank before it, as it is and with a capital first letter. The best form counts.
   */
  private Query query(List<String> phrases) {
    QueryBuilder builder = new QueryBuilder(analyzer);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String phrase : phrases) {
      List<Query> forms =
          forms(phrase).stream()
              .map(form -> builder.createPhraseQuery(TextIndex.TEXT, form))
              .filter(Objects::nonNull) // where the split pattern matches nothing of the form
              .toList();
      any.add(new DisjunctionMaxQuery(forms, 0), Occur.SHOULD);
    }
    return any.build();
  }

  /** {@code "world" -> "world", " world", "World", " World"}. */
  static Set<String> forms(String phrase) {
    int first = phrase.codePointAt(0);
    String capitalised =
        Character.toString(Character.toTitleCase(first))
            + phrase.substring(Character.charCount(first));
    Set<String> forms = new LinkedHashSet<>();
    for (String form : List.of(phrase, capitalised)) {
      forms.add(form);
      forms.add(" " + form);
    }
    return forms;
  }

  private UnifiedHighlighter highlighter(SnippetFormatter snippets) {
    return UnifiedHighlighter.builder(searcher, analyzer)
        .withFormatter(snippets)
        .withMaxLength(Integer.MAX_VALUE - 1)
        .withBreakIterator(
            () ->
                LengthGoalBreakIterator.createClosestToLength(
                    BreakIterator.getWordInstance(Locale.ROOT), SNIPPET_CHARS, 0.5f))
        .build();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(reader, reader.directory());
  }
}
