package io.github.lucenebpe.eval;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The measures, against numbers worked out by hand from the definitions of trec_eval. */
public class TestMetrics {
  private static final double EXACT = 1e-12;

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  @Test
  public void perfect() {
    Metrics metrics = Metrics.of(List.of("a", "b", "c"), Map.of("a", 2, "b", 1));
    assertEquals(new Metrics(1, 1, 1, 1), metrics);
  }

  @Test
  public void nothingFound() {
    assertEquals(new Metrics(0, 0, 0, 0), Metrics.of(List.of("x"), Map.of("a", 1)));
    assertEquals(new Metrics(0, 0, 0, 0), Metrics.of(List.of(), Map.of("a", 1)));
  }

  @Test
  public void byHand() {
    // Relevant: a (grade 3), b (1), c (1); d is judged and not relevant.
    Metrics metrics =
        Metrics.of(List.of("d", "b", "x", "a"), Map.of("a", 3, "b", 1, "c", 1, "d", 0));
    // DCG = 1 / log2(3) + 3 / log2(5); ideal = 3 + 1 / log2(3) + 1 / log2(4)
    double log3 = 1.584962500721156;
    double log5 = 2.321928094887362;
    assertEquals((1 / log3 + 3 / log5) / (3 + 1 / log3 + 0.5), metrics.ndcg10(), EXACT);
    // precision 1/2 at b, 2/4 at a, 0 for c
    assertEquals((0.5 + 0.5) / 3, metrics.averagePrecision(), EXACT);
    assertEquals(2.0 / 3, metrics.recall100(), EXACT);
    assertEquals(0.5, metrics.reciprocalRank10(), EXACT);
  }

  @Test
  public void cutOffs() {
    List<String> ranking = new ArrayList<>();
    for (int rank = 1; rank <= 200; rank++) {
      ranking.add("d" + rank);
    }
    Metrics metrics = Metrics.of(ranking, Map.of("d11", 1, "d100", 1, "d101", 1));
    assertEquals(0, metrics.ndcg10(), EXACT);
    assertEquals(0, metrics.reciprocalRank10(), EXACT);
    assertEquals(2.0 / 3, metrics.recall100(), EXACT);
    assertEquals((1.0 / 11 + 2.0 / 100 + 3.0 / 101) / 3, metrics.averagePrecision(), EXACT);
  }

  @Test
  public void needsARelevantDocument() {
    List<String> ranking = List.of("a");
    Map<String, Integer> grades = Map.of("a", 0);
    assertThrows(IllegalArgumentException.class, () -> Metrics.of(ranking, grades));
  }

  @Test
  public void orderOfTrecEval() {
    List<Evaluation.Hit> hits = new ArrayList<>();
    hits.add(new Evaluation.Hit("10", 1f));
    hits.add(new Evaluation.Hit("9", 1f));
    hits.add(new Evaluation.Hit("1", 2f));
    hits.sort(Evaluation.Hit.TREC_ORDER);
    assertEquals(List.of("1", "9", "10"), hits.stream().map(Evaluation.Hit::id).toList());
  }

  @Test
  public void randomisation() {
    Map<String, Double> one = new HashMap<>();
    Map<String, Double> better = new HashMap<>();
    Map<String, Double> mixed = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      one.put("q" + i, 0.5);
      better.put("q" + i, 0.6);
      mixed.put("q" + i, i % 2 == 0 ? 0.6 : 0.4);
    }
    // Of the 1024 ways to flip ten equal differences, two are as great.
    assertEquals(2.0 / 1024, RandomisationTest.pValue(one, better), 0.001);
    assertEquals(1, RandomisationTest.pValue(one, mixed), EXACT);
    assertEquals(1, RandomisationTest.pValue(one, one), EXACT);
    Map<String, Double> others = Map.of("x", 1.0);
    assertThrows(IllegalArgumentException.class, () -> RandomisationTest.pValue(one, others));
  }

  @Test
  public void collection() throws IOException {
    Path folder = temporary.newFolder("sets", "de").toPath();
    Files.writeString(folder.resolve("docs.tsv"), "d1\teins\\tzwei\\n\\\\\nd2\t\n");
    Files.writeString(folder.resolve("queries.tsv"), "q1\teins\nq2\tnichts\n");
    Files.writeString(folder.resolve("qrels.tsv"), "q1\td1\t2\nq2\td2\t0\n");
    IrCollection collection = IrCollection.read(folder.getParent(), folder);
    assertEquals("de", collection.name());
    assertEquals("de", collection.language());
    assertEquals(Map.of("d1", "eins\tzwei\n\\", "d2", ""), collection.docs());
    assertEquals(Map.of("q1", "eins"), collection.queries());

    Files.writeString(folder.resolve("qrels.tsv"), "q1\td1\tx\n");
    IOException e =
        assertThrows(IOException.class, () -> IrCollection.read(folder.getParent(), folder));
    assertTrue(
        e.getMessage(),
        e.getMessage().endsWith("qrels.tsv line 1: expected a grade in the third column, got x"));
  }

  /** The whole way, on a collection of four documents whose ranking is plain. */
  @Test
  public void evaluation() throws IOException {
    Path folder = temporary.newFolder("tiny").toPath();
    Files.writeString(
        folder.resolve("docs.tsv"),
        "a\tsearching words\nb\tsearch words words words\nc\tother\nd\tnothing\n");
    Files.writeString(folder.resolve("queries.tsv"), "q\tother search\n");
    Files.writeString(folder.resolve("qrels.tsv"), "q\ta\t1\nq\tc\t1\n");
    IrCollection collection = IrCollection.read(folder, folder);
    for (Contender contender : Contenders.of("en")) {
      Map<String, List<Evaluation.Hit>> hits = new HashMap<>();
      Evaluation result = Evaluation.run(collection, contender, 1, hits::putAll);
      assertTrue(contender.name(), hits.get("q").stream().anyMatch(hit -> hit.id().equals("c")));
      assertTrue(
          hits.get("q").stream()
              .sorted(Comparator.comparingDouble(Evaluation.Hit::score).reversed())
              .toList()
              .equals(hits.get("q")));
      assertTrue(result.bytes() > 0 && result.terms() > 0 && result.tokens() > 0);
      if (contender.name().equals(Contenders.SEARCH) || contender.name().equals("English")) {
        assertEquals(contender.name(), 1, result.mean().recall100(), EXACT);
      }
    }
  }
}
