package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.util.Arrays;

/**
 * Encodes piece by piece: the worker behind {@link Encoding}, for callers that cut the text
 * themselves, such as a tokenizer over a stream.
 *
 * <p>A piece is looked for among those that were seen lately, then in the vocabulary, and then
 * merged from the tokens of its characters or bytes. Not thread-safe: caches and scratch arrays are
 * reused. The caches grow to 5.4 MiB; what a long piece needs besides is let go after it.
 */
public final class PieceEncoder {
  /** Scratch for more bytes than this is not kept. */
  private static final int KEPT = 1 << 15;

  private final TokenTables tables;
  private final Vocabulary vocabulary;
  private final int[] byteIds;
  private final FrequentTokens frequent;
  private final PieceCache shortPieces = new PieceCache();
  private final LongPieceCache longPieces = new LongPieceCache();
  private final Merger merger;

  /** UTF-8 of the piece. */
  private byte[] bytes = new byte[1 << 10];

  /** Tokens of the piece. */
  private int[] ids = new int[1 << 10];

  /** Tokens that are being merged. */
  private int[] work = new int[1 << 10];

  PieceEncoder(TokenTables tables) {
    this.tables = tables;
    this.vocabulary = tables.vocabulary();
    this.merger = new Merger(vocabulary.size(), tables.merges());
    this.byteIds = tables.byteIds();
    this.frequent = tables.frequentTokens();
  }

  /**
   * Appends the tokens of the current piece.
   *
   * @param pieces is at a piece that is no delimiter
   * @param base added to the places of the tokens, which are indices of {@link PieceReader#chars}
   * @param out where the tokens go
   */
  public void encode(PieceReader pieces, int base, Tokens out) {
    int n = tokens(pieces);
    int start = base + pieces.start();
    if (n == 1) {
      out.add(ids[0], start, base + pieces.end());
    } else if (pieces.isAscii()) {
      for (int i = 0; i < n; i++) {
        int end = start + vocabulary.length(ids[i]);
        out.add(ids[i], start, end);
        start = end;
      }
    } else {
      addSpans(n, pieces, base, out);
    }
    shrink();
  }

  /** Appends the ids of the pieces of ASCII that come next, as far as they have short ways. */
  void encodeAscii(PieceReader pieces, Splitter splitter, IntList out) {
    int from = pieces.end();
    int to = pieces.asciiEnd();
    if (from >= to) {
      return;
    }
    byte[] text = pieces.asciiBytes();
    int[] taken = out.reserve(to - from + PieceCache.MAX_TOKENS);
    int n = out.size();
    while (from < to) {
      int end = splitter.asciiPieceEnd(text, from, to);
      int length = end - from;
      if (end < 0 || length > PieceKeys.MAX_LENGTH) {
        break;
      }
      long low = PieceKeys.low(text, from, length);
      long next = PieceKeys.longAt(text, from + 8);
      int id = frequent.get(low, next, length);
      if (id >= 0) {
        taken[n++] = id;
      } else {
        n += shortPiece(null, from, end, text, from, length, taken, n);
      }
      from = end;
    }
    out.setSize(n);
    pieces.skipTo(from);
  }

  /** Appends the ids of the current piece. */
  void encode(PieceReader pieces, IntList out) {
    int n = tokens(pieces);
    out.add(ids, n);
    shrink();
  }

  /**
   * Gives this worker back to its encoding, for another caller with the same kind of text. It must
   * not be used any more.
   */
  public void release() {
    tables.encoders().giveBack(this);
  }

  /** Number of tokens of the current piece. */
  public int count(PieceReader pieces) {
    int n = tokens(pieces);
    shrink();
    return n;
  }

  /** The tokens of a piece that is given by its bytes, which need not be UTF-8. */
  int[] encode(byte[] piece) {
    grow(piece.length);
    System.arraycopy(piece, 0, bytes, 0, piece.length);
    int n = lookUpOrMerge(null, 0, 0, bytes, 0, piece.length, ids, 0);
    int[] result = Arrays.copyOf(ids, n);
    shrink();
    return result;
  }

  /** Puts the tokens of the current piece into {@link #ids} and returns their number. */
  private int tokens(PieceReader pieces) {
    char[] text = pieces.chars();
    int from = pieces.start();
    int to = pieces.end();
    grow(Math.multiplyExact(3, to - from));
    int length = Utf8.encode(text, from, to, bytes, 0);
    if (length <= PieceKeys.MAX_LENGTH) {
      return shortPiece(text, from, to, bytes, 0, length, ids, 0);
    }
    Seams seams = length > to - from ? tables.seams() : null;
    return seams == null
        ? longPiece(text, from, to, bytes, 0, length, ids, 0)
        : parts(seams, text, from, to);
  }

