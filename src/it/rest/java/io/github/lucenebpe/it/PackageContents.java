package io.github.lucenebpe.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in a package: our classes and what belongs to them, all that they need of each other. */
final class PackageContents {
  private PackageContents() {}

  /**
   * Checks a package that is unpacked.
   *
   * @param folder where it is
   * @param files the files beside the jar
   * @param parts the packages of which the jar has classes, below {@code io.github.lucenebpe}
   */
  static void check(Path folder, Set<String> files, Set<String> parts) throws IOException {
    Set<String> seen;
    try (Stream<Path> list = Files.list(folder)) {
      seen = list.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    Set<String> expected = new TreeSet<>(files);
    List<String> jars = seen.stream().filter(name -> name.endsWith(".jar")).toList();
    assertEquals(jars.toString(), 1, jars.size());
    expected.addAll(jars);
    assertEquals(expected, new TreeSet<>(seen));

    Path jar = folder.resolve(jars.get(0));
    Set<String> classesIn = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
        String name = entry.getName();
        if (!entry.isDirectory() && !name.startsWith("META-INF/")) {
          assertTrue(name, name.startsWith("io/github/lucenebpe/"));
          if (name.endsWith(".class")) {
            classesIn.add(name.substring("io/github/lucenebpe/".length(), name.lastIndexOf('/')));
          }
        }
      }
      for (String ranks : List.of("r50k_base", "p50k_base", "cl100k_base", "o200k_base")) {
        assertTrue(ranks, zip.getEntry("io/github/lucenebpe/model/" + ranks + ".tables") != null);
      }
      for (String file : List.of("LICENSE", "NOTICE", "licenses/tiktoken/LICENSE")) {
        assertTrue(file, zip.getEntry("META-INF/" + file) != null);
      }
    }
    assertEquals(new TreeSet<>(parts), classesIn);
    assertEquals("classes that the jar lacks", List.of(), missing(jar));
  }

  /** Our classes that the jar mentions but does not have. */
  private static List<String> missing(Path jar) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(writer, writer, "--ignore-missing-deps", "-verbose:class", jar.toString());
    return out.toString()
        .lines()
        .filter(line -> line.contains("-> io.github.lucenebpe.") && line.contains("not found"))
        .map(String::strip)
        .toList();
  }
}
