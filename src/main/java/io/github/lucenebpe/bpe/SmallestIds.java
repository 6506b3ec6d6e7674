package io.github.lucenebpe.bpe;

import java.util.Arrays;

/** The smallest token id of each key: open addressing. Not thread-safe while it is filled. */
final class SmallestIds {
  /** What {@link #get} returns for an unknown key: greater than any id. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int INITIAL_BITS = 10;

  private int bits = INITIAL_BITS;
  private int[] keys = new int[1 << INITIAL_BITS];
  private int[] ids = newIds(INITIAL_BITS);
  private int size;

  private static int[] newIds(int bits) {
    int[] ids = new int[1 << bits];
    Arrays.fill(ids, NONE);
    return ids;
  }

  /** Notes an id of a key. */
  void put(int key, int id) {
    if (4 * size > keys.length) {
      grow();
    }
    int at = find(key);
    size += ids[at] == NONE ? 1 : 0;
    keys[at] = key;
    ids[at] = Math.min(ids[at], id);
  }

  /** The smallest id that was noted, or {@link #NONE}. */
  int get(int key) {
    return ids[find(key)];
  }

  /** The place of a key, or the empty one where it would go. */
  private int find(int key) {
    int at = (key * 0x9E3779B9) >>> (Integer.SIZE - bits);
    while (ids[at] != NONE && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldIds = ids;
    bits++;
    size = 0;
    keys = new int[1 << bits];
    ids = newIds(bits);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldIds[i] != NONE) {
        put(oldKeys[i], oldIds[i]);
      }
    }
  }
}
