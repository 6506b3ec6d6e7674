package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.AsciiCutter;
import io.github.lucenebpe.split.CharCutter;
import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.util.Arrays;

/**
 * Encodes piece by piece: the worker behind {@link Encoding}, for callers that cut the text
 * themselves, such as a tokenizer over a stream.
 *
 * <p>A piece is looked for among those that were seen lately, then in the vocabulary, and then
 * merged from the tokens of its characters or bytes. Not thread-safe: caches and scratch arrays are
 * reused. The caches grow to 18 MiB; what a long piece needs besides is let go after it.
 */
public final class PieceEncoder {
  /** Scratch for more bytes than this is not kept. */
  private static final int KEPT = 1 << 15;

  /** Chars of a long piece that are encoded at once, and those up to the next seam. */
  private static final int MAX_STRETCH = 1 << 12;

  private final TokenTables tables;
  private final int[] byteIds;
  private final Spans spans;
  private final FrequentTokens frequent;
  private PieceCache shortPieces = new PieceCache();
  private WordCache words = newWords();
  private LongPieceCache longPieces = new LongPieceCache();
  private final Merger merger;
  private final AsciiCutter cutter = new AsciiCutter();
  private final CharCutter charCutter = new CharCutter();

  /** UTF-8 of the piece. */
  private byte[] bytes = new byte[1 << 10];

  /** Tokens of the piece. */
  private int[] ids = new int[1 << 10];

  /** Ids of the pieces that were cut last, or their slots in {@link #words}. */
  private final int[] found = new int[AsciiCutter.MAX_PIECES];

  /** Indices of those that were not found at first glance. */
  private final int[] misses = new int[AsciiCutter.MAX_PIECES + 1];

  /** Pieces for which {@link #words} had no slot: start, end, index and number of their ids. */
  private final IntList crowded = new IntList();

  /** Where {@link #encodeAscii} or {@link #encodeChars} came to. */
  private int reached;

  /** Tokens that are being merged. */
  private int[] work = new int[1 << 10];

  PieceEncoder(TokenTables tables) {
    this.tables = tables;
    this.spans = new Spans(tables.vocabulary());
    this.merger = new Merger(tables.vocabulary(), tables.merges());
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
    char[] text = pieces.chars();
    int to = pieces.end();
    for (int from = pieces.start(), end; from < to; from = end) {
      end = stretchEnd(text, from, to);
      int n = tokens(text, from, end);
      int first = out.size();
      out.reserve(n);
      System.arraycopy(ids, 0, out.ids(), first, n);
      out.setSize(first + n);
      spans.setOfText(text, from, end, base, out, first, first + n);
    }
    shrink();
  }

  /**
   * Appends the ids of the pieces that come next, as many as are certain; {@link PieceReader#next}
   * then goes on. What a reader does piece by piece is done here in one loop.
   */
  void encodeRun(PieceReader pieces, IntList out) {
    int[] taken = out.reserve(3 * (pieces.certainEnd() - pieces.end()) + WordCache.MAX_TOKENS);
    out.setSize(encodeRun(pieces, pieces.certainEnd(), taken, out.size(), null, 0));
    shrink();
  }

  /**
   * As {@link #encodeRun(PieceReader, IntList)}, with places.
   *
   * @param base added to the places, which are indices of {@link PieceReader#chars}
   */
  public void encodeRun(PieceReader pieces, int base, Tokens out) {
    int to = Math.min(pieces.certainEnd(), pieces.end() + AsciiCutter.MAX_PIECES);
    out.reserve(3 * (to - pieces.end()) + WordCache.MAX_TOKENS);
    out.setSize(encodeRun(pieces, to, out.ids(), out.size(), out, base));
    shrink();
  }

  /**
   * Encodes pieces up to the first that may go on after {@code to}.
   *
   * @param out where the tokens go from {@code at} on, with room for 3 a char
   * @param places if not null, where the places of the tokens go, at the same indices
   * @param base added to the places
   * @return index after the last token
   */
  private int encodeRun(PieceReader pieces, int to, int[] out, int at, Tokens places, int base) {
    Splitter splitter = pieces.splitter();
    if (splitter.mayLeaveText()) {
      return at;
    }
    char[] text = pieces.chars();
    int n = at;
    int from = pieces.end();
    int before = -1;
    while (from < to && from > before) {
      before = from;
      int asciiEnd = text[from] < 0x80 ? pieces.asciiEnd(from, to) : from;
      if (asciiEnd - from >= CharCutter.LONG_ASCII || asciiEnd == to) {
        n = encodeAscii(pieces, from, asciiEnd, out, n, places, base);
        from = reached;
      }
      if (from < asciiEnd || from == before) {
        n = encodeChars(pieces, from, to, out, n, places, base);
        from = reached;
      }
    }
    pieces.skipTo(from);
    return n;
  }

