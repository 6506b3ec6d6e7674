package io.github.lucenebpe.split;

import static io.github.lucenebpe.split.CharClasses.HIGH_SURROGATE;
import static io.github.lucenebpe.split.CharClasses.LETTER;
import static io.github.lucenebpe.split.CharClasses.LOWER;
import static io.github.lucenebpe.split.CharClasses.NEWLINE;
import static io.github.lucenebpe.split.CharClasses.NUMBER;
import static io.github.lucenebpe.split.CharClasses.OTHER;
import static io.github.lucenebpe.split.CharClasses.SPACE;
import static io.github.lucenebpe.split.CharClasses.UPPER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Writes the Unicode tables that the splitters load, from the classes of the running JDK, whose
 * Unicode version must be that of {@link UnicodeCategories#VERSION}: JDK 24 and 25 have 16.0.
 *
 * <p>Usage: {@code UnicodeTables src/main/resources/io/github/lucenebpe/split}
 */
final class UnicodeTables {
  private UnicodeTables() {}

  public static void main(String[] args) throws IOException {
    if (!hostHasOurVersion()) {
      throw new IllegalStateException(
          "needs a JDK with Unicode " + UnicodeCategories.VERSION + ", not " + Runtime.version());
    }
    Files.write(Path.of(args[0], "unicode16-categories.bin"), categories());
    Files.write(Path.of(args[0], "unicode16-classes.bin"), classes());
    Files.write(Path.of(args[0], "unicode16-scripts.bin"), scripts());
    Files.write(Path.of(args[0], "unicode16-scripts.txt"), scriptNames());
  }

  /** Whether the running JDK has Unicode 16.0: the JDKs 24 and 25 do. */
  static boolean hostHasOurVersion() {
    int feature = Runtime.version().feature();
    return feature == 24 || feature == 25;
  }

  static byte[] categories() {
    return runs(Character::getType);
  }

  /**
   * The tables of {@link CharClasses}: the bits of each char, then for each block of the other
   * planes the number of one of its content, then these blocks.
   */
  static byte[] classes() {
    ByteArrayOutputStream bits = new ByteArrayOutputStream();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      bits.write(classes(c));
    }
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    Map<ByteBuffer, Integer> numbers = new HashMap<>();
    for (int start = 0x10000; start <= Character.MAX_CODE_POINT; start += CharClasses.BLOCK) {
      byte[] block = new byte[CharClasses.BLOCK];
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) classes(start + i);
      }
      Integer number = numbers.putIfAbsent(ByteBuffer.wrap(block), numbers.size());
      if (number == null) {
        blocks.writeBytes(block);
      }
      bits.write(number == null ? numbers.size() - 1 : number);
    }
    if (numbers.size() > 1 << Byte.SIZE) {
      throw new IllegalStateException(numbers.size() + " blocks have no number of one byte");
    }
    bits.writeBytes(blocks.toByteArray());
    return bits.toByteArray();
  }

  /** The bits of a code point. */
  private static int classes(int codePoint) {
    if (codePoint >= Character.MIN_HIGH_SURROGATE && codePoint <= Character.MAX_HIGH_SURROGATE) {
      return HIGH_SURROGATE;
    }
    if (codePoint == '\r' || codePoint == '\n') {
      return SPACE | NEWLINE;
    }
    if (UnicodeCategories.isWhiteSpace(codePoint)) {
      return SPACE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> LETTER | UPPER;
      case Character.LOWERCASE_LETTER -> LETTER | LOWER;
      case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> LETTER | UPPER | LOWER;
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          OTHER | UPPER | LOWER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      default -> OTHER;
    };
  }

  /** For each code point the index of its script in {@link #scriptNames}. */
  static byte[] scripts() {
    List<String> names = scriptNames();
    Map<UnicodeScript, Integer> indexes = new EnumMap<>(UnicodeScript.class);
    for (UnicodeScript script : UnicodeScript.values()) {
      indexes.put(script, names.indexOf(name(script)));
    }
    return runs(codePoint -> indexes.get(UnicodeScript.of(codePoint)));
  }

  static List<String> scriptNames() {
    return Arrays.stream(UnicodeScript.values()).map(UnicodeTables::name).sorted().toList();
  }

  /** The loose form of a name: {@code oldnortharabian}. */
  private static String name(UnicodeScript script) {
    return script.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The form that {@link CodePointRuns} describes. */
  static byte[] runs(IntUnaryOperator valueOf) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = 0;
    for (int end = 1; end <= Character.MAX_CODE_POINT + 1; end++) {
      if (end > Character.MAX_CODE_POINT || valueOf.applyAsInt(end) != valueOf.applyAsInt(start)) {
        out.write(valueOf.applyAsInt(start));
        int length = end - start;
        for (; length > 0x7F; length >>>= 7) {
          out.write(0x80 | (length & 0x7F));
        }
        out.write(length);
        start = end;
      }
    }
    return out.toByteArray();
  }
}
