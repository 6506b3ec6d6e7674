package io.github.lucenebpe.lucene;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Printable text for the bytes of a token, from which the bytes can be told again.
 *
 * <p>Whole UTF-8 characters stand for themselves. A byte that is not part of one, and each byte of
 * a control character, is {@code \x} and two upper-case hexadecimal digits; a backslash is {@code
 * \\}. Different bytes have different texts:
 *
 * <pre>
 * bytes              text
 * 20 77 6F 72 6C 64  " world"
 * 20 F0 9F           " \xF0\x9F"     the first half of an emoji
 * 0A 0A              "\x0A\x0A"
 * C2 85              "\xC2\x85"
 * 5C 6E              "\\n"
 * </pre>
 */
public final class TokenText {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private TokenText() {}

  /** The text for the bytes of a token. */
  public static String format(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    append(bytes, text);
    return text.toString();
  }

  /** Appends the text for the bytes of a token. */
  static void append(byte[] bytes, StringBuilder text) {
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean malformed;
    do {
      malformed = utf8.decode(in, out, true).isMalformed();
      appendCharacters(out.flip(), text);
      out.clear();
      if (malformed) {
        appendEscape(in.get(), text);
      }
    } while (malformed);
  }

  private static void appendCharacters(CharBuffer chars, StringBuilder text) {
    while (chars.hasRemaining()) {
      char c = chars.get();
      if (c == '\\') {
        text.append("\\\\");
      } else if (Character.isISOControl(c)) {
        if (c >= 0x80) {
          appendEscape(0xC2, text); // U+0080 to U+009F are C2 80 to C2 9F
        }
        appendEscape(c, text);
      } else {
        text.append(c);
      }
    }
  }

  private static void appendEscape(int b, StringBuilder text) {
    text.append("\\x").append(HEX[b >> 4 & 0xF]).append(HEX[b & 0xF]);
  }

  /**
   * The bytes of a text that {@link #format} made.
   *
   * @throws IllegalArgumentException if {@link #format} gives this text for no bytes; the message
   *     names the text and the index of the char at fault
   */
  public static byte[] parse(CharSequence text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int character = Character.codePointAt(text, i);
      if (character != '\\') {
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(character);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '\\') {
        bytes.write('\\');
        i += 2;
      } else {
        bytes.write(parseEscape(text, i));
        i += 4;
      }
    }
    byte[] parsed = bytes.toByteArray();
    requireEqual(text, format(parsed));
    return parsed;
  }

  /** The byte of the escape {@code \xNN} at an index. */
  private static int parseEscape(CharSequence text, int index) {
    if (index + 4 <= text.length() && text.charAt(index + 1) == 'x') {
      int high = Character.digit(text.charAt(index + 2), 16);
      int low = Character.digit(text.charAt(index + 3), 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw malformed(text, index);
  }

  /** Refuses what can be read but is not written: {@code \x41}, {@code \xc3}, a lone surrogate. */
  private static void requireEqual(CharSequence text, String written) {
    for (int i = 0; i < text.length(); i++) {
      if (i == written.length() || text.charAt(i) != written.charAt(i)) {
        throw malformed(text, i);
      }
    }
  }

  private static IllegalArgumentException malformed(CharSequence text, int index) {
    return new IllegalArgumentException(
        "not the text of a token, at index " + index + ": \"" + text + "\"");
  }
}
