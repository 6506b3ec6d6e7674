package io.github.lucenebpe.report;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.bpe.Vocabulary;
import io.github.lucenebpe.split.Resources;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One HTML page about a vocabulary, which needs no other file and no network: compression against
 * the size of the vocabulary, lengths and scripts of the tokens, the merge tree of any token, and a
 * text coloured by token.
 *
 * <p>The page is the resource {@code report.html} with its marks <code>{{…}}</code> replaced;
 * {@code report.css} and {@code report.js} go into it. What a person can read is in the page
 * itself; the script draws the curve and the tree.
 */
public final class VocabularyReport {
  /** A shown text is cut to so many chars. */
  public static final int MAX_EXCERPT = 2400;

  private static final Pattern MARK = Pattern.compile("\\{\\{([a-z-]+)\\}\\}");

  /** So many points of the curve are drawn. */
  private static final int POINTS = 240;

  private static final int COLORS = 6;
  private static final int SCRIPTS = 14;
  private static final int LISTED = 24;

  /** A token in a list is cut to so many characters. */
  private static final int MAX_CHIP = 28;

  private final Encoding encoding;
  private final Vocabulary vocabulary;
  private final Merges merges;
  private final TokenUsage usage;
  private final String source;
  private final String excerpt;

  /**
   * A report, ready to be made.
   *
   * @param usage the tokens of the sample
   * @param source what the sample is, for the reader: the names of the files
   * @param excerpt the start of the sample, to be coloured; cut to {@value #MAX_EXCERPT} chars
   * @throws IllegalArgumentException if the vocabulary does not come from merges
   */
  public VocabularyReport(Encoding encoding, TokenUsage usage, String source, String excerpt) {
    this.encoding = encoding;
    this.vocabulary = encoding.vocabulary();
    this.merges = encoding.merges();
    this.usage = usage;
    this.source = source;
    this.excerpt = cut(excerpt);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_EXCERPT) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(MAX_EXCERPT - 1));
    return text.substring(0, pair ? MAX_EXCERPT - 1 : MAX_EXCERPT);
  }

  /** A text in many scripts, the sample of who has none. */
  public static String builtInSample() {
    return resource("sample.txt");
  }

  /** The page. */
  public String html() {
    Map<String, String> parts =
        Map.ofEntries(
            Map.entry("title", Html.escape(encoding.name())),
            Map.entry("facts", facts()),
            Map.entry("source", Html.escape(source)),
            Map.entry("lengths", Bars.rows(lengths())),
            Map.entry("scripts", Bars.rows(scripts())),
            Map.entry("longest", longest()),
            Map.entry("frequent", frequent()),
            Map.entry("curve-table", curveTable()),
            Map.entry("text", coloredText()),
            Map.entry("style", resource("report.css")),
            Map.entry("data", data()),
            Map.entry("script", resource("report.js")));
    // All at once: a part may hold anything, marks too.
    return MARK.matcher(resource("report.html"))
        .replaceAll(mark -> Matcher.quoteReplacement(parts.get(mark.group(1))));
  }

  private static String resource(String name) {
    return new String(Resources.bytes(VocabularyReport.class, name), StandardCharsets.UTF_8);
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String decimal(double x) {
    return String.format(Locale.ROOT, "%.2f", x);
  }

  private double bytesPerToken() {
    return usage.tokens() == 0 ? 0 : (double) usage.bytes() / usage.tokens();
  }

  private String facts() {
    int tokens = Merges.BYTES + merges.count();
    return fact("Tokens", number(tokens), "256 bytes, " + number(merges.count()) + " merges")
        + fact(
            "Special tokens",
            number(encoding.specialTokens().size()),
            encoding.specialTokens().keySet().stream().limit(2).collect(Collectors.joining(", ")))
        + fact("Longest token", number(vocabulary.maxLength()) + " bytes", "")
        + fact(
            "Bytes per token",
            decimal(bytesPerToken()),
            number(usage.tokens()) + " tokens in " + number(usage.bytes()) + " bytes")
        + fact(
            "Used by the sample",
            Bars.percent(usage.distinct(), tokens),
            number(usage.distinct()) + " of the tokens");
  }

  private static String fact(String label, String value, String note) {
    return "<div class=\"fact\"><dt>"
        + label
        + "</dt><dd>"
        + value
        + "</dd><dd class=\"note\">"
        + Html.escape(note)
        + "</dd></div>\n";
  }

  private List<Shares.Row> lengths() {
    int[] starts = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 33};
    Shares[] groups = new Shares[starts.length];
    for (int i = 0; i < starts.length; i++) {
      groups[i] = new Shares();
    }
    for (int id = 0; id < vocabulary.size(); id++) {
      int length = vocabulary.length(id);
      if (length > 0) {
        int group = starts.length - 1;
        while (starts[group] > length) {
          group--;
        }
        groups[group].add(lengthLabel(starts, group), usage.count(id));
      }
    }
    return IntStream.range(0, groups.length)
        .filter(group -> starts[group] <= vocabulary.maxLength())
        .mapToObj(
            i ->
                groups[i].rows().stream()
                    .findFirst()
                    .orElse(new Shares.Row(lengthLabel(starts, i), 0, 0)))
        .toList();
  }

  private static String lengthLabel(int[] starts, int group) {
    int start = starts[group];
    if (group == starts.length - 1) {
      return start + " and more";
    }
    int end = starts[group + 1] - 1;
    return start == end ? String.valueOf(start) : start + "–" + end;
  }

  private List<Shares.Row> scripts() {
    Shares shares = new Shares();
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.contains(id)) {
        shares.add(TokenClass.of(vocabulary.bytes(id)), usage.count(id));
      }
    }
    return shares.largest(SCRIPTS, "more scripts");
  }

  /** The longest tokens with letters as buttons. */
  private String longest() {
    return IntStream.of(LongestTokens.withLetters(vocabulary, LISTED))
        .mapToObj(id -> chip(id, vocabulary.length(id) + " B"))
        .collect(Collectors.joining("\n"));
  }

  /** The tokens that the sample has most often as buttons. */
  private String frequent() {
    Comparator<Integer> byUse = Comparator.comparingLong(usage::count);
    return IntStream.range(0, vocabulary.size())
        .filter(id -> usage.count(id) > 0)
        .boxed()
        .sorted(byUse.reversed().thenComparing(Comparator.naturalOrder()))
        .limit(LISTED)
        .map(id -> chip(id, number(usage.count(id)) + " ×"))
        .collect(Collectors.joining("\n"));
  }

  private String chip(int id, String note) {
    return String.format(
        Locale.ROOT,
        "<button class=\"chip\" data-id=\"%d\"><bdi>%s</bdi><small>%s</small></button>",
        id,
        Html.escape(shortened(Html.token(vocabulary.bytes(id)))),
        note);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MAX_CHIP
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_CHIP - 1)) + "…";
  }

  /** The curve in numbers, at the powers of two. */
  private String curveTable() {
    long[] tokens = usage.tokensByMerges();
    StringBuilder out = new StringBuilder();
    for (int size = Merges.BYTES; ; size = Math.min(2 * size, Merges.BYTES + merges.count())) {
      long count = tokens[size - Merges.BYTES];
      out.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%,d</td><td>%,d</td><td>%s</td></tr>\n",
              size,
              count,
              decimal(count == 0 ? 0 : (double) usage.bytes() / count)));
      if (size == Merges.BYTES + merges.count()) {
        return out.toString();
      }
    }
  }

  /**
   * What the script needs: the curve, and the merges as six bytes an id (left and right part, the
   * highest byte first; 0xFFFFFF for none), from which it makes the tokens.
   */
  private String data() {
    StringBuilder out = new StringBuilder("{\"bytes\":");
    out.append(usage.bytes()).append(",\"curve\":[");
    long[] tokens = usage.tokensByMerges();
    int last = -1;
    for (int i = 0; i < POINTS; i++) {
      int size =
          (int)
              Math.round(
                  Merges.BYTES
                      * Math.pow(
                          (double) (Merges.BYTES + merges.count()) / Merges.BYTES,
                          (double) i / (POINTS - 1)));
      if (size != last) {
        out.append(last < 0 ? "" : ",").append('[').append(size).append(',');
        out.append(tokens[size - Merges.BYTES]).append(']');
        last = size;
      }
    }
    out.append("],\"byteIds\":[");
    out.append(
        IntStream.range(0, Merges.BYTES)
            .mapToObj(b -> String.valueOf(merges.byteId(b)))
            .collect(Collectors.joining(",")));
    out.append("],\"merges\":\"").append(packedMerges()).append("\",\"specials\":{");
    out.append(
        encoding.specialTokens().entrySet().stream()
            .map(special -> Html.jsonString(special.getKey()) + ":" + special.getValue())
            .collect(Collectors.joining(",")));
    return out.append("}}").toString();
  }

  private String packedMerges() {
    byte[] packed = new byte[6 * merges.size()];
    for (int id = 0; id < merges.size(); id++) {
      pack(merges.left(id), packed, 6 * id);
      pack(merges.right(id), packed, 6 * id + 3);
    }
    return Base64.getEncoder().encodeToString(packed);
  }

  private static void pack(int id, byte[] packed, int at) {
    packed[at] = (byte) (id >> 16);
    packed[at + 1] = (byte) (id >> 8);
    packed[at + 2] = (byte) id;
  }

  /** The excerpt; tokens that share a character share a span. */
  private String coloredText() {
    Tokens tokens = new Tokens();
    encoding.tokenize(excerpt, SpecialTokens.ALL, tokens);
    StringBuilder out = new StringBuilder();
    int at = 0;
    int color = 0;
    for (int i = 0; i < tokens.size(); ) {
      int start = tokens.start(i);
      int end = tokens.end(i);
      StringBuilder ids = new StringBuilder().append(tokens.id(i));
      for (i++; i < tokens.size() && tokens.start(i) < end; i++) {
        end = Math.max(end, tokens.end(i));
        ids.append(' ').append(tokens.id(i));
      }
      out.append(Html.escape(excerpt.substring(at, start)));
      out.append("<span class=\"t").append(color++ % COLORS).append("\" data-ids=\"").append(ids);
      out.append("\">").append(shown(excerpt.substring(start, end))).append("</span>");
      at = end;
    }
    return out.append(Html.escape(excerpt.substring(at))).toString();
  }

  /** Line breaks are shown and made. */
  private static String shown(String text) {
    return Html.escape(text.replace("\r\n", "\n").replace('\r', '\n'))
        .replace("\n", "<i>↵</i>\n")
        .replace("\t", "<i>⇥</i>\t");
  }
}
