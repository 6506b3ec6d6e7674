package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Utf8;
import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The distinct pieces of a corpus as UTF-8 bytes, in order of first appearance, each with the
 * number of its occurrences. This is all that training needs to know of a corpus.
 *
 * <p>Memory: the bytes of the distinct pieces, 20 bytes for each and, until the counts are looked
 * at, 48 to 96 bytes of {@linkplain PieceTable hash table} for each. There is one array of bytes,
 * so the distinct pieces may have 2 GB in all, and there may be 178 million of them.
 *
 * <p>Not thread-safe.
 */
public final class PieceCounts {
  /** About the longest array that a JVM gives. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8 - PieceTable.SLACK;

  private final int maxBytes;

  /** The pieces one behind the other; what follows the last one is room for the next. */
  private byte[] bytes = new byte[1 << 12];

  /** Piece {@code i} is {@code bytes[starts[i], starts[i + 1])}. */
  private int[] starts = new int[256];

  /** To be read through {@link #counts()}. */
  private long[] counts = new long[256];

  /** Where each piece stands first; ascending. */
  private long[] positions = new long[256];

  private int size;

  /** Where the next piece would stand: the number of bytes counted so far. */
  private long end;

  /**
   * Finds pieces and has their counts while pieces are added; null when {@link #counts} has them.
   */
  private PieceTable table;

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
    PieceCounts ordered = unordered.byPosition();
    ordered.end = ordered.size == 0 ? 0 : ordered.positions[ordered.size - 1] + 1;
    return ordered;
  }

  /**
   * Joins the counts of parts of a corpus, in which no two positions are the same.
   *
   * @param parts not empty, and of no use afterwards
   * @return one of the parts, which takes in the others; not in the order of positions
   */
  static PieceCounts join(List<PieceCounts> parts) {
    PieceCounts all = Collections.max(parts, Comparator.comparingInt(PieceCounts::size));
    for (PieceCounts part : parts) {
      for (int i = 0; i < part.size && part != all; i++) {
        all.join(part.bytes, part.starts[i], part.starts[i + 1], part.count(i), part.positions[i]);
      }
    }
    return all;
  }

  /** Counts a piece some times more, and at {@code position} if it was not seen before that. */
  private void join(byte[] piece, int from, int to, long times, long position) {
    long low = PieceTable.low(piece, from, to);
    long high = PieceTable.high(piece, from, to, low);
    int number = table().count(low, high, piece, from, to, times);
    if (number >= 0) {
      positions[number] = Math.min(positions[number], position);
    } else {
      add(piece, from, to, low, high, times, position);
    }
  }

  /**
   * The same pieces in the order of their positions.
   *
   * @return this if they have that order
   * @throws IOException if two pieces have the same position
   */
  PieceCounts byPosition() throws IOException {
    int ascendingTo = 1;
    while (ascendingTo < size && positions[ascendingTo - 1] < positions[ascendingTo]) {
      ascendingTo++;
    }
    if (ascendingTo >= size) {
      return this;
    }
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
    ordered.bytes = new byte[distinctBytes() + PieceTable.SLACK];
    ordered.starts = new int[size + 1];
    ordered.counts = new long[size];
    ordered.positions = ascending;
    for (int i : order) {
      ordered.addNew(bytes, starts[i], starts[i + 1], counts()[i], positions[i]);
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
    end += count(text, from, to, end);
  }

  /**
   * Counts the piece {@code text[from, to)}, as {@link #add(char[], int, int)} does, at a position.
   *
   * @return number of its bytes
   */
  int count(char[] text, int from, int to, long position) {
    reserve(3L * (to - from));
    int start = starts[size];
    int length = Utf8.encode(text, from, to, bytes, start) - start;
    count(bytes, start, start + length, 1, position);
    return length;
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
    count(bytes, starts[size], starts[size] + to - from, times, end);
    end = Math.addExact(end, Math.multiplyExact(times, to - from));
  }

  /** Number of distinct pieces. */
  public int size() {
    return size;
  }

  /**
   * How often piece {@code i} occurred. The first look after pieces were added takes time in
   * proportion to their number.
   */
  public long count(int i) {
    return counts()[i];
  }

  /** The bytes of piece {@code i}, a copy. */
  public byte[] piece(int i) {
    return Arrays.copyOfRange(bytes, starts[i], starts[i + 1]);
  }

  /** Number of pieces counted, each as often as it occurred. */
  public long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += count(i);
    }
    return total;
  }

  /** Number of bytes of all pieces counted, each as often as it occurred. */
  public long totalBytes() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += count(i) * (starts[i + 1] - starts[i]);
    }
    return total;
  }

  /** Greater than the position of every piece: the number of bytes of the texts. */
  public long end() {
    return end;
  }

  /** How often each byte stands in all pieces, by its unsigned value. */
  long[] byteCounts() {
    long[] byteCounts = new long[1 << Byte.SIZE];
    for (int piece = 0; piece < size; piece++) {
      for (int i = starts[piece]; i < starts[piece + 1]; i++) {
        byteCounts[byteAt(i)] += count(piece);
      }
    }
    return byteCounts;
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
    return new SortedPieces(this);
  }

  /**
   * Writes a file of counted pieces, which appears whole or not at all.
   *
   * @param pattern the split pattern that made the pieces, empty for none
   * @param overwrite whether the file may be replaced
   * @throws IOException if it cannot be written; the message names it
   */
  public void writeTo(Path file, String pattern, boolean overwrite) throws IOException {
    PieceFiles.write(sorted(), pattern, end, file, overwrite);
  }

  /**
   * Whether piece {@code a} comes before {@code b} by its bytes as unsigned numbers.
   *
   * @param shared number of first bytes that are known to be the same
   */
  boolean isBefore(int a, int b, int shared) {
    int atA = starts[a] + shared;
    int atB = starts[b] + shared;
    int common = Math.min(starts[a + 1] - atA, starts[b + 1] - atB);
    for (int i = 0; i < common; i++) {
      if (bytes[atA + i] != bytes[atB + i]) {
        return byteAt(atA + i) < byteAt(atB + i);
      }
    }
    return starts[a + 1] - atA < starts[b + 1] - atB;
  }

  /** Copies piece {@code i} to the start of an array. */
  void copy(int i, byte[] target) {
    System.arraycopy(bytes, starts[i], target, 0, starts[i + 1] - starts[i]);
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
    long needed = starts[size] + length + PieceTable.SLACK;
    if (needed > bytes.length) {
      if (needed > maxBytes + (long) PieceTable.SLACK) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the distinct pieces need more than %d bytes, there is no room after %d of them",
                maxBytes,
                size));
      }
      long doubled = Math.min(2L * bytes.length, maxBytes + (long) PieceTable.SLACK);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  /**
   * Counts the piece {@code text[from, to)} some times more.
   *
   * @param text with {@link PieceTable#SLACK} more bytes of any content after {@code to}
   * @param position where it stands, if that is its first occurrence; must be greater than those of
   *     all pieces before
   */
  void count(byte[] text, int from, int to, long times, long position) {
    if (from < to) {
      long low = PieceTable.low(text, from, to);
      count(text, from, to, low, PieceTable.high(text, from, to, low), times, position);
    }
  }

  /**
   * The same for a piece whose key is known.
   *
   * @param low the key in {@link #table}, of a piece with at least one byte
   */
  void count(byte[] text, int from, int to, long low, long high, long times, long position) {
    if (table().count(low, high, text, from, to, times) < 0) {
      add(text, from, to, low, high, times, position);
    }
  }

  /** Adds a piece that is not there yet, whose key is known. */
  private void add(byte[] text, int from, int to, long low, long high, long times, long position) {
    addNew(text, from, to, times, position);
    table.add(low, high, size - 1, times);
  }

  /** Whether piece {@code i} is {@code text[from, to)}. */
  boolean holds(int i, byte[] text, int from, int to) {
    return Arrays.equals(bytes, starts[i], starts[i + 1], text, from, to);
  }

  /** The table, made of the pieces if it is not there. */
  PieceTable table() {
    if (table == null) {
      PieceTable made = new PieceTable(this, size);
      for (int i = 0; i < size; i++) {
        long low = PieceTable.low(bytes, starts[i], starts[i + 1]);
        made.add(low, PieceTable.high(bytes, starts[i], starts[i + 1], low), i, counts[i]);
      }
      table = made;
    }
    return table;
  }

  /** The counts by number of the piece, brought up to date. */
  private long[] counts() {
    if (table != null) {
      counts = new long[size];
      table.copyCounts(counts);
      table = null;
    }
    return counts;
  }

  /** Where the texts counted so far end. */
  void endAt(long position) {
    end = position;
  }

  /** Forgets all pieces, and keeps the room that they took. */
  void clear() {
    size = 0;
    if (table != null) {
      table.clear();
    }
  }

  /** About how many bytes the pieces take at most, with the table and while arrays grow. */
  long memory() {
    return 2L * starts[size] + 180L * size;
  }

  /** Adds a piece that is not there yet. */
  private void addNew(byte[] piece, int from, int to, long times, long position) {
    reserve(to - from);
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * positions.length);
    }
    System.arraycopy(piece, from, bytes, starts[size], to - from);
    if (table == null) {
      if (size == counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      counts[size] = times;
    }
    positions[size++] = position;
    starts[size] = starts[size - 1] + to - from;
  }
}
