package io.github.lucenebpe.bpe;

import java.io.IOException;

/**
 * A bit by hash for each key of a set: a Bloom filter with one hash function. Most keys that are
 * not in the set are ruled out in an array that is much smaller than a table of the set.
 *
 * <p>Immutable once filled, and then thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/362686.362692">Bloom, Space/Time Trade-offs in Hash Coding
 *     with Allowable Errors</a>
 */
final class HashFilter {
  private final long[] words;
  private final int shift;

  /**
   * An empty set.
   *
   * @param bits binary logarithm of the number of bits, 6 to 31
   */
  HashFilter(int bits) {
    words = new long[1 << (bits - 6)];
    shift = Long.SIZE - bits;
  }

  private HashFilter(long[] words) {
    this.words = words;
    shift = Long.SIZE - 6 - Integer.numberOfTrailingZeros(words.length);
  }

  /** The set that {@link #write} wrote. */
  static HashFilter read(PackedArrays in) throws IOException {
    return new HashFilter(in.readLongs());
  }

  void write(PackedArrays.Writer out) throws IOException {
    out.writeLongs(words);
  }

  /** A set for a number of keys, with eight to sixteen bits for each. */
  static HashFilter ofCapacity(int count) {
    return new HashFilter(Integer.numberOfTrailingZeros(Integer.highestOneBit(count | 16)) + 4);
  }

  void add(long key) {
    int bit = bit(key);
    words[bit >>> 6] |= 1L << bit;
  }

  /** False if the key is not in the set. */
  boolean mayContain(long key) {
    return mayContainBit(key) != 0;
  }

  /** 0 if the key is not in the set, else 1: for a caller to whom a branch would be dear. */
  long mayContainBit(long key) {
    int bit = bit(key);
    return words[bit >>> 6] >>> bit & 1;
  }

  /** Fibonacci hashing (Knuth, TAOCP 3, 6.4): the top bits of a multiple of 2^64 / golden ratio. */
  private int bit(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
  }
}
