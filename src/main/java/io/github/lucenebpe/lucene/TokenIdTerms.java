package io.github.lucenebpe.lucene;

import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * Token ids as index terms: decimal numbers, and the compact bytes of {@link
 * TokenIdTermAttributeFactory}.
 *
 * <p>The bytes of an id depend on its size:
 *
 * <pre>
 * id                bytes
 *      0 ..  16383  10xxxxxx xxxxxxxx                      x = id
 *  16384 .. 475135  11111ppp xxxxxxxx xxxxxxxx             ppp xx xx = id - 16384, ppp below 111
 * 475136 ..         11111111 xxxxxxxx xxxxxxxx xxxxxxxx xxxxxxxx    x = id
 * </pre>
 *
 * <p>So 15339 is {@code BB EB} and 57037 is {@code F8 9E CD}. Terms sort like the ids. No UTF-8
 * text starts with the bits {@code 10} or {@code 11111}, so that a term made from text can never be
 * taken for a token id.
 */
public final class TokenIdTerms {
  private static final int THREE_BYTES_FROM = 1 << 14;
  private static final int FIVE_BYTES_FROM = THREE_BYTES_FROM + (7 << 16);

  private static final int TWO_BYTES_LEAD = 0b1000_0000;
  private static final int THREE_BYTES_LEAD = 0b1111_1000;
  private static final int FIVE_BYTES_LEAD = 0b1111_1111;

  /** Length of the longest id, {@code 2147483647}. */
  private static final int MAX_DIGITS = 10;

  private static final int SIX_DIGITS = 1_000_000;

  /** Changes no number below a million, and tells the compiler that it is not negative. */
  private static final int SIX_DIGITS_MASK = (1 << 20) - 1;

  /** By number of digits: what makes them six digits. */
  private static final int[] TO_SIX_DIGITS = {0, 100000, 10000, 1000, 100, 10, 1};

  /**
   * By number of leading zero bits of an id: what, added to it, gives its number of digits in the
   * upper half (after Kendall Willets).
   */
  private static final long[] DIGITS = new long[Integer.SIZE + 1];

  /** The digits of the numbers below a thousand, 000, 001, 002 …, as chars, the first lowest. */
  private static final long[] TRIPLES = new long[1000];

  static {
    for (int zeros = 0; zeros <= Integer.SIZE; zeros++) {
      long least = zeros == Integer.SIZE ? 0 : 1L << (Integer.SIZE - 1 - zeros);
      int digits = Long.toString(least).length();
      long nextPower = Long.parseLong("1" + "0".repeat(digits));
      DIGITS[zeros] =
          nextPower < 2 * least
              ? ((digits + 1L) << Integer.SIZE) - nextPower
              : (long) digits << Integer.SIZE;
    }
    for (int i = 0; i < 1000; i++) {
      char first = (char) ('0' + i / 100);
      char second = (char) ('0' + i / 10 % 10);
      char third = (char) ('0' + i % 10);
      TRIPLES[i] = first | ((long) second << 16) | ((long) third << 32);
    }
  }

  private TokenIdTerms() {}

  /**
   * The binary term of a token id, for a {@code TermQuery} over a field with such terms.
   *
   * @throws IllegalArgumentException if the id is negative
   */
  public static BytesRef toBytes(int id) {
    if (id < 0) {
      throw new IllegalArgumentException("token id must not be negative, got " + id);
    }
    BytesRefBuilder bytes = new BytesRefBuilder();
    writeBytes(id, bytes);
    return bytes.toBytesRef();
  }

