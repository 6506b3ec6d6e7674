package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
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

  /** Where each piece stands first; ascending. */
  private long[] positions = new long[256];

  private int size;

  private long total;
  private long totalBytes;

  /**
   * Open addressing with linear probing, at most half full. An entry is the hash of a piece in the
   * upper 32 bits and its number + 1 in the lower ones; 0 is free. Null until a piece must be
   * looked up.
   */
  private long[] table;

  /** No pieces yet. */
  public PieceCounts() {
    this(MAX_BYTES);
  }

  /** With another limit, for tests. */
  PieceCounts(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * All pieces of a cursor, in the order of their positions.
   *
   * @param pieces read to its end and not closed
   * @throws IOException if the cursor fails, or two pieces have the same position
   * @throws IllegalStateException if there are more distinct pieces than this class can hold
   */
  public static PieceCounts of(PieceCursor pieces) throws IOException {
    PieceCounts unordered = new PieceCounts();
    while (pieces.next()) {
      unordered.addNew(pieces.bytes(), 0, pieces.length(), pieces.count(), pieces.position());
    }
    return unordered.byPosition();
  }

  /** The same pieces in the order of their positions. */
  private PieceCounts byPosition() throws IOException {
    long[] ascending = Arrays.copyOf(positions, size);
    Arrays.sort(ascending);
    int[] order = new int[size];
    Arrays.fill(order, -1);
    for (int i = 0; i < size; i++) {
      int rank = Arrays.binarySearch(ascending, positions[i]);
      if (order[rank] >= 0) {
        throw new PieceFileException("two counted pieces have the same position " + positions[i]);
      }
      order[rank] = i;
    }
    PieceCounts ordered = new PieceCounts();
    ordered.bytes = new byte[distinctBytes() + SLACK];
    ordered.starts = new int[size + 1];
    ordered.counts = new long[size];
    ordered.positions = ascending;
    for (int i : order) {
      ordered.addNew(bytes, starts[i], starts[i + 1], counts[i], positions[i]);
    }
    return ordered;
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

  /** Number of bytes of all pieces before the first occurrence of piece {@code i}. */
  public long position(int i) {
    return positions[i];
  }

  /** The pieces in ascending order of their bytes; they must not change meanwhile. */
  public PieceCursor sorted() {
    int[] order = PieceOrder.byBytes(this);
    return new PieceCursor() {
      private int next;
      private int piece;
      private byte[] current = new byte[64];

      @Override
      public boolean next() {
        if (next == order.length) {
          return false;
        }
        piece = order[next++];
        if (length() > current.length) {
          current = new byte[(int) Math.min(2L * length(), MAX_BYTES)];
        }
        System.arraycopy(bytes, starts[piece], current, 0, length());
        return true;
      }

      @Override
      public byte[] bytes() {
        return current;
      }

      @Override
      public int length() {
        return starts[piece + 1] - starts[piece];
      }

      @Override
      public long count() {
        return counts[piece];
      }

      @Override
      public long position() {
        return positions[piece];
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Writes a file of counted pieces, which appears whole or not at all.
   *
   * @param pattern the split pattern that made the pieces, empty for none
   * @param overwrite whether the file may be replaced
   * @throws IOException if it cannot be written; the message names it
   */
  public void writeTo(Path file, String pattern, boolean overwrite) throws IOException {
    PieceFiles.write(sorted(), pattern, totalBytes, file, overwrite);
  }

  /** Compares two pieces by their bytes as unsigned numbers. */
  int compare(int a, int b) {
    return Arrays.compareUnsigned(bytes, starts[a], starts[a + 1], bytes, starts[b], starts[b + 1]);
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
    if (table == null) {
      table = new long[1 << 10];
      growTable(size);
    }
    int hash = hash(start, end);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      if ((int) (table[slot] >>> 32) == hash) {
        int piece = (int) table[slot] - 1;
        if (Arrays.equals(bytes, starts[piece], starts[piece + 1], bytes, start, end)) {
          counts[piece] += times;
          addToTotals(times, end - start);
          return;
        }
      }
      slot = (slot + 1) & mask;
    }
    append(end, times, totalBytes);
    table[slot] = ((long) hash << 32) | size;
    growTable(size);
  }

  private void addToTotals(long times, int length) {
    total += times;
    totalBytes += times * length;
  }

  /** Adds a piece that is not there yet. */
  private void addNew(byte[] piece, int from, int to, long times, long position) {
    reserve(to - from);
    System.arraycopy(piece, from, bytes, starts[size], to - from);
    append(starts[size] + to - from, times, position);
  }

  private void append(int end, long times, long position) {
    addToTotals(times, end - starts[size]);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * counts.length);
      positions = Arrays.copyOf(positions, 2 * positions.length);
    }
    positions[size] = position;
    counts[size++] = times;
    starts[size] = end;
  }

  /** Doubles the table until it is at most half full. */
  private void growTable(int entries) {
    int capacity = table.length;
    while (entries > capacity / 2) {
      if (capacity == MAX_TABLE) {
        throw new IllegalStateException("more than " + MAX_TABLE / 2 + " distinct pieces");
      }
      capacity *= 2;
    }
    if (capacity > table.length) {
      table = new long[capacity];
      for (int piece = 0; piece < entries; piece++) {
        enter(piece);
      }
    }
  }

  private void enter(int piece) {
    int hash = hash(starts[piece], starts[piece + 1]);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = ((long) hash << 32) | (piece + 1);
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
