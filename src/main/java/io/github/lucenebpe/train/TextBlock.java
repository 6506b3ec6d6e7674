package io.github.lucenebpe.train;

import java.util.Arrays;

/**
 * Texts, or a part of one, as UTF-8 in one array: what one thread counts at a time. Only the last
 * text of a block may go on in the next; it is cut where a piece starts for certain.
 */
final class TextBlock {
  /** Room after the text: for a letter, and for whole words to be read. */
  private static final int SLACK = 16;

  /** A text in a block. */
  record Part(String name, long offset, int from) {}

  private byte[] bytes;
  private int length;
  private Part[] parts = new Part[4];
  private int partCount;

  /** Position of the first byte in the corpus. */
  private long position;

  /** Which one of the blocks of a corpus this is. */
  private long number;

  private boolean open;

  TextBlock(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  /** Makes this the next block, without any text. */
  void clear(long newNumber, long newPosition) {
    number = newNumber;
    position = newPosition;
    length = 0;
    partCount = 0;
    open = false;
  }

  /**
   * A text starts, or goes on, behind what is there.
   *
   * @param name what messages call it
   * @param offset number of its bytes before
   */
  void startText(String name, long offset) {
    if (partCount == parts.length) {
      parts = Arrays.copyOf(parts, 2 * partCount);
    }
    parts[partCount++] = new Part(name, offset, length);
  }

  /** Takes back the last text, which is to be in the next block. */
  void dropText() {
    partCount--;
  }

  /** Says that the last text goes on after this block: puts a letter behind it. */
  void leaveOpen() {
    open = true;
    bytes[length] = 'a';
  }

  /** Whether the last text goes on after this block. */
  boolean isOpen() {
    return open;
  }

  /** The texts one behind the other, and room. */
  byte[] bytes() {
    return bytes;
  }

  /** Number of bytes of all texts. */
  int length() {
    return length;
  }

  void setLength(int newLength) {
    length = newLength;
  }

  /** Number of bytes that there is room for. */
  int capacity() {
    return bytes.length - SLACK;
  }

  void grow(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity + SLACK);
  }

  long position() {
    return position;
  }

  long number() {
    return number;
  }

  int parts() {
    return partCount;
  }

  Part part(int i) {
    return parts[i];
  }

  /** Index after the last byte of a text. */
  int end(int i) {
    return i + 1 < partCount ? parts[i + 1].from : length;
  }
}