  /**
   * Encodes pieces of ASCII up to the first that may go on after {@code to}; where that starts is
   * left in {@link #reached}.
   */
  private int encodeAscii(
      PieceReader pieces, int start, int to, int[] out, int at, Tokens places, int base) {
    int from = start;
    int n = at;
    while (from < to) {
      int count = cutter.cut(pieces.splitter(), pieces.asciiBytes(), from, to);
      if (count == 0) {
        break;
      }
      n = encodeCut(pieces, from, count, out, n, places, base);
      from = cutter.ends()[count - 1];
    }
    reached = from;
    return n;
  }

  /** Encodes the pieces that were cut last, of which the first starts at {@code start}. */
  private int encodeCut(
      PieceReader pieces, int start, int count, int[] out, int at, Tokens places, int base) {
    byte[] ascii = pieces.asciiBytes();
    int[] ends = cutter.ends();
    int missed = frequent.find(ascii, start, ends, count, found, misses);
    misses[missed] = count;
    int n = at;
    int from = start;
    int done = 0;
    for (int m = 0; m <= missed; m++) {
      int miss = misses[m];
      System.arraycopy(found, done, out, n, miss - done);
      if (places != null) {
        spans.setOfPieces(ends, done, miss, from, base, places, n);
      }
      n += miss - done;
      if (miss < count) {
        int missStart = miss == done ? from : ends[miss - 1];
        from = ends[miss];
        int added = otherAsciiPiece(pieces, missStart, from, out, n);
        if (places != null) {
          spans.setOfAsciiPiece(missStart, from, base, places, n, n + added);
        }
        n += added;
        done = miss + 1;
      }
    }
    return n;
  }

  /**
   * Encodes pieces of any script up to a long run of ASCII, or to the first piece that may go on
   * after {@code to}; where that starts is left in {@link #reached}.
   */
  private int encodeChars(
      PieceReader pieces, int start, int to, int[] out, int at, Tokens places, int base) {
    char[] text = pieces.chars();
    int count = charCutter.cut(pieces.splitter(), text, start, to);
    reached = count == 0 ? start : charCutter.ends()[count - 1];
    return count == 0 ? at : encodeWords(text, start, count, out, at, places, base);
  }

  /**
   * Encodes the pieces that {@link #charCutter} cut, of which the first starts at {@code start}.
   */
  private int encodeWords(
      char[] text, int start, int count, int[] out, int at, Tokens places, int base) {
    int[] ends = charCutter.ends();
    int lastStart = count == 1 ? start : ends[count - 2];
    words.load(text, start, Math.min(ends[count - 1], lastStart + WordCache.MAX_LENGTH));
    int missed = words.findAll(start, ends, count, found, misses);
    misses[missed] = count;
    int n = at;
    int from = start;
    // The tokens from unplaced on, those of the text from unplacedFrom on, wait for their places.
    int unplacedFrom = start;
    int unplaced = at;
    for (int i = 0, m = 0; i < count; i++) {
      int end = ends[i];
      if (places != null && end - unplacedFrom > Spans.MAX_TABLE) {
        spans.setOfText(text, unplacedFrom, from, base, places, unplaced, n);
        unplacedFrom = from;
        unplaced = n;
      }
      int added;
      if (i < misses[m]) {
        added = wordAt(found[i], text, from, end, out, n);
      } else {
        added = otherWord(text, start, from, end, out, n);
        m++;
      }
      n += added;
      from = end;
    }
    if (places != null) {
      spans.setOfText(text, unplacedFrom, from, base, places, unplaced, n);
    }
    keepCrowded(out);
    return n;
  }

  /** The tokens of a piece that has a slot in {@link #words}. */
  private int wordAt(int slot, char[] text, int from, int to, int[] out, int at) {
    int n = words.copyIds(slot, out, at);
    return n <= WordCache.MAX_TOKENS ? n : longPiece(text, from, to, out, at);
  }

  /**
   * Encodes a piece that is not at home in {@link #words}.
   *
   * @param start what is at 0 there
   */
  private int otherWord(char[] text, int start, int from, int to, int[] out, int at) {
    if (to - from > WordCache.MAX_LENGTH) {
      return longPiece(text, from, to, out, at);
    }
    int slot = words.find(from - start, to - start);
    if (slot >= 0) {
      return wordAt(slot, text, from, to, out, at);
    }
    int n = newPiece(text, from, to, out, at);
    if (!words.put(from - start, to - start, out, at, n)) {
      crowded.add(from - start);
      crowded.add(to - start);
      crowded.add(at);
      crowded.add(n);
    }
    if (n > WordCache.MAX_TOKENS) {
      longPieces.put(text, from, to, out, at, n);
    }
    return n;
  }

