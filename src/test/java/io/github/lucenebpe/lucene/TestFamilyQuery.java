package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.BooleanSimilarity;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.search.similarities.DFISimilarity;
import org.apache.lucene.search.similarities.IndependenceStandardized;
import org.apache.lucene.search.similarities.LMDirichletSimilarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Families in indexes of all kinds. */
public class TestFamilyQuery extends LuceneTestCase {
  private static final Encoding O200K = Encodings.get("o200k_base");
  private static final String FIELD = "body";

  /** Every document has {@code b}. */
  private static final String[] TEXTS = {"b", "b c", "b b c d", "b d"};

  private static List<Term> terms(String... texts) {
    return Stream.of(texts).map(text -> new Term(FIELD, text)).toList();
  }

  private static Directory index(FieldType type, String... texts) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig(new StandardAnalyzer()).setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String text : texts) {
        Document document = new Document();
        document.add(new Field(FIELD, text, type));
        writer.addDocument(document);
        if (random().nextBoolean()) {
          writer.commit();
        }
      }
    }
    return directory;
  }

  private static Set<Integer> find(IndexSearcher searcher, Query query) throws IOException {
    Set<Integer> found = new TreeSet<>();
    for (ScoreDoc doc : searcher.search(query, 100).scoreDocs) {
      assertTrue("score " + doc.score, Float.isFinite(doc.score) && doc.score >= 0);
      assertEquals(doc.score, searcher.explain(query, doc.doc).getValue().floatValue(), 1e-5f);
      found.add(doc.doc);
    }
    return found;
  }

  /** Fields of ids alone, without lengths, with all; each similarity. */
  public void testKindsOfFields() throws IOException {
    FieldType ids = new FieldType(TextField.TYPE_NOT_STORED);
    ids.setIndexOptions(IndexOptions.DOCS);
    FieldType noNorms = new FieldType(TextField.TYPE_NOT_STORED);
    noNorms.setOmitNorms(true);
    List<Similarity> similarities =
        List.of(
            new BM25Similarity(),
            new ClassicSimilarity(),
            new BooleanSimilarity(),
            new LMDirichletSimilarity(),
            new DFISimilarity(new IndependenceStandardized()));
    for (FieldType type : List.of(ids, noNorms, TextField.TYPE_NOT_STORED)) {
      try (Directory directory = index(type, TEXTS);
          IndexReader reader = DirectoryReader.open(directory)) {
        for (Similarity similarity : similarities) {
          IndexSearcher searcher = new IndexSearcher(reader);
          searcher.setSimilarity(similarity);
          assertEquals(
              Set.of(0, 1, 2, 3), find(searcher, FamilyQuery.of(terms("b", "c", "x"), 0.5f)));
          assertEquals(Set.of(1, 2, 3), find(searcher, FamilyQuery.of(terms("c", "d"), 0.5f)));
          assertEquals(Set.of(1, 2), find(searcher, FamilyQuery.of(terms("x", "c"), 0.5f)));
          assertEquals(Set.of(), find(searcher, FamilyQuery.of(terms("x", "y"), 0.5f)));
        }
      }
    }
  }

  /** Several indexes are one, and no index is none. */
  public void testSeveralIndexes() throws IOException {
    try (Directory one = index(TextField.TYPE_NOT_STORED, TEXTS);
        Directory two = index(TextField.TYPE_NOT_STORED, "c", "x");
        MultiReader both = new MultiReader(DirectoryReader.open(one), DirectoryReader.open(two));
        MultiReader none = new MultiReader()) {
      Query family = FamilyQuery.of(terms("c", "d"), 1);
      assertEquals(Set.of(1, 2, 3, 4), find(new IndexSearcher(both), family));
      assertEquals(Set.of(), find(new IndexSearcher(none), family));
    }
  }

  /** A searcher that knows of more documents than its own says how frequent terms are. */
  public void testStatisticsOfTheSearcher() throws IOException {
    try (Directory directory = index(TextField.TYPE_NOT_STORED, TEXTS);
        IndexReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher =
          new IndexSearcher(reader) {
            @Override
            public TermStatistics termStatistics(Term term, int docs, long occurrences) {
              return new TermStatistics(term.bytes(), 10L * docs, 10 * occurrences);
            }

            @Override
            public CollectionStatistics collectionStatistics(String field) {
              return new CollectionStatistics(field, 1000, 1000, 3000, 3000);
            }
          };
      Query family = FamilyQuery.of(terms("c", "d"), 0.5f);
      BoostQuery rewritten = (BoostQuery) family.rewrite(searcher);
      double forty = Math.log(1 + 960.5 / 40.5);
      double twenty = Math.log(1 + 980.5 / 20.5);
      assertEquals(forty / twenty, rewritten.getBoost(), 1e-6);
      assertEquals(Set.of(1, 2, 3), find(searcher, family));
    }
  }

  /** As {@link SynonymQuery}, a family is one clause, however many terms it has. */
  public void testIsOneClause() throws IOException {
    try (Directory directory = index(TextField.TYPE_NOT_STORED, TEXTS);
        IndexReader reader = DirectoryReader.open(directory)) {
      List<Term> many = new ArrayList<>(terms("b"));
      for (int i = 0; i <= IndexSearcher.getMaxClauseCount(); i++) {
        many.add(new Term(FIELD, "x" + i));
      }
      assertEquals(4, find(new IndexSearcher(reader), FamilyQuery.of(many, 1)).size());
    }
  }

  /** A word takes two clauses, one with its pseudo-stem; twice as many with a minimum. */
  public void testManyWords() throws IOException {
    BpeQueryBuilder queries = new BpeQueryBuilder(O200K);
    int most = IndexSearcher.getMaxClauseCount() / 2;
    try (Directory directory = index(TextField.TYPE_NOT_STORED, TEXTS);
        IndexReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      assertEquals(Set.of(), find(searcher, queries.words(FIELD, "searching ".repeat(most))));
      String less = "searching ".repeat(most / 2 - 2);
      assertEquals(Set.of(), find(searcher, queries.words(FIELD, less, 2)));
    }
    expectThrows(
        IndexSearcher.TooManyClauses.class,
        () -> queries.words(FIELD, "searching ".repeat(most + 1)));
  }
}
