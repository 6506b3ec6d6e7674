package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.Test;

/** What is in the package: our classes for Solr and their data, and nothing of an engine. */
public class TestPackage {
  private static final String ROOT = "io/github/lucenebpe/";

  @Test
  public void testHoldsWhatSolrNeedsAndNothingElse() throws IOException {
    List<String> files;
    try (JarFile jar = new JarFile(SolrNode.JAR.toFile())) {
      files = jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
    Set<String> folders =
        files.stream()
            .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
            .filter(folder -> !folder.startsWith("META-INF/"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>();
    for (String name : List.of("bpe", "count", "lucene", "model", "solr", "split")) {
      expected.add(ROOT + name + "/");
    }
    assertEquals(expected, folders);
    for (String encoding : List.of("r50k_base", "p50k_base", "cl100k_base", "o200k_base")) {
      assertTrue(encoding, Encodings.names().contains(encoding));
      assertTrue(encoding, files.contains(ROOT + "model/" + encoding + ".tables"));
    }
    assertTrue(files.contains("META-INF/services/org.apache.lucene.analysis.TokenizerFactory"));
    assertTrue(files.contains("META-INF/services/org.apache.lucene.analysis.TokenFilterFactory"));
    assertTrue(files.contains("META-INF/LICENSE"));
    assertTrue(files.contains("META-INF/licenses/tiktoken/LICENSE"));
  }
}
