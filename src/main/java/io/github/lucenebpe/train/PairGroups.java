package io.github.lucenebpe.train;

/**
 * Groups occurrences of new pairs by a small number, their key: counts first, then makes a record
 * of the exact size for each key that was met, then fills the records.
 *
 * <p>Arrays by key stand in for a hash map. Only the entries of the keys that were met are touched,
 * so that a round costs no more than its occurrences.
 */
final class PairGroups {
  private final PairTable pairs;
  private final int[] occurrences;
  private final long[] weights;
  private final int[] records;

  /** The keys that were met, in order of first appearance. */
  private final int[] met;

  private int size;

  /**
   * @param keys number of keys that there are
   */
  PairGroups(PairTable pairs, int keys) {
    this.pairs = pairs;
    occurrences = new int[keys];
    weights = new long[keys];
    records = new int[keys];
    met = new int[keys];
  }

  /** Starts a new round. */
  void clear() {
    size = 0;
  }

  /** Counts an occurrence. */
  void count(int key, long weight) {
    if (occurrences[key]++ == 0) {
      met[size++] = key;
      weights[key] = 0;
    }
    weights[key] += weight;
  }

  /** Number of keys that were met. */
  int size() {
    return size;
  }

  /** The key that was met as number {@code i}. */
  int key(int i) {
    return met[i];
  }

  /** Ends the counting of a key: adds its record to the table. */
  void makeRecord(int key, int left, int right, int now) {
    records[key] = pairs.add(left, right, weights[key], occurrences[key], now);
    occurrences[key] = 0;
  }

  /** Puts an occurrence into the record of its key; positions must ascend. */
  void put(int key, int position) {
    pairs.append(records[key], position);
  }
}
