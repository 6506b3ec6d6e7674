package io.github.lucenebpe.train;

import io.github.lucenebpe.bpe.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * UTF-8 from any bytes: each maximal subpart of a malformed sequence becomes U+FFFD, as in {@link
 * Utf8Reader}.
 *
 * <p>Not thread-safe.
 */
final class Utf8Repair extends InputStream {
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  /** A sequence has at most so many bytes. */
  private static final int LONGEST = 4;

  private final InputStream in;

  /** What was read; well-formed up to {@link #sound}. */
  private final byte[] bytes = new byte[1 << 16];

  private int at;
  private int sound;
  private int filled;
  private boolean atEnd;

  /** Bytes of the replacement that were not handed out yet. */
  private int pending;

  Utf8Repair(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (pending == 0 && at == sound && !advance()) {
      return -1;
    }
    if (pending > 0) {
      int n = Math.min(length, pending);
      System.arraycopy(REPLACEMENT, REPLACEMENT.length - pending, target, from, n);
      pending -= n;
      return n;
    }
    int n = Math.min(length, sound - at);
    System.arraycopy(bytes, at, target, from, n);
    at += n;
    return n;
  }

  /** Finds more sound bytes, or a malformed sequence; false at the end. */
  private boolean advance() throws IOException {
    while (filled - at < LONGEST && !atEnd) {
      readMore();
    }
    if (at == filled) {
      return false;
    }
    int malformed = Utf8.firstMalformed(bytes, at, filled);
    if (malformed == at) {
      // There are enough bytes to tell it from a sequence whose rest is still to come.
      at += Utf8.malformedLength(bytes, at, filled);
      sound = at;
      pending = REPLACEMENT.length;
    } else {
      sound = malformed < 0 ? filled : malformed;
    }
    return true;
  }

  private void readMore() throws IOException {
    System.arraycopy(bytes, at, bytes, 0, filled - at);
    filled -= at;
    at = 0;
    sound = 0;
    int n = in.read(bytes, filled, bytes.length - filled);
    atEnd = n < 0;
    filled += Math.max(0, n);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
