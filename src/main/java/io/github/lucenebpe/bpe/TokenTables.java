package io.github.lucenebpe.bpe;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The ordinary tokens and how they merge: what encodings share that differ in their special tokens
 * only.
 *
 * <p>Immutable but for tables that are made when first needed (two threads may make the same), and
 * thread-safe.
 */
final class TokenTables {
  private final Vocabulary vocabulary;
  private final MergeTable merges;
  private final int[] byteIds;
  private final boolean madeOfMerges;
  private final FrequentTokens frequentTokens;
  private final TokenTable otherTokens;

  /** Tokens that the merges of their own bytes do not give; null if there are none. */
  private final BitSet unreachable;

  private final Pool<PieceEncoder> encoders =
      new Pool<>() {
        @Override
        PieceEncoder make() {
          return new PieceEncoder(TokenTables.this);
        }
      };

  private volatile CharTokens charTokens;
  private volatile AsciiPairs asciiPairs;
  private volatile Seams seams;
  private volatile int[] sorted;

  private TokenTables(
      Vocabulary vocabulary,
      MergeTable merges,
      boolean madeOfMerges,
      int[] byteIds,
      BitSet unreachable) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.madeOfMerges = madeOfMerges;
    this.byteIds = byteIds;
    this.unreachable = unreachable;
    boolean[] frequent = new boolean[vocabulary.size()];
    frequentTokens = new FrequentTokens(vocabulary, unreachable, frequent);
    otherTokens = new TokenTable(vocabulary, frequent);
  }

  private TokenTables(PackedArrays in) throws IOException {
    vocabulary = Vocabulary.read(in);
    merges = MergeTable.read(in);
    byteIds = in.readInts();
    madeOfMerges = true;
    unreachable = null;
    frequentTokens = FrequentTokens.read(in);
    otherTokens = TokenTable.read(vocabulary, in);
    asciiPairs = AsciiPairs.read(byteIds, in);
  }

  /**
   * Tables for {@link Encoding#ofTables}.
   *
   * @throws IOException if they are not those that were written
   */
  static TokenTables read(PackedArrays in) throws IOException {
    TokenTables tables = new TokenTables(in);
    in.end();
    return tables;
  }

  /**
   * Writes all that is there as an array. The frequent tokens are nearly half of it, but a JVM that
   * has just started takes as long to fill their tables as for all else.
   *
   * @throws IllegalStateException if the tokens are not made of merges that give each of them, each
   *     from smaller ids
   */
  void write(PackedArrays.Writer out) throws IOException {
    if (!madeOfMerges || unreachable != null || !merges.isMonotone()) {
      throw new IllegalStateException(
          "only tables of merges that go upwards and give every token are packed");
    }
    vocabulary.write(out);
    merges.write(out);
    out.writeInts(byteIds);
    frequentTokens.write(out);
    otherTokens.write(out);
    asciiPairs().write(out);
  }

  /** Tables for {@link Encoding#ofMerges}. */
  static TokenTables ofMerges(Merges merges, boolean everyTokenReachable) {
    Vocabulary vocabulary = Vocabulary.of(merges);
    MergeTable table = MergeTable.of(merges);
    int[] byteIds = new int[Merges.BYTES];
    for (int b = 0; b < byteIds.length; b++) {
      byteIds[b] = merges.byteId(b);
    }
    BitSet unreachable = everyTokenReachable ? null : findUnreachable(vocabulary, table, byteIds);
    return new TokenTables(vocabulary, table, true, byteIds, unreachable);
  }

  /** Tables for {@link Encoding#ofRanks}. */
  static TokenTables ofRanks(byte[][] tokens) {
    if (tokens.length > Merges.MAX_SIZE) {
      throw new IllegalArgumentException(
          "token ids must be below " + Merges.MAX_SIZE + ", got " + (tokens.length - 1));
    }
    Vocabulary vocabulary = Vocabulary.of(tokens);
    TokenTable table = new TokenTable(vocabulary, new boolean[tokens.length]);
    for (int id = 0; id < tokens.length; id++) {
      if (vocabulary.contains(id)) {
        int first = table.get(tokens[id], 0, tokens[id].length);
        if (first != id) {
          throw new IllegalArgumentException("tokens " + first + " and " + id + " are equal");
        }
      }
    }
    MergeTable merges = MergeTable.of(vocabulary, table);
    return new TokenTables(vocabulary, merges, false, byteIds(table), null);
  }

  private static int[] byteIds(TokenTable table) {
    int[] ids = new int[Merges.BYTES];
    for (int b = 0; b < ids.length; b++) {
      ids[b] = table.get(new byte[] {(byte) b}, 0, 1);
      if (ids[b] < 0) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "byte 0x%02x is no token: every byte must be one", b));
      }
    }
    return ids;
  }

  private static BitSet findUnreachable(Vocabulary vocabulary, MergeTable merges, int[] byteIds) {
    BitSet result = new BitSet();
    Merger merger = new Merger(vocabulary, merges);
    for (int id = 0; id < vocabulary.size(); id++) {
      int[] bytes = singleBytes(vocabulary.bytes(id), byteIds);
      int[] ids = new int[bytes.length];
      if (ids.length > 1 && (merger.merge(bytes, ids.length, ids, 0) > 1 || ids[0] != id)) {
        result.set(id);
      }
    }
    return result.isEmpty() ? null : result;
  }

  private static int[] singleBytes(byte[] bytes, int[] byteIds) {
    int[] ids = new int[bytes.length];
    Arrays.setAll(ids, i -> byteIds[bytes[i] & 0xFF]);
    return ids;
  }

  /** The tokens of the single bytes of a token. */
  int[] startFromBytes(int id) {
    return singleBytes(vocabulary.bytes(id), byteIds);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  MergeTable merges() {
    return merges;
  }

  boolean isMadeOfMerges() {
    return madeOfMerges;
  }

  /** Token by byte; not to be changed. */
  int[] byteIds() {
    return byteIds;
  }

  /** The id of the token {@code bytes[from, to)}, -1 if there is none. */
  int tokenId(byte[] bytes, int from, int to) {
    int id = frequentTokens.get(bytes, from, to);
    return id >= 0 ? id : otherTokens.get(bytes, from, to);
  }

  /** As {@link #tokenId}, for bytes that are known to be no frequent token. */
  int otherTokenId(byte[] bytes, int from, int to) {
    return otherTokens.get(bytes, from, to);
  }

  /** Whether a piece that is this token becomes this token. */
  boolean isReachable(int id) {
    return unreachable == null || !unreachable.get(id);
  }

  /**
   * The rules that merge, in the order of ids.
   *
   * @throws IllegalArgumentException if ranked tokens do not come from merges
   */
  Merges rules() {
    if (!madeOfMerges) {
      return RankMerges.recover(this);
    }
    int[] left = new int[vocabulary.size()];
    int[] right = new int[vocabulary.size()];
    Arrays.fill(left, -1);
    Arrays.fill(right, -1);
    merges.copyPairs(left, right);
    return Merges.of(byteIds, left, right);
  }

  /** The tokens that are found at first glance. */
  FrequentTokens frequentTokens() {
    return frequentTokens;
  }

  /** Where merging may start at characters; null where it may not. */
  CharTokens charTokens() {
    CharTokens made = charTokens;
    if (made == null && merges.isMonotone()) {
      made = new CharTokens(this);
      charTokens = made;
    }
    return made;
  }

  /** Where merging ASCII may start further on than at single bytes; null where it may not. */
  AsciiPairs asciiPairs() {
    AsciiPairs made = asciiPairs;
    if (made == null && merges.isMonotone()) {
      made = new AsciiPairs(this);
      asciiPairs = made;
    }
    return made;
  }

  /**
   * Where pieces may be cut; null if that is not certain, because a token may be one that merges do
   * not give.
   */
  Seams seams() {
    Seams made = seams;
    if (made == null && madeOfMerges && unreachable == null) {
      made = new Seams(vocabulary);
      seams = made;
    }
    return made;
  }

  /** Ids in the order of their bytes, unsigned; not to be changed. */
  int[] sorted() {
    int[] made = sorted;
    if (made == null) {
      made =
          IntStream.range(0, vocabulary.size())
              .filter(vocabulary::contains)
              .boxed()
              .sorted((a, b) -> Arrays.compareUnsigned(vocabulary.bytes(a), vocabulary.bytes(b)))
              .mapToInt(id -> id)
              .toArray();
      sorted = made;
    }
    return made;
  }

  /** Workers that are not in use. */
  Pool<PieceEncoder> encoders() {
    return encoders;
  }
}