  /** Enters the pieces for which others have to go, now that nobody has their slots in mind. */
  private void keepCrowded(int[] out) {
    int[] pieces = crowded.reserve(0);
    for (int i = 0; i < crowded.size(); i += 4) {
      if (words.find(pieces[i], pieces[i + 1]) < 0) {
        words.putAnyway(pieces[i], pieces[i + 1], out, pieces[i + 2], pieces[i + 3]);
      }
    }
    crowded.reset();
  }

  /** Appends the ids of the current piece. */
  void encode(PieceReader pieces, IntList out) {
    char[] text = pieces.chars();
    int to = pieces.end();
    for (int from = pieces.start(), end; from < to; from = end) {
      end = stretchEnd(text, from, to);
      int n = tokens(text, from, end);
      out.add(ids, n);
    }
    shrink();
  }

  private static WordCache newWords() {
    return new WordCache(CharCutter.MAX_LENGTH);
  }

  /**
   * Gives this worker back to its encoding, for another caller with the same kind of text. It must
   * not be used any more.
   */
  public void release() {
    tables.encoders().giveBack(this);
  }

  /** Empties the caches of pieces. */
  void forgetPieces() {
    shortPieces = new PieceCache();
    words = newWords();
    longPieces = new LongPieceCache();
  }

  /** Number of tokens of the current piece. */
  public int count(PieceReader pieces) {
    char[] text = pieces.chars();
    int to = pieces.end();
    int count = 0;
    for (int from = pieces.start(), end; from < to; from = end) {
      end = stretchEnd(text, from, to);
      count += tokens(text, from, end);
    }
    shrink();
    return count;
  }

  /** The tokens of a piece that is given by its bytes, which need not be UTF-8. */
  public int[] encode(byte[] piece) {
    byte[] padded = Arrays.copyOf(piece, piece.length + PieceKeys.PADDING);
    int[] result = new int[piece.length];
    int id = tables.tokenId(piece, 0, piece.length);
    int n = tokenOrMerge(id, null, 0, 0, padded, 0, piece.length, result, 0);
    return Arrays.copyOf(result, n);
  }

  /**
   * Where a stretch of a piece ends: the piece itself, but one of a million characters need not
   * have its tokens in scratch memory at once if there are seams.
   */
  private int stretchEnd(char[] text, int from, int to) {
    if (to - from <= MAX_STRETCH || text[from + 1] < 0x80) {
      return to;
    }
    Seams seams = tables.seams();
    return seams == null ? to : seams.next(text, from + MAX_STRETCH - 1, to);
  }

  /** Puts the tokens of a piece, or of a stretch of one, into {@link #ids}: returns how many. */
  private int tokens(char[] text, int from, int to) {
    int room = Math.multiplyExact(3, to - from);
    if (ids.length < room + WordCache.MAX_TOKENS) {
      ids = new int[room + WordCache.MAX_TOKENS];
    }
    return piece(text, from, to, ids, 0);
  }

  /** Encodes a piece of ASCII that is no frequent token. */
  private int otherAsciiPiece(PieceReader pieces, int from, int end, int[] out, int at) {
    int length = end - from;
    if (length > PieceKeys.MAX_LENGTH) {
      return piece(pieces.chars(), from, end, out, at);
    }
    byte[] utf8 = pieces.asciiBytes();
    long low = PieceKeys.low(utf8, from, length);
    long high = PieceKeys.high(PieceKeys.longAt(utf8, from + Long.BYTES), length);
    int slot = shortPieces.find(low, high);
    if (slot >= 0) {
      int n = shortPieces.copyIds(slot, out, at);
      return n <= PieceCache.MAX_TOKENS ? n : longPiece(pieces.chars(), from, end, out, at);
    }
    return newAsciiPiece(pieces, from, end, low, high, out, at);
  }

  /** Encodes a piece of ASCII that is in no cache. */
  private int newAsciiPiece(
      PieceReader pieces, int from, int end, long low, long high, int[] out, int at) {
    byte[] utf8 = pieces.asciiBytes();
    int length = end - from;
    int id = tables.otherTokenId(utf8, from, end);
    int n = tokenOrMerge(id, pieces.chars(), from, end, utf8, from, length, out, at);
    keep(low, high, pieces.chars(), from, end, out, at, n);
    return n;
  }

  /**
   * Encodes a piece.
   *
   * @param out where the tokens go, with room for three a char and {@link WordCache#MAX_TOKENS}
   * @return number of tokens
   */
  private int piece(char[] text, int from, int to, int[] out, int at) {
    if (to - from > WordCache.MAX_LENGTH) {
      return longPiece(text, from, to, out, at);
    }
    words.load(text, from, to);
    int n = otherWord(text, from, from, to, out, at);
    keepCrowded(out);
    return n;
  }

