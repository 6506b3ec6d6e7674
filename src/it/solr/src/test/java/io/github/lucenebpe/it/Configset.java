package io.github.lucenebpe.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a configset: those of {@code src/test/resources/conf} and of the README. */
final class Configset {
  private static final String README = "<!-- README -->";

  private final Map<String, byte[]> files = new TreeMap<>();

  private Configset() {}

  static Configset ofReadme() throws IOException {
    Readme readme = Readme.ofSolr();
    Configset configset = new Configset();
    configset.put("schema.xml", resource("schema.xml").replace(README, readme.schema()));
    configset.put(
        "solrconfig.xml", resource("solrconfig.xml").replace(README, readme.solrConfig()));
    configset.files.put(
        "words.model",
        Files.readAllBytes(
            Path.of(System.getProperty("bpe.basedir"), "src/test/resources/golden/words.model")));
    return configset;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Configset.class.getResourceAsStream("/conf/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void put(String name, String content) {
    files.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  String get(String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  /** The same with a change in one file. */
  Configset with(String name, String old, String changed) {
    String content = get(name);
    if (!content.contains(old)) {
      throw new IllegalArgumentException(name + " does not hold " + old);
    }
    Configset copy = new Configset();
    copy.files.putAll(files);
    copy.put(name, content.replace(old, changed));
    return copy;
  }

  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  byte[] toZip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
