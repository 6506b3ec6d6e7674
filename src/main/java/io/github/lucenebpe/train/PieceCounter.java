package io.github.lucenebpe.train;

import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;

/**
 * Counts the pieces of texts that are given one after the other. They are cut into blocks, which
 * threads count on their own; positions in the corpus make the results independent of who counted
 * what.
 *
 * <p>A text is cut only where a piece starts for certain ({@link Splitter#isCertainStart}). Where
 * no such place is found for long, as in a text without lines or for a splitter that knows none,
 * the rest of the text is counted as a stream, by the calling thread.
 *
 * <p>To be used by one thread, whatever threads it uses.
 */
final class PieceCounter implements AutoCloseable {
  /** Blocks that stay in the caches of a processor. */
  static final int BLOCK = 1 << 19;

  /** A block that grew to this size because it could not be cut is counted as a stream. */
  private static final int MAX_BLOCK = 1 << 24;

  private final Splitter splitter;
  private final BlockThreads threads;
  private final int blockSize;

  private TextBlock block;
  private long blocks;

  /** Number of bytes of all blocks before the current one, and of texts counted as streams. */
  private long position;

  /**
   * @param blockSize bytes in a block; has no influence on the result
   */
  PieceCounter(Splitter splitter, CountingOptions options, int blockSize) {
    this.splitter = splitter;
    this.blockSize = blockSize;
    this.threads = new BlockThreads(splitter, options, blockSize);
    this.block = new TextBlock(blockSize);
    block.clear(0, 0);
  }

  /**
   * Counts a text of UTF-8.
   *
   * @param text read to its end, and not closed
   * @param name what messages call it
   */
  void count(InputStream text, String name) throws IOException {
    int from = block.length();
    long offset = 0;
    block.startText(name, 0);
    while (true) {
      int room = block.capacity() - block.length();
      int n = room == 0 ? 0 : text.read(block.bytes(), block.length(), room);
      if (n < 0) {
        return;
      }
      block.setLength(block.length() + n);
      if (block.length() < block.capacity()) {
        continue;
      }
      int cut = lastCertainStart(block.bytes(), from, block.length());
      if (cut > from) {
        offset += cut - from;
        handOver(cut, true, name, offset);
      } else if (from > 0) {
        handOver(from, false, name, offset);
      } else if (block.capacity() < MAX_BLOCK) {
        block.grow(2 * block.capacity());
      } else {
        countStream(text, name, offset);
        return;
      }
      from = 0;
    }
  }

  /**
   * Counts a text that is there as a whole.
   *
   * @param name what messages call it
   */
  void count(byte[] text, int from, int to, String name) throws IOException {
    Objects.checkFromToIndex(from, to, text.length);
    if (to - from > block.capacity() - block.length()) {
      count(new ByteArrayInputStream(text, from, to - from), name);
      return;
    }
    block.startText(name, 0);
    System.arraycopy(text, from, block.bytes(), block.length(), to - from);
    block.setLength(block.length() + to - from);
  }

  /** The last place after {@code from} where the text may be cut, else {@code from}. */
  private int lastCertainStart(byte[] text, int from, int to) {
    for (int at = to - 1; at > from; at--) {
      if (splitter.isCertainStart(text, at)) {
        return at;
      }
    }
    return from;
  }

  /** Hands the block over up to a place, and starts the next one with the text after it. */
  private void handOver(int to, boolean open, String name, long offset) throws IOException {
    TextBlock full = block;
    int rest = full.length() - to;
    TextBlock next = threads.freeBlock();
    if (next.capacity() < rest + blockSize / 2) {
      next.grow(rest + blockSize);
    }
    position += to;
    next.clear(++blocks, position);
    next.startText(name, offset);
    System.arraycopy(full.bytes(), to, next.bytes(), 0, rest);
    next.setLength(rest);
    if (open) {
      full.setLength(to);
      full.leaveOpen();
    } else {
      full.dropText();
      full.setLength(to);
    }
    block = next;
    threads.count(full);
  }

  /** Counts the text that fills the block and what follows it. */
  private void countStream(InputStream rest, String name, long offset) throws IOException {
    InputStream start = new ByteArrayInputStream(block.bytes(), 0, block.length());
    InputStream text = new SequenceInputStream(start, rest);
    PieceCounts counts = threads.countsOfCaller();
    long textEnd = position;
    long charsBefore = 0;
    PieceReader pieces = new PieceReader(splitter);
    pieces.reset(new Utf8Reader(text, name, Malformed.REPORT, offset));
    while (pieces.next()) {
      long charStart = pieces.discarded() + pieces.start();
      textEnd += charStart - charsBefore;
      textEnd += counts.count(pieces.chars(), pieces.start(), pieces.end(), textEnd);
      charsBefore = pieces.discarded() + pieces.end();
      threads.checkMemoryOfCaller();
    }
    position = textEnd + pieces.charsRead() - charsBefore;
    block = new TextBlock(blockSize);
    block.clear(++blocks, position);
  }

  /** Ends the counting. */
  CountedPieces finish() throws IOException {
    position += block.length();
    threads.count(block);
    return threads.finish(position);
  }

  /** Stops what is still under way. */
  @Override
  public void close() {
    threads.close();
  }
}
