package io.github.lucenebpe.lucene;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.VersionInfo;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes the table that {@link NfkcCaseFold} loads, from the data of ICU4J, whose Unicode version
 * must be 16.0: ICU4J 76 and 77 have it.
 *
 * <p>Usage: {@code NfkcTables src/main/resources/io/github/lucenebpe/lucene}
 */
final class NfkcTables {
  private static final int HANGUL_FROM = 0xAC00;
  private static final int HANGUL_TO = 0xD7A3;

  private NfkcTables() {}

  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0], NfkcCaseFold.RESOURCE), table());
  }

  static byte[] table() throws IOException {
    if (!UCharacter.getUnicodeVersion().equals(VersionInfo.UNICODE_16_0)) {
      throw new IllegalStateException(
          "needs an ICU4J with Unicode 16.0, not " + UCharacter.getUnicodeVersion());
    }
    Normalizer2 nfc = Normalizer2.getNFCInstance();
    Normalizer2 nfd = Normalizer2.getNFDInstance();
    // The mapping of a code point alone; U+0345 and the like combine with nothing there.
    Normalizer2 fold = Normalizer2.getNFKCCasefoldInstance();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    write(mappings(c -> fold.normalize(Character.toString(c))), out);
    write(mappings(c -> isHangul(c) ? null : nfd.normalize(Character.toString(c))), out);
    Map<Long, Integer> composites = new LinkedHashMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String raw = isHangul(c) || isSurrogate(c) ? null : nfc.getRawDecomposition(c);
      if (raw != null && raw.codePointCount(0, raw.length()) == 2) {
        int first = raw.codePointAt(0);
        int second = raw.codePointBefore(raw.length());
        if (nfc.composePair(first, second) == c) {
          composites.put((long) first << 32 | second, c);
        }
      }
    }
    out.writeInt(composites.size());
    for (Map.Entry<Long, Integer> composite : composites.entrySet()) {
      out.writeLong(composite.getKey());
      out.writeInt(composite.getValue());
    }
    Map<Integer, Integer> classes = new LinkedHashMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (nfc.getCombiningClass(c) != 0) {
        classes.put(c, nfc.getCombiningClass(c));
      }
    }
    out.writeInt(classes.size());
    for (Map.Entry<Integer, Integer> entry : classes.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeByte(entry.getValue());
    }
    return bytes.toByteArray();
  }

  private static Map<Integer, String> mappings(IntFunction<String> mapping) {
    Map<Integer, String> result = new LinkedHashMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String mapped = isSurrogate(c) ? null : mapping.apply(c);
      if (mapped != null && !mapped.equals(Character.toString(c))) {
        result.put(c, mapped);
      }
    }
    return result;
  }

  private static void write(Map<Integer, String> mappings, DataOutputStream out)
      throws IOException {
    out.writeInt(mappings.size());
    for (Map.Entry<Integer, String> mapping : mappings.entrySet()) {
      out.writeInt(mapping.getKey());
      out.writeUTF(mapping.getValue());
    }
  }

  private static boolean isHangul(int c) {
    return c >= HANGUL_FROM && c <= HANGUL_TO;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
