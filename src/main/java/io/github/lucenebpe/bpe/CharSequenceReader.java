package io.github.lucenebpe.bpe;

import java.io.Reader;

/** Reads a char sequence; can be set to another one, needs no lock and no copy. */
final class CharSequenceReader extends Reader {
  private CharSequence text = "";
  private int at;

  void reset(CharSequence newText) {
    text = newText;
    at = 0;
  }

  @Override
  public int read(char[] target, int offset, int length) {
    int n = Math.min(length, text.length() - at);
    if (n <= 0) {
      return length == 0 ? 0 : -1;
    }
    if (text instanceof String string) {
      string.getChars(at, at + n, target, offset);
    } else if (text instanceof StringBuilder builder) {
      builder.getChars(at, at + n, target, offset);
    } else {
      for (int i = 0; i < n; i++) {
        target[offset + i] = text.charAt(at + i);
      }
    }
    at += n;
    return n;
  }

  @Override
  public void close() {
    reset("");
  }
}
