package io.github.lucenebpe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.Assert.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** Which package may use which: dependencies point downwards only. */
public class TestArchitecture {
  private static final String ROOT = "io.github.lucenebpe.";

  /** The packages of the encoder core; they use the JDK and each other, nothing else. */
  private static final Set<String> CORE =
      Set.of("split", "bpe", "count", "model", "train", "report");

  /** What each package may use of ours, besides itself. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("split", Set.of()),
          Map.entry("bpe", Set.of("split")),
          Map.entry("count", Set.of("bpe")),
          Map.entry("model", Set.of("bpe", "split")),
          Map.entry("train", Set.of("bpe", "split", "model")),
          Map.entry("report", Set.of("split", "bpe")),
          Map.entry("lucene", Set.of("split", "bpe", "model", "count")),
          Map.entry("solr", Set.of("bpe", "count", "model", "lucene")),
          Map.entry("plugin", Set.of("bpe", "count", "model", "lucene")),
          Map.entry("elasticsearch", Set.of("bpe", "count", "model", "lucene", "plugin")),
          Map.entry("opensearch", Set.of("bpe", "count", "model", "lucene", "plugin")),
          Map.entry("spark", Set.of("split", "train")),
          Map.entry("cli", Set.of("split", "bpe", "count", "model", "train", "report", "lucene")));

  /** What a package may use of others, besides the JDK. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "lucene", List.of("org.apache.lucene"),
          "plugin", List.of("org.apache.lucene"),
          "solr", List.of("org.apache.lucene", "org.apache.solr"),
          "elasticsearch", List.of("org.apache.lucene", "org.elasticsearch"),
          "opensearch", List.of("org.apache.lucene", "org.opensearch"),
          "spark", List.of("org.apache.spark", "org.apache.hadoop", "scala"),
          "cli",
              List.of(
                  "org.apache.lucene",
                  "picocli",
                  "me.tongfei.progressbar",
                  "com.fasterxml.jackson",
                  "com.github.luben.zstd"));

  private static JavaClasses classes;

  @BeforeClass
  public static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.lucenebpe");
  }

  @Test
  public void everyPackageIsInTheTable() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass c : classes) {
      String top =
          c.getPackageName()
              .replaceFirst("^io\\.github\\.lucenebpe\\.?", "")
              .replaceFirst("\\..*", "");
      if (!MAY_USE.containsKey(top)) {
        unknown.add(c.getName());
      }
    }
    assertEquals("classes outside of the known packages", Set.of(), unknown);
  }

  @Test
  public void dependenciesPointDownwards() {
    for (Map.Entry<String, Set<String>> row : MAY_USE.entrySet()) {
      String name = row.getKey();
      String[] others =
          MAY_USE.keySet().stream()
              .filter(other -> !other.equals(name) && !row.getValue().contains(other))
              .map(TestArchitecture::pattern)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(pattern(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  public void coreUsesTheJdkAlone() {
    String[] allowed =
        Stream.concat(CORE.stream().map(TestArchitecture::pattern), Stream.of("java..", ""))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAnyPackage(CORE.stream().map(TestArchitecture::pattern).toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .check(classes);
  }

  @Test
  public void librariesStayWhereTheyBelong() {
    LIBRARIES.forEach(
        (name, libraries) -> {
          String[] allowed =
              Stream.concat(
                      Stream.of("io.github.lucenebpe..", "java..", ""),
                      libraries.stream().map(library -> library + ".."))
                  .toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage(pattern(name))
              .should()
              .onlyDependOnClassesThat()
              .resideInAnyPackage(allowed)
              .allowEmptyShould(true)
              .check(classes);
        });
  }

  @Test
  public void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  public void noPackageIsCalledUtil() {
    noClasses().should().resideInAnyPackage("..util..", "..utils..").check(classes);
  }

  private static String pattern(String name) {
    return ROOT + name + "..";
  }
}
