package io.github.lucenebpe.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.CodingErrorAction;
import java.util.Objects;

/**
 * UTF-8 as the reference implementations read and write it.
 *
 * <p>Reading: one U+FFFD for each maximal subpart of an ill-formed sequence (The Unicode Standard,
 * section 3.9, "U+FFFD Substitution of Maximal Subparts"), which is what Rust's {@code
 * from_utf8_lossy}, Python's {@code errors="replace"} and the WHATWG decoder do. The JDK differs
 * for encoded surrogates: the bytes {@code ED A0 80} are three U+FFFD here and one there.
 *
 * <p>Writing: an unpaired surrogate becomes U+FFFD, {@code EF BF BD}; the JDK writes {@code ?}.
 *
 * <p>All methods are stateless and safe for use by many threads.
 */
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /**
   * The text of {@code bytes[from, to)}.
   *
   * <p>With {@link CodingErrorAction#REPLACE} {@code 61 E2 82 62} becomes {@code a\uFFFDb}, with
   * {@link CodingErrorAction#IGNORE} {@code ab}.
   *
   * @throws IllegalArgumentException if {@code onMalformed} is {@link CodingErrorAction#REPORT} and
   *     the bytes are malformed; the message names the place of the first malformed sequence in
   *     bytes after {@code from}
   */
  public static String decode(byte[] bytes, int from, int to, CodingErrorAction onMalformed) {
    Objects.requireNonNull(onMalformed, "onMalformed");
    // Whatever is malformed gets at least one U+FFFD from the JDK: a text without any was sound.
    String text = new String(bytes, from, to - from, UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    return decodeSlowly(bytes, from, to, onMalformed);
  }

  private static String decodeSlowly(byte[] bytes, int from, int to, CodingErrorAction action) {
    StringBuilder text = new StringBuilder(to - from);
    int start = from;
    while (true) {
      int bad = firstMalformed(bytes, start, to);
      int end = bad < 0 ? to : bad;
      text.append(new String(bytes, start, end - start, UTF_8));
      if (bad < 0) {
        return text.toString();
      }
      if (action.equals(CodingErrorAction.REPORT)) {
        throw new IllegalArgumentException("malformed UTF-8 at byte " + (bad - from));
      }
      if (action.equals(CodingErrorAction.REPLACE)) {
        text.append(REPLACEMENT);
      }
      start = bad + malformedLength(bytes, bad, to);
    }
  }

  /** Index of the first malformed sequence in {@code bytes[from, to)}, or -1 if there is none. */
  public static int firstMalformed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int length = bytes[i] >= 0 ? 1 : sequence(bytes, i, to);
      if (length < 0) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /**
   * Length in bytes of the maximal subpart of the malformed sequence at {@code at}: the bytes that
   * one U+FFFD stands for.
   *
   * <p>{@code E2 82 41} has 2, {@code ED A0 80} has 1, for A0 can't follow ED, and {@code F0 9F} at
   * the end has 2.
   *
   * @param at index of a malformed sequence, as from {@link #firstMalformed}
   * @return 1 to 3
   */
  public static int malformedLength(byte[] bytes, int at, int to) {
    int length = sequence(bytes, at, to);
    if (length > 0) {
      throw new IllegalArgumentException("well-formed UTF-8 at byte " + at);
    }
    return -length;
  }

  /**
   * Length of the well-formed sequence at {@code at}, or the negated length of the maximal subpart
   * if it is malformed. Follows table 3-7, "Well-Formed UTF-8 Byte Sequences".
   */
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return -1; // a continuation, an overlong form (C0, C1) or beyond U+10FFFF
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // Only the second byte has bounds of its own: against overlong forms, surrogates, > U+10FFFF.
    int lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int i = 1; i < length; i++) {
      int next = at + i < to ? bytes[at + i] & 0xFF : 0;
      if (next < lower || next > upper) {
        return -i;
      }
      lower = 0x80;
      upper = 0xBF;
    }
    return length;
  }

  /** Bytes of the character that a byte begins, 1 to 4; of no meaning if it can begin none. */
  static int lengthByLead(byte lead) {
    int bits = lead & 0xFF;
    return bits < 0xC0 ? 1 : bits < 0xE0 ? 2 : bits < 0xF0 ? 3 : 4;
  }

  /** Bytes of a char; a surrogate by itself has the 3 of U+FFFD. */
  static int length(char c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }

  /**
   * Writes {@code text[from, to)} to {@code out[at, …)}, which needs room for 3 bytes a char.
   *
   * @return index after the last byte written
   */
  public static int encode(char[] text, int from, int to, byte[] out, int at) {
    int i = from;
    int end = at;
    while (i < to && text[i] < 0x80) {
      out[end++] = (byte) text[i++];
    }
    while (i < to) {
      char c = text[i++];
      if (c < 0x80) {
        out[end++] = (byte) c;
      } else if (c < 0x800) {
        out[end++] = (byte) (0xC0 | (c >> 6));
        out[end++] = continuation(c);
      } else if (Character.isHighSurrogate(c) && i < to && Character.isLowSurrogate(text[i])) {
        int codePoint = Character.toCodePoint(c, text[i++]);
        out[end++] = (byte) (0xF0 | (codePoint >> 18));
        out[end++] = continuation(codePoint >> 12);
        out[end++] = continuation(codePoint >> 6);
        out[end++] = continuation(codePoint);
      } else {
        char sound = Character.isSurrogate(c) ? REPLACEMENT : c;
        out[end++] = (byte) (0xE0 | (sound >> 12));
        out[end++] = continuation(sound >> 6);
        out[end++] = continuation(sound);
      }
    }
    return end;
  }

  /** The low six bits as a continuation byte, {@code 10xxxxxx}. */
  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}
