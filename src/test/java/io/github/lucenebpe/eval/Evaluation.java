package io.github.lucenebpe.eval;

import io.github.lucenebpe.lucene.Granularities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * One contender on one collection: the ranking of each query, and what it cost.
 *
 * <p>The index is in memory, of one segment, and holds nothing but the terms with positions.
 * Ranking is BM25 with Lucene's defaults, and a query is the sum of its terms.
 *
 * @param contender name of the contender
 * @param docs number of documents
 * @param metrics by query id
 * @param bytes size of the index
 * @param terms number of different terms
 * @param tokens number of terms in all documents
 * @param megabytes size of the texts in UTF-8
 * @param analysisSeconds time of making all terms, one thread, the best pass
 * @param indexingSeconds time of indexing, one thread, the best pass
 * @param millisPerQuery mean time of a query, one thread, the best pass
 */
record Evaluation(
    String contender,
    int docs,
    Map<String, Metrics> metrics,
    long bytes,
    long terms,
    long tokens,
    double megabytes,
    double analysisSeconds,
    double indexingSeconds,
    double millisPerQuery) {
  static final int DEPTH = 1000;

  private static final String FIELD = "text";

  /** A document that a query found. */
  record Hit(String id, float score) {
    /** The order in which trec_eval puts them: by score, the same score by id, both descending. */
    static final Comparator<Hit> TREC_ORDER =
        Comparator.comparingDouble(Hit::score).thenComparing(Hit::id).reversed();
  }

  Metrics mean() {
    return Metrics.mean(List.copyOf(metrics.values()));
  }

  /**
   * Measures.
   *
   * @param passes how often indexing and searching are timed; the best time counts
   * @param results takes the hits of each query by its id, in trec_eval's order
   */
  static Evaluation run(
      IrCollection collection,
      Contender contender,
      int passes,
      Consumer<Map<String, List<Hit>>> results)
      throws IOException {
    double analysis = Double.MAX_VALUE;
    double indexing = Double.MAX_VALUE;
    double searching = Double.MAX_VALUE;
    Evaluation result = null;
    for (int pass = 0; pass < passes; pass++) {
      try (Directory directory = new ByteBuffersDirectory()) {
        long start = System.nanoTime();
        analyze(collection.docs().values(), contender.index());
        analysis = Math.min(analysis, (System.nanoTime() - start) / 1e9);
        start = System.nanoTime();
        index(collection.docs().values(), contender.index(), directory);
        indexing = Math.min(indexing, (System.nanoTime() - start) / 1e9);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          IndexSearcher searcher = new IndexSearcher(reader);
          List<String> ids = List.copyOf(collection.docs().keySet());
          start = System.nanoTime();
          Map<String, List<Hit>> hits = search(collection, contender, searcher, ids);
          searching = Math.min(searching, (System.nanoTime() - start) / 1e6);
          Map<String, Metrics> metrics = new LinkedHashMap<>();
          hits.forEach(
              (query, found) ->
                  metrics.put(
                      query,
                      Metrics.of(
                          found.stream().map(Hit::id).toList(), collection.qrels().get(query))));
          if (pass == 0) {
            results.accept(hits);
          }
          result =
              new Evaluation(
                  contender.name(),
                  collection.docs().size(),
                  metrics,
                  bytes(directory),
                  terms(reader),
                  tokens(reader),
                  megabytes(collection),
                  analysis,
                  indexing,
                  searching / hits.size());
        }
      }
    }
    return result;
  }

  private static double megabytes(IrCollection collection) {
    return collection.docs().values().stream()
            .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum()
        / 1e6;
  }

  /** Makes the terms as an index writer does, and drops them. */
  private static void analyze(Iterable<String> texts, Analyzer analyzer) throws IOException {
    for (String text : texts) {
      try (TokenStream stream = analyzer.tokenStream(FIELD, text)) {
        TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
        stream.reset();
        while (stream.incrementToken()) {
          term.getBytesRef();
        }
        stream.end();
      }
    }
  }

  private static void index(Iterable<String> texts, Analyzer analyzer, Directory directory)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer)
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setRAMBufferSizeMB(1024);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      Document document = new Document();
      document.add(new TextField(FIELD, "", Field.Store.NO));
      if (analyzer instanceof Granularities) {
        document.add(new TextField(FIELD + Granularities.EXTRAS, "", Field.Store.NO));
      }
      for (String text : texts) {
        document.forEach(field -> ((TextField) field).setStringValue(text));
        writer.addDocument(document);
      }
    }
  }

  private static Map<String, List<Hit>> search(
      IrCollection collection, Contender contender, IndexSearcher searcher, List<String> ids)
      throws IOException {
    Map<String, List<Hit>> hits = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : collection.queries().entrySet()) {
      Query query = contender.queries().make(FIELD, entry.getValue());
      List<Hit> found = new ArrayList<>();
      if (query != null) {
        for (ScoreDoc doc : searcher.search(query, DEPTH).scoreDocs) {
          found.add(new Hit(ids.get(doc.doc), doc.score));
        }
      }
      found.sort(Hit.TREC_ORDER);
      hits.put(entry.getKey(), found);
    }
    return hits;
  }

  private static long bytes(Directory directory) throws IOException {
    long total = 0;
    for (String file : directory.listAll()) {
      total += directory.fileLength(file);
    }
    return total;
  }

  private static long terms(DirectoryReader reader) throws IOException {
    long count = 0;
    for (String field : FieldInfos.getIndexedFields(reader)) {
      TermsEnum terms = MultiTerms.getTerms(reader, field).iterator();
      while (terms.next() != null) {
        count++;
      }
    }
    return count;
  }

  private static long tokens(DirectoryReader reader) throws IOException {
    long sum = 0;
    for (String field : FieldInfos.getIndexedFields(reader)) {
      sum += reader.getSumTotalTermFreq(field);
    }
    return sum;
  }
}
