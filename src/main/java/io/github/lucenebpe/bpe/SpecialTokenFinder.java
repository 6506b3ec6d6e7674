package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.Delimiters;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds special tokens in a text: the leftmost, and of several that start there the one that was
 * registered first, as minbpe's alternation does. (tiktoken's order is that of a hash map.)
 *
 * <p>The names lie sorted; at each place of the text that has the first char of one, the range of
 * names that go on as the text does is narrowed char by char. Immutable and thread-safe.
 */
public final class SpecialTokenFinder implements Delimiters {
  private static final int REJECTED = -1;

  private final String[] names;
  private final int[] order;
  private final int[] ids;
  private final BitSet firstChars = new BitSet();
  private final int maxLength;

  /**
   * Finder of names.
   *
   * @param idsByName names in the order of their registration, with the id or {@link #REJECTED}
   */
  private SpecialTokenFinder(Map<String, Integer> idsByName) {
    String[] registered = idsByName.keySet().toArray(new String[0]);
    names = registered.clone();
    Arrays.sort(names);
    order = new int[names.length];
    ids = new int[names.length];
    int longest = 1;
    for (int i = 0; i < registered.length; i++) {
      int at = Arrays.binarySearch(names, registered[i]);
      order[at] = i;
      ids[at] = idsByName.get(registered[i]);
      firstChars.set(registered[i].charAt(0));
      longest = Math.max(longest, registered[i].length());
    }
    maxLength = longest;
  }

  /** Finder of the tokens that the policy allows or rejects, null if there are none. */
  static SpecialTokenFinder of(Map<String, Integer> specialTokens, SpecialTokens policy) {
    Map<String, Integer> idsByName = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> special : specialTokens.entrySet()) {
      if (policy.allows(special.getKey())) {
        idsByName.put(special.getKey(), special.getValue());
      }
    }
    for (String name : policy.rejected(specialTokens.keySet())) {
      idsByName.put(name, REJECTED);
    }
    return idsByName.isEmpty() ? null : new SpecialTokenFinder(idsByName);
  }

  /** Finder of the strings that the policy rejects, wherever they are; null if there are none. */
  static SpecialTokenFinder ofRejected(Map<String, Integer> specialTokens, SpecialTokens policy) {
    Set<String> rejected = policy.rejected(specialTokens.keySet());
    if (rejected.isEmpty()) {
      return null;
    }
    Map<String, Integer> idsByName = new LinkedHashMap<>();
    for (String name : rejected) {
      idsByName.put(name, REJECTED);
    }
    return new SpecialTokenFinder(idsByName);
  }

  @Override
  public int maxLength() {
    return maxLength;
  }

  @Override
  public int find(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (firstChars.get(text[i]) && match(text, i, to) >= 0) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int length(char[] text, int start, int to) {
    return names[match(text, start, to)].length();
  }

  /**
   * The id of a special token that was found.
   *
   * @param text the text that holds it
   * @param start index of its first char in {@code text}
   * @param length its length in chars
   * @param place index of its first char in the whole text, for the message
   * @throws IllegalArgumentException if the policy rejects it; the message names token and place
   */
  public int id(char[] text, int start, int length, long place) {
    int found = match(text, start, start + length);
    if (ids[found] == REJECTED) {
      throw rejection(text, start, length, place);
    }
    return ids[found];
  }

  IllegalArgumentException rejection(char[] text, int start, int length, long place) {
    return new IllegalArgumentException(
        "text holds the special token "
            + new String(text, start, length)
            + " at char "
            + place
            + ": allow it, or have special tokens read as ordinary text");
  }

  /** Index of the name that {@code text[start, to)} starts with, -1 if there is none. */
  private int match(char[] text, int start, int to) {
    int low = 0;
    int high = names.length;
    int best = -1;
    for (int i = 0; low < high && start + i < to; i++) {
      char c = text[start + i];
      low = firstNotBelow(low, high, i, c);
      high = firstNotBelow(low, high, i, c + 1);
      // Of names with a common start the shortest comes first.
      if (low < high && names[low].length() == i + 1) {
        if (best < 0 || order[low] < order[best]) {
          best = low;
        }
        low++;
      }
    }
    return best;
  }

  /**
   * First of the names {@code [low, high)}, equal up to char {@code i}, whose char is not below c.
   */
  private int firstNotBelow(int low, int high, int i, int c) {
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (names[middle].charAt(i) < c) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
