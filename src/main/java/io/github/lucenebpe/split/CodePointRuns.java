package io.github.lucenebpe.split;

import java.util.Arrays;

/**
 * A value for every code point, held as runs of equal values.
 *
 * <p>The form in a resource: for each run from U+0000 to U+10FFFF the value as one byte, then the
 * length of the run as a little-endian number of 7 bits a byte, the eighth bit set where more
 * follow. The letters "AB" and the digits "12" in a table of their own would be {@code 09 02 0D
 * 02}.
 *
 * <p>Immutable.
 */
final class CodePointRuns {
  /** First code point of each run, ascending from 0. */
  private final int[] starts;

  private final byte[] values;

  private CodePointRuns(int[] starts, byte[] values) {
    this.starts = starts;
    this.values = values;
  }

  /** Reads a resource that lies beside this class. */
  static CodePointRuns load(String resource) {
    return parse(Resources.bytes(CodePointRuns.class, resource));
  }

  static CodePointRuns parse(byte[] bytes) {
    int[] starts = new int[bytes.length / 2];
    byte[] values = new byte[bytes.length / 2];
    int runs = 0;
    int codePoint = 0;
    for (int i = 0; i < bytes.length; ) {
      starts[runs] = codePoint;
      values[runs++] = bytes[i++];
      int length = 0;
      int shift = 0;
      byte part;
      do {
        part = bytes[i++];
        length |= (part & 0x7F) << shift;
        shift += 7;
      } while (part < 0);
      codePoint += length;
    }
    if (codePoint != Character.MAX_CODE_POINT + 1) {
      throw new IllegalStateException("runs end at " + codePoint + ", not after U+10FFFF");
    }
    return new CodePointRuns(Arrays.copyOf(starts, runs), Arrays.copyOf(values, runs));
  }

  int count() {
    return starts.length;
  }

  int start(int run) {
    return starts[run];
  }

  /** The code point after the last one of a run. */
  int end(int run) {
    return run + 1 < starts.length ? starts[run + 1] : Character.MAX_CODE_POINT + 1;
  }

  int value(int run) {
    return values[run];
  }

  int valueAt(int codePoint) {
    int found = Arrays.binarySearch(starts, codePoint);
    return values[found >= 0 ? found : -found - 2];
  }
}
