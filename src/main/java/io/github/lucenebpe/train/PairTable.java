package io.github.lucenebpe.train;

import java.util.Arrays;

/**
 * The pairs of neighbouring tokens: a record for each, in flat arrays, numbered from 0.
 *
 * <p>A record knows where its pair stood when it was last looked at: a slice of ascending positions
 * in one big array. Merges elsewhere may have destroyed some of these occurrences since, but none
 * was added: merging two tokens into a new one makes only pairs with the new one. So a record's
 * count and the places of its pair only ever get less, and {@link #refresh} is all it takes to make
 * it true again.
 *
 * <p>A merge of (a, b) can destroy an occurrence of (x, y) only by taking its right token as a left
 * one, y = a, or its left token as a right one, x = b. Two time stamps by token id tell whether
 * that has happened since the record was last true ({@link #maybeStale}); time is the id of the
 * newest token.
 *
 * <p>Memory: 28 bytes a record and 4 bytes an occurrence. A merge makes at most two occurrences and
 * takes one token away, so there are never more than three for each byte of the distinct pieces;
 * slices that are no longer in use are reclaimed when room gets short.
 */
final class PairTable {
  private static final int MAX_POSITIONS = Integer.MAX_VALUE - 8;

  private final TokenSequence sequence;

  private int[] lefts = new int[1024];
  private int[] rights = new int[1024];
  private long[] counts = new long[1024];
  private int[] starts = new int[1024];
  private int[] lengths = new int[1024];
  private int[] stamps = new int[1024];
  private int size;

  /** The slices of all records, in the order of the records. */
  private int[] positions;

  private int used;

  /** The newest token that was merged from this one as the left part, by token id; 0 for none. */
  private final int[] mergedAsLeft;

  private final int[] mergedAsRight;

  /**
   * No pairs yet, and room for the first ones.
   *
   * @param tokens number of token ids that there will be
   */
  PairTable(TokenSequence sequence, int tokens) {
    this.sequence = sequence;
    mergedAsLeft = new int[tokens];
    mergedAsRight = new int[tokens];
    positions = new int[sequence.size()];
  }

  /** Number of records. */
  int size() {
    return size;
  }

  int left(int pair) {
    return lefts[pair];
  }

  int right(int pair) {
    return rights[pair];
  }

  /** Number of bytes of the token that merging the pair makes. */
  long byteLength(int pair) {
    return (long) sequence.byteLength(lefts[pair]) + sequence.byteLength(rights[pair]);
  }

  /** Sum of the weights of the occurrences; may be too high when the record is stale. */
  long count(int pair) {
    return counts[pair];
  }

  /** Number of occurrences that the record knows. */
  int occurrences(int pair) {
    return lengths[pair];
  }

  /** Position of occurrence {@code i}. */
  int position(int pair, int i) {
    return positions[starts[pair] + i];
  }

  /** Position of the first occurrence; may be too low when the record is stale. */
  int firstPosition(int pair) {
    return positions[starts[pair]];
  }

  /**
   * Adds a record without occurrences.
   *
   * @param room number of occurrences that {@link #append} will add, of those that {@link #reserve}
   *     made room for
   * @param now id of the newest token
   */
  int add(int left, int right, long count, int room, int now) {
    if (size == lefts.length) {
      growRecords();
    }
    lefts[size] = left;
    rights[size] = right;
    counts[size] = count;
    starts[size] = used;
    lengths[size] = 0;
    stamps[size] = now;
    used += room;
    return size++;
  }

  /** Adds an occurrence to a new record. */
  void append(int pair, int position) {
    positions[starts[pair] + lengths[pair]++] = position;
  }

  /**
   * Merges the pair wherever it stands, from left to right: {@code aaa} becomes {@code Xa}. The
   * record's occurrences are then the places of the new token; {@link #remove} lets go of them.
   *
   * @return how often the pair was replaced in the corpus
   */
  long merge(int pair, int token) {
    int left = lefts[pair];
    int right = rights[pair];
    sequence.define(token, left, right);
    int kept = starts[pair];
    int end = kept + lengths[pair];
    for (int i = kept; i < end; i++) {
      int position = positions[i];
      // Looked at once more, for the merge before may have taken this left token as its right one.
      if (sequence.holds(position, left, right)) {
        sequence.replace(position, token);
        positions[kept++] = position;
      }
    }
    lengths[pair] = kept - starts[pair];
    mergedAsLeft[left] = token;
    mergedAsRight[right] = token;
    return left == right ? weight(pair) : counts[pair];
  }

  /** Sum of the weights of the occurrences, of which none overlap any more. */
  private long weight(int pair) {
    long weight = 0;
    for (int i = starts[pair]; i < starts[pair] + lengths[pair]; i++) {
      weight += sequence.weight(positions[i]);
    }
    return weight;
  }

  /** Gives up the occurrences of a record. */
  void remove(int pair) {
    lengths[pair] = 0;
    counts[pair] = 0;
  }

  /** Whether a merge may have destroyed an occurrence since the record was last true. */
  boolean maybeStale(int pair) {
    return mergedAsLeft[rights[pair]] > stamps[pair] || mergedAsRight[lefts[pair]] > stamps[pair];
  }

  /**
   * Makes a record true again: forgets the occurrences that are no more.
   *
   * @param now id of the newest token
   * @return whether the count has changed; if not, no occurrence is gone
   */
  boolean refresh(int pair, int now) {
    int left = lefts[pair];
    int right = rights[pair];
    int kept = starts[pair];
    int end = kept + lengths[pair];
    long count = 0;
    for (int i = kept; i < end; i++) {
      int position = positions[i];
      if (sequence.holds(position, left, right)) {
        positions[kept++] = position;
        count += sequence.weight(position);
      }
    }
    boolean changed = count != counts[pair];
    counts[pair] = count;
    lengths[pair] = kept - starts[pair];
    stamps[pair] = now;
    return changed;
  }

  private void growRecords() {
    int capacity = size + (size >> 1);
    lefts = Arrays.copyOf(lefts, capacity);
    rights = Arrays.copyOf(rights, capacity);
    counts = Arrays.copyOf(counts, capacity);
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
    stamps = Arrays.copyOf(stamps, capacity);
  }

  /** Makes room for more occurrences; all records must be full. */
  void reserve(long occurrences) {
    if (occurrences <= positions.length - used) {
      return;
    }
    compact();
    long needed = used + occurrences;
    if (needed > MAX_POSITIONS) {
      throw new IllegalStateException("more than " + MAX_POSITIONS + " pairs in distinct pieces");
    }
    // Room to spare, or the next merges would compact all over again.
    if (needed > positions.length - (positions.length >> 2)) {
      positions = Arrays.copyOf(positions, (int) Math.min(MAX_POSITIONS, needed + (needed >> 1)));
    }
  }

  /** Moves the slices together; they stand in the order of the records. */
  private void compact() {
    used = 0;
    for (int pair = 0; pair < size; pair++) {
      System.arraycopy(positions, starts[pair], positions, used, lengths[pair]);
      starts[pair] = used;
      used += lengths[pair];
    }
  }
}
