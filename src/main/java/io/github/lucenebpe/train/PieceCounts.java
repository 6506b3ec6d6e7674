package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * The distinct pieces of a corpus as UTF-8 bytes, in order of first appearance, each with the
 * number of its occurrences. This is all that training needs to know of a corpus.
 *
 * <p>Memory: the bytes of the distinct pieces, 12 bytes and 16 to 32 bytes of hash table for each.
 * There is one array of bytes, so the distinct pieces may have 2 GB in all, and there may be half a
 * billion of them.
 *
 * <p>Not thread-safe.
 */
public final class PieceCounts {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room behind the last piece, so that a hash may read whole words. */
  private static final int SLACK = Long.BYTES;

  /** About the longest array that a JVM gives. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8 - SLACK;

  private static final int MAX_TABLE = 1 << 30;

  private final int maxBytes;

  /** The pieces one behind the other; what follows the last one is room for the next. */
  private byte[] bytes = new byte[1 << 12];

  /** Piece {@code i} is {@code bytes[starts[i], starts[i + 1])}. */
  private int[] starts = new int[256];

  private long[] counts = new long[256];
  private int size;

  private long total;
  private long totalBytes;

  /**
   * Open addressing with linear probing, at most half full. An entry is the hash of a piece in the
   * upper 32 bits and its number + 1 in the lower ones; 0 is free.
   */
  private long[] table = new long[1 << 10];

  /** No pieces yet. */
  public PieceCounts() {
    this(MAX_BYTES);
  }

  /** With another limit, for tests. */
  PieceCounts(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Counts the pieces of a document. The reader is read to its end and not closed.
   *
   * @throws IOException if the reader fails
   * @throws IllegalStateException as {@link #add(char[], int, int)}
   */
  public void count(Reader document, Splitter splitter) throws IOException {
    PieceReader pieces = new PieceReader(splitter);
    pieces.reset(document);
    while (pieces.next()) {
      add(pieces.chars(), pieces.start(), pieces.end());
    }
  }

  /**
   * Counts the piece {@code text[from, to)} once more. An unpaired surrogate counts as U+FFFD; an
   * empty piece is none.
   *
   * @throws IllegalStateException if there are more distinct pieces than this class can hold
   */
  public void add(char[] text, int from, int to) {
    Objects.checkFromToIndex(from, to, text.length);
    reserve(3L * (to - from));
    count(Utf8.encode(text, from, to, bytes, starts[size]), 1);
  }

  /**
   * Counts the piece {@code piece[from, to)} some times more; its bytes may be any.
   *
   * @param times how often it occurred, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   * @throws IllegalStateException as {@link #add(char[], int, int)}
   */
  public void add(byte[] piece, int from, int to, long times) {
    Objects.checkFromToIndex(from, to, piece.length);
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, got " + times);
    }
    reserve(to - from);
    System.arraycopy(piece, from, bytes, starts[size], to - from);
    count(starts[size] + to - from, times);
  }

  /** Number of distinct pieces. */
  public int size() {
    return size;
  }

  /** How often piece {@code i} occurred. */
  public long count(int i) {
    return counts[i];
  }

  /** The bytes of piece {@code i}, a copy. */
  public byte[] piece(int i) {
    return Arrays.copyOfRange(bytes, starts[i], starts[i + 1]);
  }

  /** Number of pieces counted, each as often as it occurred. */
  public long total() {
    return total;
  }

  /** Number of bytes of all pieces counted, each as often as it occurred. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Number of bytes of all distinct pieces. */
  public int distinctBytes() {
    return starts[size];
  }

  /** Index of the first byte of piece {@code i} in {@link #bytes}; {@code i} may be the size. */
  int start(int i) {
    return starts[i];
  }

  /** Byte {@code index} of all distinct pieces. */
  int byteAt(int index) {
    return bytes[index] & 0xFF;
  }

  /** Makes room for a piece of so many bytes behind the last one. */
  private void reserve(long length) {
    long needed = starts[size] + length + SLACK;
    if (needed > bytes.length) {
      if (needed > maxBytes + (long) SLACK) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the distinct pieces need more than %d bytes, there is no room after %d of them",
                maxBytes,
                size));
      }
      long doubled = Math.min(2L * bytes.length, maxBytes + (long) SLACK);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  /** Counts the piece that was written behind the last one: keeps it there if it is a new one. */
  private void count(int end, long times) {
    int start = starts[size];
    if (end == start) {
      return;
    }
    total += times;
    totalBytes += times * (end - start);
    int hash = hash(start, end);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      if ((int) (table[slot] >>> 32) == hash) {
        int piece = (int) table[slot] - 1;
        if (Arrays.equals(bytes, starts[piece], starts[piece + 1], bytes, start, end)) {
          counts[piece] += times;
          return;
        }
      }
      slot = (slot + 1) & mask;
    }
    append(end, times);
    table[slot] = ((long) hash << 32) | size;
    if (size > table.length / 2) {
      growTable();
    }
  }

  private void append(int end, long times) {
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    counts[size++] = times;
    starts[size] = end;
  }

  private void growTable() {
    if (table.length == MAX_TABLE) {
      throw new IllegalStateException("more than " + MAX_TABLE / 2 + " distinct pieces");
    }
    long[] grown = new long[2 * table.length];
    int mask = grown.length - 1;
    for (long entry : table) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (grown[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        grown[slot] = entry;
      }
    }
    table = grown;
  }

  /** Multiplies and folds eight bytes at a time; the last word is cut to the bytes of the piece. */
  private int hash(int start, int end) {
    int length = end - start;
    long hash = length;
    for (int i = start; i < end; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      int left = end - i;
      if (left < Long.BYTES) {
        word &= -1L >>> (Long.SIZE - left * Byte.SIZE);
      }
      hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
