package io.github.lucenebpe.split;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
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
