package io.github.lucenebpe.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges cursors whose pieces ascend by their bytes into one: a piece that several have occurs as
 * often as in all of them, and first where the first one has it.
 */
final class PieceMerge implements PieceCursor {
  /** Orders pieces by their bytes as unsigned numbers. */
  static final Comparator<PieceCursor> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.bytes(), 0, a.length(), b.bytes(), 0, b.length());

  /**
   * A cursor and what is added to its positions.
   *
   * @param cursor the pieces
   * @param base position where the cursor's text starts in the corpus
   */
  record Source(PieceCursor cursor, long base) {
    long position() {
      return base + cursor.position();
    }
  }

  private final List<Source> sources;
  private final PriorityQueue<Source> queue;

  /** The sources of the current piece, which move on when the next one is asked for. */
  private final List<Source> current = new ArrayList<>();

  private long count;
  private long position;

  /**
   * @param sources closed by {@link #close}
   */
  PieceMerge(List<Source> sources) throws IOException {
    this.sources = List.copyOf(sources);
    Comparator<Source> order = (a, b) -> BY_BYTES.compare(a.cursor, b.cursor);
    this.queue = new PriorityQueue<>(Math.max(1, sources.size()), order);
    for (Source source : sources) {
      advance(source);
    }
  }

  private void advance(Source source) throws IOException {
    if (source.cursor.next()) {
      queue.add(source);
    }
  }

  @Override
  public boolean next() throws IOException {
    for (Source source : current) {
      advance(source);
    }
    current.clear();
    if (queue.isEmpty()) {
      return false;
    }
    Source first = queue.remove();
    count = first.cursor.count();
    position = first.position();
    current.add(first);
    while (!queue.isEmpty() && BY_BYTES.compare(queue.peek().cursor, first.cursor) == 0) {
      Source other = queue.remove();
      count = Math.addExact(count, other.cursor.count());
      position = Math.min(position, other.position());
      current.add(other);
    }
    return true;
  }

  @Override
  public byte[] bytes() {
    return current.getFirst().cursor.bytes();
  }

  @Override
  public int length() {
    return current.getFirst().cursor.length();
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Source source : sources) {
      try {
        source.cursor.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
