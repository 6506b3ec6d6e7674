package io.github.lucenebpe.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.bpe.Vocabulary;
import io.github.lucenebpe.split.UnicodeCategories;
import java.nio.charset.CodingErrorAction;

/** The texts of minbpe's {@code .model} and {@code .vocab} files. */
final class MinbpeWriter {
  private MinbpeWriter() {}

  /**
   * What {@link MinbpeModel#read} reads.
   *
   * @param file its name, for messages
   * @throws ModelFormatException if minbpe would not read the same from it
   */
  static String model(MinbpeModel model, String file) throws ModelFormatException {
    checkPattern(model.pattern(), file);
    StringBuilder out = new StringBuilder(MinbpeModel.VERSION).append('\n');
    out.append(model.pattern()).append('\n');
    out.append(model.specialTokens().size()).append('\n');
    for (String special : model.specialTokens().keySet()) {
      checkSpecialToken(special, file);
      out.append(special).append(' ').append(model.specialTokens().get(special)).append('\n');
    }
    Merges merges = model.merges();
    for (int id = Merges.BYTES; id < merges.size(); id++) {
      out.append(merges.left(id)).append(' ').append(merges.right(id)).append('\n');
    }
    return out.toString();
  }

  private static void checkPattern(String pattern, String file) throws ModelFormatException {
    if (pattern.indexOf('\n') >= 0 || pattern.indexOf('\r') >= 0) {
      throw refused(file, "a split pattern with a line break");
    }
    int last = pattern.length() - 1;
    if (last >= 0 && (isWhiteSpace(pattern.charAt(0)) || isWhiteSpace(pattern.charAt(last)))) {
      throw refused(file, "a split pattern with white space at an end, which loading cuts off");
    }
    if (!UTF_8.newEncoder().canEncode(pattern)) {
      throw refused(file, "a split pattern with an unpaired surrogate");
    }
  }

  private static void checkSpecialToken(String special, String file) throws ModelFormatException {
    if (special.isEmpty()) {
      throw refused(file, "an empty special token");
    }
    if (hasWhiteSpace(special)) {
      throw refused(file, "a special token with white space: \"" + special + "\"");
    }
    if (!UTF_8.newEncoder().canEncode(special)) {
      throw refused(file, "a special token with an unpaired surrogate: \"" + special + "\"");
    }
  }

  private static ModelFormatException refused(String file, String what) {
    return new ModelFormatException(file + ": minbpe's format cannot hold " + what);
  }

  /** Whether there is {@linkplain #isWhiteSpace white space} in a special token. */
  static boolean hasWhiteSpace(String special) {
    return special.chars().anyMatch(MinbpeWriter::isWhiteSpace);
  }

  /**
   * What Python's {@code split()} and {@code strip()} take for white space, as minbpe does when it
   * loads a model: the property White_Space and the separators U+001C to U+001F.
   */
  private static boolean isWhiteSpace(int c) {
    return UnicodeCategories.isWhiteSpace(c) || (c >= 0x1C && c <= 0x1F);
  }

  /**
   * One line a token: {@code [a] 97} for a byte, {@code [a][b] -> [ab] 256} for a merge. Special
   * tokens are not listed, as in minbpe after training.
   *
   * @throws IllegalArgumentException if all tokens together are longer than 2 GiB
   */
  static String vocab(Merges merges) {
    Vocabulary vocabulary = Vocabulary.of(merges);
    StringBuilder out = new StringBuilder();
    for (int id = 0; id < merges.size(); id++) {
      if (!vocabulary.contains(id)) {
        continue;
      }
      if (merges.isMerge(id)) {
        render(vocabulary.bytes(merges.left(id)), out);
        render(vocabulary.bytes(merges.right(id)), out);
        out.append(" -> ");
      }
      render(vocabulary.bytes(id), out);
      out.append(' ').append(id).append('\n');
    }
    return out.toString();
  }

  /**
   * Writes a token in brackets. Bytes that are no character are U+FFFD. What has a general category
   * C (control, format, private use, unassigned) is a backslash, a {@code u} and the code point in
   * hex, with four digits or more: {@code u000a} for a line feed, {@code ue0001} for U+E0001.
   */
  private static void render(byte[] token, StringBuilder out) {
    String text = Utf8.decode(token, 0, token.length, CodingErrorAction.REPLACE);
    out.append('[');
    for (int c : text.codePoints().toArray()) {
      if (isOther(c)) {
        String hex = Integer.toHexString(c);
        out.append("\\u").repeat('0', Math.max(0, 4 - hex.length())).append(hex);
      } else {
        out.appendCodePoint(c);
      }
    }
    out.append(']');
  }

  private static boolean isOther(int codePoint) {
    return switch (UnicodeCategories.category(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
