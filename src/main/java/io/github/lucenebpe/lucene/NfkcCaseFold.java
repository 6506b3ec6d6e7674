package io.github.lucenebpe.lucene;

import io.github.lucenebpe.split.Resources;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * NFKC_Casefold of Unicode 16.0 from tables of our own, so that terms do not depend on the Unicode
 * version of the JDK, and no library has to go into the plugins of a search engine for it.
 *
 * <p>The mapping of the standard is: map each character to its NFKC_Casefold property, then
 * normalize to NFC. The property unifies case and compatibility forms and drops what is invisible:
 * {@code "Ｓtraße" -> "strasse"}, {@code "ﬁn" -> "fin"}, {@code "①" -> "1"}.
 *
 * <p>Immutable and thread-safe.
 *
 * @see <a href="https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/">The Unicode
 *     Standard, chapter 3: toNFKC_Casefold (R5), and the composition algorithm (D117)</a>
 */
final class NfkcCaseFold {
  static final String RESOURCE = "unicode16-nfkc-casefold.bin";

  private static final NfkcCaseFold INSTANCE = load();

  // Hangul syllables are composed by arithmetic; the names are those of the standard.
  private static final int S_BASE = 0xAC00;
  private static final int L_BASE = 0x1100;
  private static final int V_BASE = 0x1161;
  private static final int T_BASE = 0x11A7;
  private static final int L_COUNT = 19;
  private static final int V_COUNT = 21;
  private static final int T_COUNT = 28;
  private static final int S_COUNT = L_COUNT * V_COUNT * T_COUNT;

  // Combining Diacritical Marks.
  private static final int FIRST_ACCENT = 0x0300;
  private static final int LAST_ACCENT = 0x036F;

  /**
   * For each char that maps to one char which does not join with one before it, that char; else 0,
   * and its word goes the long way.
   */
  private final char[] simple = new char[1 << 16];

  /** Combining classes by char. */
  private final byte[] classes = new byte[1 << 16];

  /** Code point to its mapping, if that is another. */
  private final Map<Integer, int[]> foldings = new HashMap<>();

  /** Code point to its full canonical decomposition, if it has one; without Hangul. */
  private final Map<Integer, int[]> decompositions = new HashMap<>();

  /** {@code first << 32 | second} to the composite. */
  private final Map<Long, Integer> composites = new HashMap<>();

  /** Code point to its combining class, if that is not 0. */
  private final Map<Integer, Integer> combiningClasses = new HashMap<>();

  private NfkcCaseFold(DataInputStream in) throws IOException {
    readMappings(in, foldings);
    readMappings(in, decompositions);
    for (int n = in.readInt(); n > 0; n--) {
      composites.put(in.readLong(), in.readInt());
    }
    for (int n = in.readInt(); n > 0; n--) {
      combiningClasses.put(in.readInt(), in.readUnsignedByte());
    }
    for (int c = 0; c < simple.length; c++) {
      simple[c] = Character.isSurrogate((char) c) ? 0 : (char) c;
    }
    foldings.forEach(
        (c, mapped) -> {
          if (c < simple.length) {
            simple[c] = mapped.length == 1 && mapped[0] < simple.length ? (char) mapped[0] : 0;
          }
        });
    combiningClasses.forEach(
        (c, combiningClass) -> {
          if (c < classes.length) {
            classes[c] = combiningClass.byteValue();
          }
        });
    boolean[] joins = new boolean[simple.length];
    composites.keySet().stream()
        .mapToInt(Long::intValue)
        .filter(c -> c < joins.length)
        .forEach(c -> joins[c] = true);
    Arrays.fill(joins, V_BASE, V_BASE + V_COUNT, true);
    Arrays.fill(joins, T_BASE + 1, T_BASE + T_COUNT, true);
    for (int c = 0; c < simple.length; c++) {
      simple[c] = joins[simple[c]] ? 0 : simple[c];
    }
  }

  static NfkcCaseFold instance() {
    return INSTANCE;
  }

  /**
   * Maps {@code chars[0, length)} in place if each char maps to one char by itself and the marks
   * are in order, which nearly all words do: the quick check of the standard's annex 15.
   *
   * @return whether it was done; else chars are mapped up to the first that needs more
   */
  boolean mapSimple(char[] chars, int length) {
    int lastClass = 0;
    for (int i = 0; i < length; i++) {
      char mapped = simple[chars[i]];
      int combiningClass = classes[mapped] & 0xFF;
      if (mapped == 0 || (combiningClass != 0 && combiningClass < lastClass)) {
        return false;
      }
      lastClass = combiningClass;
      chars[i] = mapped;
    }
    return true;
  }