  /** Encodes a part of a piece, of up to seven chars. */
  private int shortPart(char[] text, int from, int to, int[] out, int at) {
    int length = to - from;
    long low = CharKeys.low(text, from, length);
    long high = CharKeys.high(text, from, length);
    int slot = shortPieces.find(low, high);
    if (slot >= 0) {
      int n = shortPieces.copyIds(slot, out, at);
      return n <= PieceCache.MAX_TOKENS ? n : longPiece(text, from, to, out, at);
    }
    int n = newPart(text, from, to, out, at);
    keep(low, high, text, from, to, out, at, n);
    return n;
  }

  /** Keeps the tokens of a piece by its key or, if there are many, that it has many, and them. */
  private void keep(
      long low, long high, char[] text, int from, int to, int[] out, int at, int count) {
    shortPieces.put(low, high, out, at, count);
    if (count > PieceCache.MAX_TOKENS) {
      longPieces.put(text, from, to, out, at, count);
    }
  }

  /** Encodes a piece that is too long for the other caches, or has too many tokens. */
  private int longPiece(char[] text, int from, int to, int[] out, int at) {
    if (to - from > LongPieceCache.MAX_LENGTH) {
      return newPiece(text, from, to, out, at);
    }
    int n = longPieces.get(text, from, to, out, at);
    if (n == 0) {
      n = newPiece(text, from, to, out, at);
      longPieces.put(text, from, to, out, at, n);
    }
    return n;
  }

  /** Encodes a piece that is in no cache. */
  private int newPiece(char[] text, int from, int to, int[] out, int at) {
    Seams seams = to - from > 2 && text[from + 1] >= 0x80 ? tables.seams() : null;
    return seams == null ? newPart(text, from, to, out, at) : parts(seams, text, from, to, out, at);
  }

  /** Encodes the parts between the seams of a piece. */
  private int parts(Seams seams, char[] text, int from, int to, int[] out, int at) {
    CharTokens charTokens = tables.charTokens();
    int n = at;
    for (int part = from, next; part < to; part = next) {
      next = seams.next(text, part, to);
      int length = next - part;
      int added = length == 1 && charTokens != null ? charTokens.only(text[part], out, n) : 0;
      if (added == 0) {
        added =
            length <= CharKeys.MAX_LENGTH && length < to - from
                ? shortPart(text, part, next, out, n)
                : newPart(text, part, next, out, n);
      }
      n += added;
    }
    return n - at;
  }

  /** Encodes what is in no cache and has no seams. */
  private int newPart(char[] text, int from, int to, int[] out, int at) {
    int room = 3 * (to - from) + PieceKeys.PADDING;
    if (bytes.length < room) {
      bytes = new byte[room];
    }
    int length = Utf8.encode(text, from, to, bytes, 0);
    boolean isAscii = length == to - from;
    int id = isAscii ? tables.tokenId(bytes, 0, length) : tables.otherTokenId(bytes, 0, length);
    return tokenOrMerge(id, text, from, to, bytes, 0, length, out, at);
  }

  /**
   * The tokens of a piece or of a part of one.
   *
   * @param id that of the token that it is, -1 if it is none
   * @param text holds it at {@code [from, to)}; null to merge from its bytes
   * @param utf8 holds its bytes, {@code length} of them from {@code at} on
   */
  private int tokenOrMerge(
      int id,
      char[] text,
      int from,
      int to,
      byte[] utf8,
      int at,
      int length,
      int[] out,
      int outAt) {
    if (id >= 0 && tables.isReachable(id)) {
      out[outAt] = id;
      return 1;
    }
    if (work.length <= length) {
      work = new int[length + 1];
    }
    CharTokens charTokens = length > to - from && text != null ? tables.charTokens() : null;
    if (charTokens != null) {
      int n = charTokens.start(text, from, to, utf8, at, length, work);
      return merger.merge(work, n, out, outAt);
    }
    AsciiPairs asciiPairs = length == to - from && text != null ? tables.asciiPairs() : null;
    if (asciiPairs != null) {
      return merger.merge(work, asciiPairs.start(utf8, at, length, work), out, outAt);
    }
    for (int i = 0; i < length; i++) {
      work[i] = byteIds[utf8[at + i] & 0xFF];
    }
    return merger.merge(work, length, out, outAt);
  }

  private void shrink() {
    if (bytes.length > KEPT || ids.length > KEPT || work.length > KEPT) {
      bytes = new byte[1 << 10];
      ids = new int[1 << 10];
      work = new int[1 << 10];
    }
  }
}
