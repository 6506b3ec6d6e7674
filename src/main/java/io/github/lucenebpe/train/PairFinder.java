package io.github.lucenebpe.train;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds the pairs of neighbouring tokens and makes their records: all pairs of bytes at the start,
 * and after each merge the pairs that contain the new token.
 */
final class PairFinder {
  private final TokenSequence sequence;
  private final PairTable pairs;
  private final PairGroups leftGroups;
  private final PairGroups rightGroups;

  /**
   * @param tokens number of token ids that there will be
   */
  PairFinder(TokenSequence sequence, PairTable pairs, int tokens) {
    this.sequence = sequence;
    this.pairs = pairs;
    leftGroups = new PairGroups(pairs, tokens);
    rightGroups = new PairGroups(pairs, tokens);
  }

  /** Adds the pairs of bytes. Overlapping occurrences count: {@code aaa} has (a, a) twice. */
  void addBytePairs() {
    PairGroups groups = new PairGroups(pairs, 1 << 16);
    int slots = sequence.size();
    for (int slot = 0; slot < slots - 1; slot++) {
      if (bytePair(slot) >= 0) {
        groups.count(bytePair(slot), sequence.weight(slot));
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      int pair = groups.key(i);
      groups.makeRecord(pair, pair >>> 8, pair & 0xFF, 0);
    }
    for (int slot = 0; slot < slots - 1; slot++) {
      if (bytePair(slot) >= 0) {
        groups.put(bytePair(slot), slot);
      }
    }
  }

  /**
   * Adds the pairs of any tokens, where merges have been made before.
   *
   * @param now id of the newest token
   */
  void addAllPairs(int now) {
    Map<Long, Integer> numbers = new HashMap<>();
    for (int slot = firstPair(0); slot >= 0; slot = firstPair(sequence.end(slot))) {
      numbers.putIfAbsent(pairAt(slot), numbers.size());
    }
    PairGroups groups = new PairGroups(pairs, numbers.size());
    for (int slot = firstPair(0); slot >= 0; slot = firstPair(sequence.end(slot))) {
      groups.count(numbers.get(pairAt(slot)), sequence.weight(slot));
    }
    Map<Integer, Long> keys = new HashMap<>();
    numbers.forEach((key, number) -> keys.put(number, key));
    for (int i = 0; i < groups.size(); i++) {
      long key = keys.get(groups.key(i));
      groups.makeRecord(groups.key(i), (int) (key >>> Integer.SIZE), (int) key, now);
    }
    for (int slot = firstPair(0); slot >= 0; slot = firstPair(sequence.end(slot))) {
      groups.put(numbers.get(pairAt(slot)), slot);
    }
  }

  /** The first position from a slot on where two tokens stand side by side; -1 if there is none. */
  private int firstPair(int slot) {
    int at = slot;
    while (at < sequence.size() - 1) {
      if (sequence.token(at) < 0) {
        at++;
      } else if (sequence.token(sequence.end(at)) < 0) {
        at = sequence.end(at);
      } else {
        return at;
      }
    }
    return -1;
  }

  private long pairAt(int position) {
    return ((long) sequence.token(position) << Integer.SIZE)
        | sequence.token(sequence.end(position));
  }

  /** The bytes in a slot and the one after it as 16 bits; negative if one is a separator. */
  private int bytePair(int slot) {
    int left = sequence.token(slot);
    int right = sequence.token(slot + 1);
    return left < 0 || right < 0 ? -1 : (left << 8) | right;
  }

  /**
   * Adds the pairs around a token that was just made.
   *
   * <p>Runs after all replacements of the merge, so that neighbours are what they stay: {@code
   * ababc} with X = {@code ab} has become {@code XXc}, whose pairs are (X, X) and (X, c); {@code
   * XXX} has (X, X) twice. A new token is counted with its left neighbour unless that is a new one
   * too, which counts it as its right neighbour.
   *
   * @param merged record of the pair that was merged; its occurrences are those of the token
   */
  void addPairsOf(int merged, int token) {
    int occurrences = pairs.occurrences(merged);
    pairs.reserve(2L * occurrences);
    leftGroups.clear();
    rightGroups.clear();
    for (int i = 0; i < occurrences; i++) {
      int position = pairs.position(merged, i);
      int previous = sequence.previous(position);
      int next = sequence.end(position);
      long weight = sequence.weight(position);
      if (previous >= 0 && sequence.token(previous) != token) {
        leftGroups.count(sequence.token(previous), weight);
      }
      if (sequence.token(next) >= 0) {
        rightGroups.count(sequence.token(next), weight);
      }
    }
    for (int i = 0; i < leftGroups.size(); i++) {
      leftGroups.makeRecord(leftGroups.key(i), leftGroups.key(i), token, token);
    }
    for (int i = 0; i < rightGroups.size(); i++) {
      rightGroups.makeRecord(rightGroups.key(i), token, rightGroups.key(i), token);
    }
    for (int i = 0; i < occurrences; i++) {
      int position = pairs.position(merged, i);
      int previous = sequence.previous(position);
      int next = sequence.end(position);
      if (previous >= 0 && sequence.token(previous) != token) {
        leftGroups.put(sequence.token(previous), previous);
      }
      if (sequence.token(next) >= 0) {
        rightGroups.put(sequence.token(next), position);
      }
    }
  }
}