  /** The mapping of any text. It is stable: what is mapped already stays as it is. */
  String map(CharSequence text, boolean dropAccents) {
    int[] points = new int[Math.max(16, 4 * text.length())];
    int n = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      boolean isItself = codePoint < simple.length && simple[codePoint] == codePoint;
      int[] folded = isItself ? null : foldings.get(codePoint);
      if (folded == null) {
        points = room(points, n);
        n = decompose(codePoint, points, n);
      } else {
        for (int part : folded) {
          points = room(points, n);
          n = decompose(part, points, n);
        }
      }
    }
    if (dropAccents) {
      n = dropAccents(points, n);
    }
    reorder(points, n);
    return new String(points, 0, compose(points, n));
  }

  /** Makes room for the decomposition of one code point, which has at most 4. */
  private static int[] room(int[] points, int n) {
    return n + 4 <= points.length ? points : Arrays.copyOf(points, 2 * points.length);
  }

  private int decompose(int codePoint, int[] out, int at) {
    int syllable = codePoint - S_BASE;
    if (syllable >= 0 && syllable < S_COUNT) {
      out[at] = L_BASE + syllable / (V_COUNT * T_COUNT);
      out[at + 1] = V_BASE + syllable % (V_COUNT * T_COUNT) / T_COUNT;
      int trailing = syllable % T_COUNT;
      out[at + 2] = T_BASE + trailing;
      return at + (trailing == 0 ? 2 : 3);
    }
    int[] parts = decompositions.get(codePoint);
    if (parts == null) {
      out[at] = codePoint;
      return at + 1;
    }
    System.arraycopy(parts, 0, out, at, parts.length);
    return at + parts.length;
  }

  /** Drops the combining diacritical marks; the vowel signs of Indic scripts are other marks. */
  private static int dropAccents(int[] points, int n) {
    int kept = 0;
    for (int i = 0; i < n; i++) {
      if (points[i] < FIRST_ACCENT || points[i] > LAST_ACCENT) {
        points[kept++] = points[i];
      }
    }
    return kept;
  }

  private int combiningClass(int codePoint) {
    return codePoint < classes.length
        ? classes[codePoint] & 0xFF
        : combiningClasses.getOrDefault(codePoint, 0);
  }

  /** Sorts each run of marks by combining class; equal ones keep their order. */
  private void reorder(int[] points, int n) {
    int from = 0;
    boolean sorted = true;
    for (int i = 1; i <= n; i++) {
      int combiningClass = i < n ? combiningClass(points[i]) : 0;
      if (combiningClass == 0) {
        if (!sorted) {
          sortMarks(points, from, i);
        }
        from = i;
        sorted = true;
      } else {
        sorted &= combiningClass >= combiningClass(points[i - 1]);
      }
    }
  }

  /** Sorts {@code points[from, to)}, in n log n: there are texts of nothing but marks. */
  private void sortMarks(int[] points, int from, int to) {
    long[] keys = new long[to - from];
    for (int i = from; i < to; i++) {
      keys[i - from] = (long) combiningClass(points[i]) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] marks = Arrays.copyOfRange(points, from, to);
    for (int i = from; i < to; i++) {
      points[i] = marks[(int) keys[i - from] - from];
    }
  }

  /** Joins each mark with the starter before it where nothing blocks it; returns the new length. */
  private int compose(int[] points, int n) {
    int starter = -1;
    int lastClass = 0;
    int out = 0;
    for (int i = 0; i < n; i++) {
      int codePoint = points[i];
      int combiningClass = combiningClass(codePoint);
      // Behind another mark of the same or a higher class it is blocked.
      boolean free = out == starter + 1 || (lastClass != 0 && lastClass < combiningClass);
      int composite = starter >= 0 && free ? composite(points[starter], codePoint) : -1;
      if (composite >= 0) {
        points[starter] = composite;
        continue;
      }
      if (combiningClass == 0) {
        starter = out;
      }
      lastClass = combiningClass;
      points[out++] = codePoint;
    }
    return out;
  }

  private int composite(int first, int second) {
    if (first >= L_BASE
        && first < L_BASE + L_COUNT
        && second >= V_BASE
        && second < V_BASE + V_COUNT) {
      return S_BASE + ((first - L_BASE) * V_COUNT + (second - V_BASE)) * T_COUNT;
    }
    if (first >= S_BASE
        && first < S_BASE + S_COUNT
        && (first - S_BASE) % T_COUNT == 0
        && second > T_BASE
        && second < T_BASE + T_COUNT) {
      return first + second - T_BASE;
    }
    return composites.getOrDefault((long) first << 32 | second, -1);
  }

  private static NfkcCaseFold load() {
    byte[] resource = Resources.bytes(NfkcCaseFold.class, RESOURCE);
    try {
      return new NfkcCaseFold(new DataInputStream(new ByteArrayInputStream(resource)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
    }
  }

  private static void readMappings(DataInputStream in, Map<Integer, int[]> target)
      throws IOException {
    for (int n = in.readInt(); n > 0; n--) {
      int codePoint = in.readInt();
      target.put(codePoint, in.readUTF().codePoints().toArray());
    }
  }
}
