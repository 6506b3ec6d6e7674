package io.github.lucenebpe.bpe;

import java.util.List;
import java.util.Random;

/** Texts of one kind of character: what makes quadratic encoders stop and recursive ones fail. */
final class WorstText {
  static final List<String> KINDS =
      List.of(
          "letter",
          "letters",
          "cases",
          "spaces",
          "newlines",
          "dashes",
          "ab",
          "emoji",
          "emojis",
          "han",
          "hans",
          "digits");

  private WorstText() {}

  /**
   * A text.
   *
   * @param bytes its length in UTF-8, to the character
   * @throws IllegalArgumentException if there is no such kind
   */
  static String of(String kind, int bytes) {
    Random random = new Random(20261122);
    int each =
        switch (kind) {
          case "emoji", "emojis" -> 4;
          case "han", "hans" -> 3;
          case "ab" -> 2;
          default -> 1;
        };
    StringBuilder text = new StringBuilder();
    for (int n = bytes / each; n > 0; n--) {
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
        default -> throw new IllegalArgumentException("unknown kind of text " + kind);
      }
    }
    return text.toString();
  }
}