  /** Encodes the parts between the seams of a piece, whose bytes are in {@link #bytes}. */
  private int parts(Seams seams, char[] text, int from, int to) {
    CharTokens charTokens = tables.charTokens();
    int n = 0;
    int part = from;
    int partBytes = 0;
    int bytesEnd = 0;
    for (int i = from; i < to; i++) {
      bytesEnd += Utf8.length(text[i]);
      if (Character.isHighSurrogate(text[i])
          && i + 1 < to
          && Character.isLowSurrogate(text[i + 1])) {
        bytesEnd += 1; // 4 bytes of the pair, not 3
        i++;
      }
      int next = i + 1;
      if (next < to && !seams.isSeam(text[i], text[next])) {
        continue;
      }
      int length = bytesEnd - partBytes;
      int added = next - part == 1 && charTokens != null ? charTokens.only(text[i], ids, n) : 0;
      if (added == 0) {
        added =
            length <= PieceKeys.MAX_LENGTH
                ? shortPiece(text, part, next, bytes, partBytes, length, ids, n)
                : longPiece(text, part, next, bytes, partBytes, length, ids, n);
      }
      n += added;
      part = next;
      partBytes = bytesEnd;
    }
    return n;
  }

  /**
   * Encodes a piece of up to 15 bytes.
   *
   * @param text holds its chars at {@code [from, to)}
   * @param utf8 holds its bytes from {@code at} on, and {@link PieceKeys#PADDING} after them
   * @param out where the tokens go, with room for as many as there are bytes and {@link
   *     PieceCache#MAX_TOKENS}
   * @return number of tokens
   */
  private int shortPiece(
      char[] text, int from, int to, byte[] utf8, int at, int length, int[] out, int outAt) {
    long low = PieceKeys.low(utf8, at, length);
    long next = PieceKeys.longAt(utf8, at + 8);
    int id = frequent.get(low, next, length);
    if (id >= 0) {
      out[outAt] = id;
      return 1;
    }
    long high = PieceKeys.high(next, length);
    int slot = shortPieces.find(low, high);
    if (slot >= 0) {
      return shortPieces.copyIds(slot, out, outAt);
    }
    int n = lookUpOrMerge(text, from, to, utf8, at, length, out, outAt);
    if (n <= PieceCache.MAX_TOKENS) {
      shortPieces.put(low, high, out, outAt, n);
    }
    return n;
  }

  /** As {@link #shortPiece} for more bytes. */
  private int longPiece(
      char[] text, int from, int to, byte[] utf8, int at, int length, int[] out, int outAt) {
    if (length > LongPieceCache.MAX_LENGTH) {
      return lookUpOrMerge(text, from, to, utf8, at, length, out, outAt);
    }
    int n = longPieces.get(utf8, at, length, out, outAt);
    if (n == 0) {
      n = lookUpOrMerge(text, from, to, utf8, at, length, out, outAt);
      longPieces.put(utf8, at, length, out, outAt, n);
    }
    return n;
  }

  private int lookUpOrMerge(
      char[] text, int from, int to, byte[] utf8, int at, int length, int[] out, int outAt) {
    int id = tables.tokenId(utf8, at, at + length);
    if (id >= 0 && tables.isReachable(id)) {
      out[outAt] = id;
      return 1;
    }
    if (work.length < length) {
      work = new int[length];
    }
    CharTokens charTokens = length > to - from && text != null ? tables.charTokens() : null;
    int n;
    if (charTokens == null) {
      for (int i = 0; i < length; i++) {
        work[i] = byteIds[utf8[at + i] & 0xFF];
      }
      n = merger.merge(work, length);
    } else {
      n = merger.merge(work, charTokens.start(text, from, to, utf8, at, work));
    }
    System.arraycopy(work, 0, out, outAt, n);
    return n;
  }

  /**
   * Adds the tokens with the chars that give them their bytes.
   *
   * <p>Example: the piece " 🌳", 3 chars and 5 bytes, as tokens of 3, 1 and 1 bytes spans {@code
   * [0,3) [1,3) [1,3)}.
   */
  private void addSpans(int n, PieceReader pieces, int base, Tokens out) {
    char[] text = pieces.chars();
    int to = pieces.end();
    int character = pieces.start();
    int characterEnd = character;
    int bytesToCharacterEnd = 0;
    int bytesToToken = 0;
    for (int i = 0; i < n; i++) {
      int start = bytesToCharacterEnd > bytesToToken ? character : characterEnd;
      bytesToToken += vocabulary.length(ids[i]);
      while (bytesToCharacterEnd < bytesToToken) {
        character = characterEnd;
        boolean pair =
            character + 1 < to && Character.isSurrogatePair(text[character], text[character + 1]);
        characterEnd += pair ? 2 : 1;
        bytesToCharacterEnd += pair ? 4 : Utf8.length(text[character]);
      }
      out.add(ids[i], base + start, base + characterEnd);
    }
  }

  private void grow(int length) {
    if (bytes.length < length + PieceKeys.PADDING) {
      bytes = new byte[length + PieceKeys.PADDING];
      ids = new int[length + PieceCache.MAX_TOKENS];
    }
  }

  private void shrink() {
    if (bytes.length > KEPT) {
      bytes = new byte[1 << 10];
      ids = new int[1 << 10];
      work = new int[1 << 10];
    }
  }
}
