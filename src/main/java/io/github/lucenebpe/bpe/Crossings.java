package io.github.lucenebpe.bpe;

/**
 * The tokens that cross the boundary of one or two characters and hold a part of them only, by the
 * smallest id: what could take that part away before the characters have merged among themselves.
 *
 * <p>Only tokens that begin or end with a part of one character, or with the nearer of two and
 * perhaps a part of the other, are noted. A part is known by a hash, so that now and then a smaller
 * id than the right one is given: a crossing is then feared in vain, and never overlooked.
 * Immutable and thread-safe.
 */
final class Crossings {
  /** Stands for any byte beside the characters, or none. */
  static final int ANYTHING = 256;

  private static final int NEIGHBOR_BITS = 9;

  /** By a part and the byte before it, of tokens that end in the part. */
  private final SmallestIds endingIn = new SmallestIds();

  /** By a part and the byte after it, of tokens that begin with the part. */
  private final SmallestIds beginningWith = new SmallestIds();

  Crossings(Vocabulary vocabulary) {
    int size = vocabulary.size();
    for (int from = 0; from < size; from = Blocks.end(from, size)) {
      note(vocabulary, from, Blocks.end(from, size));
    }
  }

  private void note(Vocabulary vocabulary, int fromId, int toId) {
    byte[] bytes = vocabulary.paddedBytes();
    for (int id = fromId; id < toId; id++) {
      int from = vocabulary.offset(id);
      int to = vocabulary.offset(id + 1);
      if (to - from > 1) {
        noteEnds(bytes, from, to, id);
        noteBeginnings(bytes, from, to, id);
      }
    }
  }

  private void noteEnds(byte[] bytes, int from, int to, int id) {
    int last = charStart(bytes, from, to);
    if (last <= from) {
      return;
    }
    boolean whole = to - last == Utf8.lengthByLead(bytes[last]);
    if (!whole || isOfAlphabet(bytes[last])) {
      noteEnd(bytes, last, to, last - 1, id);
    }
    int lastButOne = whole ? from : charStart(bytes, from, last);
    if (lastButOne > from && isOfAlphabet(bytes[lastButOne])) {
      noteEnd(bytes, lastButOne, to, lastButOne - 1, id);
    }
  }

  private void noteEnd(byte[] bytes, int from, int to, int neighbor, int id) {
    endingIn.put(key(bytes, from, to, bytes[neighbor] & 0xFF), id);
    endingIn.put(key(bytes, from, to, ANYTHING), id);
  }

  private void noteBeginnings(byte[] bytes, int from, int to, int id) {
    int first = from;
    while (first < to && isContinuation(bytes[first])) {
      first++;
    }
    int second = first == to ? to : first + Utf8.lengthByLead(bytes[first]);
    if (first > from && first < to) {
      noteBeginning(bytes, from, first, id);
    }
    if (second < to && isOfAlphabet(bytes[first])) {
      noteBeginning(bytes, from, second, id);
    }
  }

  private void noteBeginning(byte[] bytes, int from, int to, int id) {
    beginningWith.put(key(bytes, from, to, bytes[to] & 0xFF), id);
    beginningWith.put(key(bytes, from, to, ANYTHING), id);
  }

  /** Where the character starts that the byte before {@code to} belongs to; -1 if before from. */
  private static int charStart(byte[] bytes, int from, int to) {
    int i = to - 1;
    while (i >= from && isContinuation(bytes[i])) {
      i--;
    }
    return i < from ? -1 : i;
  }

  /** Whether a byte begins a character that {@link CharPairs} knows. */
  private static boolean isOfAlphabet(byte lead) {
    return (lead & 0xFF) < CharPairs.END_LEAD;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /**
   * The smallest id of a token that ends in a part of some characters, after a byte.
   *
   * @param utf8 holds the characters, one or two, {@code length} bytes from {@code at} on
   * @param before the byte before them, 0 to 255, or {@link #ANYTHING}
   * @return {@link SmallestIds#NONE} if there is none
   */
  int smallestAfter(int before, byte[] utf8, int at, int length) {
    int id = SmallestIds.NONE;
    for (int i = at + 1; i < at + length; i++) {
      id = Math.min(id, endingIn.get(key(utf8, at, i, before)));
    }
    return id;
  }

  /** Likewise that begins with a part of them, before a byte. */
  int smallestBefore(int after, byte[] utf8, int at, int length) {
    int id = SmallestIds.NONE;
    for (int i = at + 1; i < at + length; i++) {
      id = Math.min(id, beginningWith.get(key(utf8, i, at + length, after)));
    }
    return id;
  }

  /**
   * A bit for each of the bytes 0x80 to 0xBF, the first lowest: whether all that ends in a part of
   * the characters after that byte is greater than an id.
   */
  long greaterAfter(byte[] utf8, int length, int id) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      bits |= id < smallestAfter(0x80 | i, utf8, 0, length) ? 1L << i : 0;
    }
    return bits;
  }

  /** Likewise for the bytes 0xC0 to 0xFF, and what begins with a part before that byte. */
  long greaterBefore(byte[] utf8, int length, int id) {
    long bits = 0;
    for (int i = 0; i < Long.SIZE; i++) {
      bits |= id < smallestBefore(0xC0 | i, utf8, 0, length) ? 1L << i : 0;
    }
    return bits;
  }

  private static int key(byte[] bytes, int from, int to, int neighbor) {
    long part = PieceKeys.bytesAt(bytes, from, to - from) | (long) (to - from) << 56;
    int hash = (int) ((part * 0x9E3779B97F4A7C15L) >>> 32);
    return hash << NEIGHBOR_BITS | neighbor;
  }
}