  /**
   * The token id of a binary term.
   *
   * @throws IllegalArgumentException if the bytes are not a term that {@link #toBytes} makes
   */
  public static int fromBytes(BytesRef term) {
    int lead = term.length == 0 ? 0 : byteAt(term, 0);
    if (term.length == 2 && (lead & 0b1100_0000) == TWO_BYTES_LEAD) {
      return (lead & 0b0011_1111) << 8 | byteAt(term, 1);
    }
    if (term.length == 3 && lead >= THREE_BYTES_LEAD && lead < FIVE_BYTES_LEAD) {
      return THREE_BYTES_FROM
          + ((lead & 0b0000_0111) << 16 | byteAt(term, 1) << 8 | byteAt(term, 2));
    }
    if (term.length == 5 && lead == FIVE_BYTES_LEAD) {
      int id =
          byteAt(term, 1) << 24 | byteAt(term, 2) << 16 | byteAt(term, 3) << 8 | byteAt(term, 4);
      if (id >= FIVE_BYTES_FROM) {
        return id;
      }
    }
    throw new IllegalArgumentException("not the binary term of a token id: " + term);
  }

  private static int byteAt(BytesRef term, int index) {
    return Byte.toUnsignedInt(term.bytes[term.offset + index]);
  }

  /** Replaces the content of {@code bytes} by the binary term. */
  static void writeBytes(int id, BytesRefBuilder bytes) {
    bytes.clear();
    if (id < THREE_BYTES_FROM) {
      bytes.append((byte) (TWO_BYTES_LEAD | id >> 8));
      bytes.append((byte) id);
    } else if (id < FIVE_BYTES_FROM) {
      int rest = id - THREE_BYTES_FROM;
      bytes.append((byte) (THREE_BYTES_LEAD | rest >> 16));
      bytes.append((byte) (rest >> 8));
      bytes.append((byte) rest);
    } else {
      bytes.append((byte) FIVE_BYTES_LEAD);
      bytes.append((byte) (id >> 24));
      bytes.append((byte) (id >> 16));
      bytes.append((byte) (id >> 8));
      bytes.append((byte) id);
    }
  }

  /** Makes the term the decimal id, without a String. */
  static void writeDecimal(int id, CharTermAttribute term) {
    char[] digits = term.resizeBuffer(MAX_DIGITS);
    term.setLength(id < SIX_DIGITS ? writeUpToSixDigits(id, digits) : write(id, digits));
  }

  /**
   * Writes the digits of an id below a million, zeros after them up to six chars, and a char 0: an
   * id of any vocabulary in use, without a branch that hangs on it.
   *
   * <p>Example: 1917 has 4 digits, is written as 191700, and 4 is returned.
   */
  private static int writeUpToSixDigits(int id, char[] out) {
    int length = (int) ((DIGITS[Integer.numberOfLeadingZeros(id)] + id) >>> Integer.SIZE);
    int six = (id * TO_SIX_DIGITS[length]) & SIX_DIGITS_MASK;
    writeTriple(six / 1000, out, 0);
    writeTriple(six % 1000, out, 3);
    return length;
  }

  /** Writes three digits and a char 0: of four chars the compiler makes one store. */
  private static void writeTriple(int number, char[] out, int at) {
    long triple = TRIPLES[number];
    out[at] = (char) triple;
    out[at + 1] = (char) (triple >>> 16);
    out[at + 2] = (char) (triple >>> 32);
    out[at + 3] = (char) (triple >>> 48);
  }

  private static int write(int id, char[] out) {
    String digits = Integer.toString(id);
    digits.getChars(0, digits.length(), out, 0);
    return digits.length();
  }

  /**
   * The id that {@link #writeDecimal} writes as these chars, or -1 if there is none: {@code "1917"
   * -> 1917}, but {@code "01917"}, {@code "-1"}, {@code "4294967297"} and {@code "abc"} are not
   * token ids.
   */
  static int parseDecimal(char[] chars, int length) {
    if (length == 0 || length > MAX_DIGITS || (chars[0] == '0' && length > 1)) {
      return -1;
    }
    long id = 0;
    for (int i = 0; i < length; i++) {
      int digit = chars[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      id = 10 * id + digit;
    }
    return id <= Integer.MAX_VALUE ? (int) id : -1;
  }
}
