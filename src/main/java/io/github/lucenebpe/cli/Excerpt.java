package io.github.lucenebpe.cli;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Keeps the first chars that go through its readers. Not thread-safe. */
final class Excerpt {
  private final StringBuilder text = new StringBuilder();
  private final int limit;

  Excerpt(int limit) {
    this.limit = limit;
  }

  /** What was kept. */
  String text() {
    return text.toString();
  }

  /** A reader of the same text. */
  Reader of(Reader reader) {
    return new FilterReader(reader) {
      @Override
      public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(char[] chars, int from, int length) throws IOException {
        int n = in.read(chars, from, length);
        text.append(chars, from, Math.max(0, Math.min(n, limit - text.length())));
        return n;
      }
    };
  }
}
