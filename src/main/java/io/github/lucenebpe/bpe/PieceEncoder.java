package io.github.lucenebpe.bpe;

import java.util.Arrays;

/**
 * Encodes piece by piece: the worker behind {@link Encoding}, for callers that cut the text
 * themselves, such as a tokenizer over a stream.
 *
 * <p>Whole pieces that are a token are looked up; all others are merged from their bytes. Not
 * thread-safe: the scratch arrays are reused. They grow with the longest piece, and what a long
 * piece has grown is let go after it.
 */
public final class PieceEncoder {
  /** Up to this many bytes {@link ShortMerge} is faster than {@link LongMerge}. */
  private static final int SHORT = 128;

  /** Scratch for longer pieces, in bytes, is not kept. */
  private static final int KEPT = 1 << 13;

  private final Encoding encoding;
  private final Vocabulary vocabulary;
  private final TokenTable tokens;
  private final MergeTable merges;
  private final int[] byteIds;

  private byte[] bytes = {};
  private int[] ids = {};
  private int[] merged = new int[SHORT];

  PieceEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.vocabulary = encoding.vocabulary();
    this.tokens = encoding.tokenTable();
    this.merges = encoding.mergeTable();
    this.byteIds = encoding.byteIds();
    grow(KEPT);
  }

  /**
   * Appends the tokens of a piece.
   *
   * @param text the text
   * @param from index of the first char of the piece
   * @param to index after its last char, greater than {@code from}
   * @param base added to the places of the tokens, which are indices of {@code text} otherwise
   * @param out where the tokens go
   */
  public void encode(char[] text, int from, int to, int base, Tokens out) {
    int length = transcode(text, from, to);
    int id = wholeToken(length);
    if (id >= 0) {
      out.add(id, base + from, base + to);
    } else {
      int n = merge(length);
      if (length == to - from) {
        addAscii(n, base + from, out);
      } else {
        addSpans(n, text, from, to, base, out);
      }
    }
    shrink();
  }

  /** As {@link #encode(char[], int, int, int, Tokens)} with a base of 0. */
  public void encode(char[] text, int from, int to, Tokens out) {
    encode(text, from, to, 0, out);
  }

  /** Number of tokens of the piece {@code text[from, to)}. */
  public int count(char[] text, int from, int to) {
    int length = transcode(text, from, to);
    int n = wholeToken(length) >= 0 ? 1 : merge(length);
    shrink();
    return n;
  }

  /** The tokens of a piece that is given by its bytes, which need not be UTF-8. */
  int[] encode(byte[] piece) {
    grow(piece.length);
    System.arraycopy(piece, 0, bytes, 0, piece.length);
    int id = wholeToken(piece.length);
    int n = id >= 0 ? 1 : merge(piece.length);
    int[] result = id >= 0 ? new int[] {id} : Arrays.copyOf(ids, n);
    shrink();
    return result;
  }

  private int transcode(char[] text, int from, int to) {
    grow(Math.multiplyExact(3, to - from));
    return Utf8.encode(text, from, to, bytes, 0);
  }

  private int wholeToken(int length) {
    int id = tokens.get(bytes, 0, length);
    return id >= 0 && encoding.isReachable(id) ? id : -1;
  }

  /** Merges the first bytes; the tokens are in {@link #ids} then. */
  private int merge(int length) {
    if (ids.length < length) {
      ids = new int[length];
    }
    for (int i = 0; i < length; i++) {
      ids[i] = byteIds[bytes[i] & 0xFF];
    }
    return length <= SHORT
        ? ShortMerge.merge(ids, merged, length, merges)
        : new LongMerge(length).merge(ids, merges);
  }

  private void addAscii(int n, int start, Tokens out) {
    for (int i = 0; i < n; i++) {
      int end = start + vocabulary.length(ids[i]);
      out.add(ids[i], start, end);
      start = end;
    }
  }

  /**
   * Adds the tokens with the chars that give them their bytes.
   *
   * <p>Example: the piece " 🌳", 3 chars and 5 bytes, as tokens of 3, 1 and 1 bytes spans {@code
   * [0,3) [1,3) [1,3)}.
   */
  private void addSpans(int n, char[] text, int from, int to, int base, Tokens out) {
    int character = from;
    int characterEnd = from;
    int bytesToCharacterEnd = 0;
    int bytesToToken = 0;
    for (int i = 0; i < n; i++) {
      int start = bytesToCharacterEnd > bytesToToken ? character : characterEnd;
      bytesToToken += vocabulary.length(ids[i]);
      while (bytesToCharacterEnd < bytesToToken) {
        character = characterEnd;
        int charLength = isPair(text, character, to) ? 2 : 1;
        characterEnd += charLength;
        bytesToCharacterEnd += charLength == 2 ? 4 : utf8Length(text[character]);
      }
      out.add(ids[i], base + start, base + characterEnd);
    }
  }

  private static boolean isPair(char[] text, int at, int to) {
    return Character.isHighSurrogate(text[at])
        && at + 1 < to
        && Character.isLowSurrogate(text[at + 1]);
  }

  /** Bytes of a char that is no half of a pair; an unpaired surrogate has the 3 of U+FFFD. */
  private static int utf8Length(char c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }

  private void grow(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
  }

  private void shrink() {
    if (bytes.length > 4 * KEPT) {
      bytes = new byte[KEPT];
      ids = new int[KEPT];
    }
  }
}
