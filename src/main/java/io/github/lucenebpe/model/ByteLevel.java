package io.github.lucenebpe.model;

import java.util.Arrays;

/**
 * A printable letter for every byte, the spelling of tokens in Hugging Face's files: {@code "Ġthe"}
 * is the token {@code " the"}.
 *
 * <p>The 188 bytes that are visible characters of Latin-1 stand for themselves; the other bytes, in
 * their order, are U+0100 and the following.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/master/src/encoder.py">bytes_to_unicode of
 *     GPT-2</a>, where the letters come from
 */
final class ByteLevel {
  private static final int BYTES = 256;
  private static final char FIRST_OTHER = 0x100;

  private static final char[] LETTER_OF_BYTE = new char[BYTES];
  private static final int[] BYTE_OF_LETTER = new int[FIRST_OTHER + BYTES];

  static {
    Arrays.fill(BYTE_OF_LETTER, -1);
    char other = FIRST_OTHER;
    for (int b = 0; b < BYTES; b++) {
      LETTER_OF_BYTE[b] = isVisible(b) ? (char) b : other++;
      BYTE_OF_LETTER[LETTER_OF_BYTE[b]] = b;
    }
  }

  private ByteLevel() {}

  /** U+00AD, the soft hyphen, is not visible. */
  private static boolean isVisible(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }

  /** The letters of some bytes. */
  static String letters(byte[] bytes) {
    char[] letters = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      letters[i] = LETTER_OF_BYTE[bytes[i] & 0xFF];
    }
    return new String(letters);
  }

  /** The bytes of some letters; null if one of them stands for no byte. */
  static byte[] bytes(String letters) {
    byte[] bytes = new byte[letters.length()];
    for (int i = 0; i < bytes.length; i++) {
      char letter = letters.charAt(i);
      int b = letter < BYTE_OF_LETTER.length ? BYTE_OF_LETTER[letter] : -1;
      if (b < 0) {
        return null;
      }
      bytes[i] = (byte) b;
    }
    return bytes;
  }
}
