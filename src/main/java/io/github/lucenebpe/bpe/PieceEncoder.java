package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Pieces of so many bytes have a key of 16 bytes, the last of which is the length. */
  private static final int MAX_KEY = 15;

  /** By length of a piece: the bytes that it has in each half of its key. */
  private static final long[] LOW = new long[MAX_KEY + 1];

  private static final long[] HIGH = new long[MAX_KEY + 1];

  static {
    for (int length = 0; length <= MAX_KEY; length++) {
      LOW[length] = length < 8 ? (1L << (8 * length)) - 1 : -1;
      HIGH[length] = length < 8 ? 0 : (1L << (8 * (length - 8))) - 1;
    }
  }

  /** Scratch for more bytes than this is not kept. */
  private static final int KEPT = 1 << 15;

  private final TokenTables tables;
  private final Vocabulary vocabulary;
  private final int[] byteIds;
  private final PieceCache shortPieces = new PieceCache();
  private final LongPieceCache longPieces = new LongPieceCache();
  private final Merger merger;

  /** UTF-8 of the piece. */
  private byte[] bytes = new byte[1 << 10];

  /** Tokens of the piece. */
  private int[] ids = new int[1 << 10];

  PieceEncoder(TokenTables tables) {
    this.tables = tables;
    this.vocabulary = tables.vocabulary();
    this.merger = new Merger(vocabulary.size(), tables.merges());
    this.byteIds = tables.byteIds();
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
    int[] taken = out.reserve(to - from + MAX_KEY);
    int n = out.size();
    while (true) {
      int end = splitter.asciiPieceEnd(text, from, to);
      int length = end - from;
      if (end < 0 || length > MAX_KEY) {
        break;
      }
      long low = (long) LONGS.get(text, from) & LOW[length];
      long high = ((long) LONGS.get(text, from + 8) & HIGH[length]) | ((long) length << 56);
      int slot = shortPieces.find(low, high);
      if (slot >= 0) {
        int id = shortPieces.onlyId(slot);
        if (id >= 0) {
          taken[n++] = id;
        } else {
          n += shortPieces.copyIds(slot, taken, n);
        }
      } else {
        int count = firstSight(text, from, length, low, high);
        System.arraycopy(ids, 0, taken, n, count);
        n += count;
      }
      from = end;
    }
    out.setSize(n);
    pieces.skipTo(from);
  }

  private int firstSight(byte[] text, int from, int length, long low, long high) {
    System.arraycopy(text, from, bytes, 0, length);
    int n = lookUpOrMerge(length);
    if (n <= PieceCache.MAX_TOKENS) {
      shortPieces.put(low, high, ids, n);
    }
    return n;
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
    int n = lookUpOrMerge(piece.length);
    int[] result = Arrays.copyOf(ids, n);
    shrink();
    return result;
  }

  /** Puts the tokens of the current piece into {@link #ids} and returns their number. */
  private int tokens(PieceReader pieces) {
    int start = pieces.start();
    int length = pieces.end() - start;
    if (length > MAX_KEY) {
      return longPiece(pieces.chars(), start, length, 0);
    }
    if (pieces.isAscii()) {
      return shortPiece(pieces.asciiBytes(), start, length, pieces);
    }
    int byteLength = Utf8.encode(pieces.chars(), start, start + length, bytes, 0);
    return byteLength > MAX_KEY
        ? longPiece(pieces.chars(), start, length, 0)
        : shortPiece(bytes, 0, byteLength, pieces);
  }

  /**
   * Encodes a piece of up to 15 bytes.
   *
   * @param utf8 holds the bytes of the piece, and at least 16 bytes from its start
   */
  private int shortPiece(byte[] utf8, int start, int length, PieceReader pieces) {
    long low = (long) LONGS.get(utf8, start) & LOW[length];
    long high = ((long) LONGS.get(utf8, start + 8) & HIGH[length]) | ((long) length << 56);
    int slot = shortPieces.find(low, high);
    if (slot >= 0) {
      return shortPieces.copyIds(slot, ids, 0);
    }
    // A piece of many tokens is kept as long ones are.
    int chars = pieces.end() - pieces.start();
    int n = longPiece(pieces.chars(), pieces.start(), chars, PieceCache.MAX_TOKENS);
    if (n <= PieceCache.MAX_TOKENS) {
      shortPieces.put(low, high, ids, n);
    }
    return n;
  }

  /** Encodes a piece, and keeps it if it has more than some tokens. */
  private int longPiece(char[] text, int start, int length, int keptAbove) {
    if (length > LongPieceCache.MAX_CHARS) {
      return lookUpOrMerge(text, start, start + length);
    }
    int entry = longPieces.find(text, start, start + length);
    if (entry >= 0) {
      int n = longPieces.count(entry);
      longPieces.copyIds(entry, n, ids);
      return n;
    }
    int n = lookUpOrMerge(text, start, start + length);
    if (n > keptAbove) {
      longPieces.put(text, start, start + length, ids, n);
    }
    return n;
  }

  private int lookUpOrMerge(char[] text, int from, int to) {
    grow(Math.multiplyExact(3, to - from));
    int length = Utf8.encode(text, from, to, bytes, 0);
    int id = wholeToken(length);
    if (id >= 0) {
      ids[0] = id;
      return 1;
    }
    CharTokens charTokens = tables.charTokens();
    return charTokens == null || length == to - from
        ? mergeBytes(length)
        : merger.merge(ids, charTokens.start(text, from, to, ids, bytes));
  }

  private int lookUpOrMerge(int length) {
    int id = wholeToken(length);
    if (id >= 0) {
      ids[0] = id;
      return 1;
    }
    return mergeBytes(length);
  }

  private int wholeToken(int length) {
    int id = tables.tokenId(bytes, 0, length);
    return id >= 0 && tables.isReachable(id) ? id : -1;
  }

  private int mergeBytes(int length) {
    for (int i = 0; i < length; i++) {
      ids[i] = byteIds[bytes[i] & 0xFF];
    }
    return merger.merge(ids, length);
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
        bytesToCharacterEnd += pair ? 4 : utf8Length(text[character]);
      }
      out.add(ids[i], base + start, base + characterEnd);
    }
  }

  /** Bytes of a char that is no half of a pair; an unpaired surrogate has the 3 of U+FFFD. */
  private static int utf8Length(char c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }

  private void grow(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
      ids = new int[length];
    }
  }

  private void shrink() {
    if (bytes.length > KEPT) {
      bytes = new byte[1 << 10];
      ids = new int[1 << 10];
    }
  }
}
