package io.github.lucenebpe.cli;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Measures the text that is read through it. */
final class SizedReader extends FilterReader {
  private long characters;
  private long bytes;

  SizedReader(Reader in) {
    super(in);
  }

  /** Number of Unicode code points read so far. */
  long characters() {
    return characters;
  }

  /** Number of bytes that the text read so far has in UTF-8. */
  long bytes() {
    return bytes;
  }

  @Override
  public int read(char[] chars, int from, int length) throws IOException {
    int read = super.read(chars, from, length);
    for (int i = from; i < from + read; i++) {
      measure(chars[i]);
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    if (c >= 0) {
      measure((char) c);
    }
    return c;
  }

  /** The high half of a surrogate pair counts as a character of four bytes, the low one as none. */
  private void measure(char c) {
    if (Character.isLowSurrogate(c)) {
      return;
    }
    characters++;
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isHighSurrogate(c) ? 4 : 3;
  }
}
