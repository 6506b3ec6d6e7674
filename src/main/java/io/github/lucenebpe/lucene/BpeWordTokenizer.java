package io.github.lucenebpe.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.AttributeFactory;

/**
 * The words of a text in any language: runs of letters with their marks, and runs of digits, by the
 * classes of Unicode 16.0 whatever the JDK.
 *
 * <p>A script that is written without spaces ends a word of another: {@code "Lucene検索を2回"} is
 * {@code Lucene}, {@code 検索を}, {@code 2}, {@code 回}. A run of such a script counts as one word
 * here; {@link BpeTokenFilter} finds the tokens in it. Format characters inside a word, such as
 * soft hyphens and joiners, stay in it; {@link NfkcCaseFoldFilter} drops them. Everything else,
 * apostrophes, underscores and emoji too, is between words.
 *
 * <p>A word of more than {@value #MAX_WORD_LENGTH} chars is cut there.
 */
public final class BpeWordTokenizer extends Tokenizer {

  /** The greatest length of a word, in chars. */
  public static final int MAX_WORD_LENGTH = 255;

  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offsetAtt = addAttribute(OffsetAttribute.class);

  private final char[] buffer = new char[4096];

  /** The text in the buffer is {@code buffer[next, filled)}. */
  private int next;

  private int filled;
  private boolean atEnd;

  /** Number of chars of the text before {@code buffer[0]}. */
  private int discarded;

  /** Words of a text. */
  public BpeWordTokenizer() {
    this(DEFAULT_TOKEN_ATTRIBUTE_FACTORY);
  }

  /** Words with attributes from a factory. */
  public BpeWordTokenizer(AttributeFactory factory) {
    super(factory);
  }

  @Override
  public boolean incrementToken() throws IOException {
    clearAttributes();
    int start = findStart();
    if (start < 0) {
      return false;
    }
    int end = findEnd(start);
    termAtt.copyBuffer(buffer, start, end - start);
    offsetAtt.setOffset(correctOffset(discarded + start), correctOffset(discarded + end));
    next = end;
    return true;
  }

  /** The index of the next letter or digit, at which a whole word is in the buffer; -1 if none. */
  private int findStart() throws IOException {
    while (true) {
      for (int i = next; i < filled; ) {
        if (isBetweenInAscii(buffer[i])) {
          i++;
          next = i;
          continue;
        }
        int codePoint = Character.codePointAt(buffer, i, filled);
        WordKind kind = WordKind.of(codePoint);
        if (kind.decides() || kind == WordKind.COMMON) {
          next = i;
          // One char more, which may be the second half of a pair.
          if (filled - i <= MAX_WORD_LENGTH && !atEnd) {
            break;
          }
          return i;
        }
        if (i + 1 == filled && !atEnd && Character.isHighSurrogate(buffer[i])) {
          break;
        }
        i += Character.charCount(codePoint);
        next = i;
      }
      if (atEnd) {
        return -1;
      }
      readMore();
    }
  }

  /** The end of the word that starts with a letter or digit. */
  private int findEnd(int start) {
    int limit = Math.min(filled, start + MAX_WORD_LENGTH);
    int ascii = start;
    while (ascii < limit && isLetterInAscii(buffer[ascii])) {
      ascii++;
    }
    if (ascii == limit || (ascii > start && buffer[ascii] < 0x80)) {
      return ascii; // most words of most texts; digits are no part of them
    }
    WordKind wordKind = WordKind.COMMON;
    int end = start;
    for (int i = start; i < limit; ) {
      int codePoint = Character.codePointAt(buffer, i, filled);
      WordKind kind = WordKind.of(codePoint);
      i += Character.charCount(codePoint);
      if (kind == WordKind.BETWEEN || i > limit) {
        break;
      }
      if (kind == WordKind.FORMAT) {
        continue; // in the word only if the word goes on behind it
      }
      if (wordKind == WordKind.COMMON && (end == start || kind != WordKind.NUMBER)) {
        wordKind = kind.decides() ? kind : wordKind;
      } else if (kind.decides() ? !wordKind.goesOnWith(kind) : wordKind == WordKind.NUMBER) {
        break;
      }
      end = i;
    }
    return end;
  }

  private static boolean isLetterInAscii(char c) {
    int fromA = (c | 0x20) - 'a';
    return fromA >= 0 && fromA < 26;
  }

  private static boolean isBetweenInAscii(char c) {
    return c < 0x80 && !isLetterInAscii(c) && (c < '0' || c > '9');
  }

  /** Moves what is left to the front of the buffer and reads behind it. */
  private void readMore() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, filled - next);
    discarded = BpeTokenizer.requireAddressable((long) discarded + next);
    filled -= next;
    next = 0;
    while (filled < buffer.length && !atEnd) {
      int n = input.read(buffer, filled, buffer.length - filled);
      atEnd = n < 0;
      filled += Math.max(0, n);
    }
    BpeTokenizer.requireAddressable((long) discarded + filled);
  }

  @Override
  public void end() throws IOException {
    super.end();
    int finalOffset = correctOffset(discarded + filled);
    offsetAtt.setOffset(finalOffset, finalOffset);
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    next = 0;
    filled = 0;
    discarded = 0;
    atEnd = false;
  }
}
