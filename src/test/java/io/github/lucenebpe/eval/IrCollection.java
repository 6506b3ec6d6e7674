package io.github.lucenebpe.eval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A retrieval collection: documents, queries, and which documents are relevant to which query.
 *
 * <p>It is a folder with {@code docs.tsv.gz} (id TAB text), {@code queries.tsv.gz} (id TAB text)
 * and {@code qrels.tsv.gz} (query id TAB document id TAB grade), in UTF-8, with {@code \n}, {@code
 * \t} and {@code \\} escaped in texts; each may also be there without {@code .gz}.
 *
 * @param name what the reports call it
 * @param language two letters; the analyzers of that language are the baselines
 * @param docs texts by id, in the order of the file
 * @param queries texts by id, in the order of the file; only those with a relevant document
 * @param qrels grade by document id by query id; above 0 is relevant
 */
record IrCollection(
    String name,
    String language,
    Map<String, String> docs,
    Map<String, String> queries,
    Map<String, Map<String, Integer>> qrels) {

  /**
   * Reads a collection.
   *
   * @param folder its last name is the language if it has two letters; else that is English
   * @throws IOException if a file is missing or a line malformed; the message names both
   */
  static IrCollection read(Path root, Path folder) throws IOException {
    return read(root, folder, "");
  }

  /**
   * Reads a collection of which there are texts of several kinds.
   *
   * @param kind what stands before {@code .tsv} in the names of the files with texts: {@code .seg}
   */
  static IrCollection read(Path root, Path folder, String kind) throws IOException {
    String last = folder.getFileName().toString();
    String language = last.matches("[a-z]{2}") ? last : "en";
    Map<String, String> docs = texts(folder.resolve("docs" + kind + ".tsv"));
    Map<String, Map<String, Integer>> qrels = qrels(folder.resolve("qrels.tsv"));
    Map<String, String> queries = new LinkedHashMap<>();
    texts(folder.resolve("queries" + kind + ".tsv"))
        .forEach(
            (id, text) -> {
              if (qrels.getOrDefault(id, Map.of()).values().stream().anyMatch(grade -> grade > 0)) {
                queries.put(id, text);
              }
            });
    String name = root.equals(folder) ? last : root.relativize(folder).toString();
    return new IrCollection(name.replace('\\', '/'), language, docs, queries, qrels);
  }

  private static Map<String, String> texts(Path file) throws IOException {
    Map<String, String> result = new LinkedHashMap<>();
    for (Row row : rows(file, 2)) {
      if (result.put(row.cells().get(0), unescape(row.cells().get(1))) != null) {
        throw row.malformed("an id that is new, got " + row.cells().get(0));
      }
    }
    return result;
  }

  private static Map<String, Map<String, Integer>> qrels(Path file) throws IOException {
    Map<String, Map<String, Integer>> result = new TreeMap<>();
    for (Row row : rows(file, 3)) {
      try {
        result
            .computeIfAbsent(row.cells().get(0), id -> new LinkedHashMap<>())
            .put(row.cells().get(1), Integer.parseInt(row.cells().get(2).strip()));
      } catch (NumberFormatException e) {
        throw row.malformed("a grade in the third column, got " + row.cells().get(2));
      }
    }
    return result;
  }

  /** A line of a file. */
  private record Row(Path file, int number, List<String> cells) {
    IOException malformed(String expected) {
      return new IOException(
          String.format(Locale.ROOT, "%s line %d: expected %s", file, number, expected));
    }
  }

  private static List<Row> rows(Path plain, int columns) throws IOException {
    Path file = Files.exists(plain) ? plain : plain.resolveSibling(plain.getFileName() + ".gz");
    List<Row> rows = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.equals(plain) ? in : new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        Row row = new Row(file, rows.size() + 1, List.of(line.split("\t", columns)));
        if (row.cells().size() < columns) {
          throw row.malformed(columns + " columns");
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        char escaped = text.charAt(++i);
        result.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      } else {
        result.append(c);
      }
    }
    return result.toString();
  }
}
