package io.github.lucenebpe.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Puts a package as built into the plugin folder of a node, as the engine's installer does. */
final class PluginZip {
  private PluginZip() {}

  /**
   * Unpacks a package.
   *
   * @param classifier what the name of the package ends with, such as {@code opensearch}
   * @param plugins the folder of all plugins
   */
  static void install(String classifier, Path plugins) throws IOException {
    Path zip =
        Path.of(
            System.getProperty("bpe.basedir"),
            "target",
            "lucene-analysis-bpe-" + System.getProperty("bpe.version") + "-" + classifier + ".zip");
    Path folder = Files.createDirectories(plugins.resolve(classifier));
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        Files.copy(entries, folder.resolve(Path.of(e.getName()).getFileName()));
      }
    }
  }
}
