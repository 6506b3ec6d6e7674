package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.report.LongestTokens;
import io.github.lucenebpe.split.WholeTextSplitter;
import io.github.lucenebpe.train.PieceCounts;
import io.github.lucenebpe.train.TrainingResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a user wants to know of a vocabulary at the end of a training. */
final class TrainingReport {
  /** How many tokens are shown as examples. */
  private static final int EXAMPLES = 5;

  /** A token is shown in so many chars at most. */
  private static final int MAX_SHOWN = 40;

  private final PieceCounts pieces;
  private final TrainingResult result;
  private final Encoding encoding;

  TrainingReport(PieceCounts pieces, TrainingResult result) {
    this.pieces = pieces;
    this.result = result;
    this.encoding =
        Encoding.ofReachableMerges(
            "trained", WholeTextSplitter.INSTANCE, result.merges(), Map.of());
  }

  void write(Writer out) throws IOException {
    int size = result.merges().size();
    if (pieces.totalBytes() == 0 || result.merges().count() == 0) {
      return;
    }
    long[] tokens = result.tokensBySize(pieces);
    out.write("bytes per token by vocabulary size: ");
    List<String> sizes = new ArrayList<>();
    for (int n = 512; n < size; n *= 2) {
      sizes.add(bytesPerToken(tokens, n));
    }
    sizes.add(bytesPerToken(tokens, size));
    out.write(String.join(", ", sizes) + "\n");
    out.write("longest token: " + encoding.vocabulary().maxLength() + " bytes");
    int[] longest = LongestTokens.withLetters(encoding.vocabulary(), EXAMPLES);
    out.write(longest.length == 0 ? "\n" : "; with letters " + examples(longest) + "\n");
    int[] unused = unused();
    out.write(
        String.format(
            Locale.ROOT,
            "merges that no text needs any more: %,d%s\n",
            unused.length,
            unused.length == 0 ? "" : ", such as " + examples(unused)));
  }

  private String bytesPerToken(long[] tokens, int size) {
    return String.format(
        Locale.ROOT, "%d %.2f", size, (double) pieces.totalBytes() / tokens[size - 256]);
  }

  private int[] unused() {
    long[] uses = result.uses(pieces);
    return IntStream.range(256, uses.length).filter(id -> uses[id] == 0).toArray();
  }

  private String examples(int[] ids) {
    return IntStream.of(ids)
        .limit(EXAMPLES)
        .mapToObj(this::example)
        .collect(Collectors.joining(", "));
  }

  /** A token in quotes and its length, if that is not to be seen. */
  private String example(int id) {
    byte[] bytes = encoding.tokenBytes(id);
    StringBuilder shown = new StringBuilder("\"");
    encoding
        .decode(new int[] {id}, CodingErrorAction.REPLACE)
        .codePoints()
        .limit(MAX_SHOWN)
        .forEach(c -> appendVisible(shown, c));
    return shown.append("\" (").append(bytes.length).append(')').toString();
  }

  private static void appendVisible(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (Character.isISOControl(c)) {
          shown.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          shown.appendCodePoint(c);
        }
      }
    }
  }
}
