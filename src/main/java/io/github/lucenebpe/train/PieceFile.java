package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A file of counted pieces: all that training needs to know of a corpus, or of a part of one.
 * {@link PieceFileWriter} writes it, {@link PieceFileReader} reads it, {@link PieceFiles} merges
 * several.
 *
 * <pre>
 * magic      8 bytes   "BPEPIECE"
 * version    1 byte    1
 * pattern    varint    number of bytes of the split pattern, which follow in UTF-8; 0 for none
 * slice      varint    which of them this file is, from 0
 * slices     varint    number of files that one counting was written to; 1 for all in one
 *
 * a piece, again and again, in ascending order of the bytes as unsigned numbers:
 *   shared   varint    number of bytes at the front that are those of the piece before
 *   length   varint    number of bytes that follow, at least 1
 *   bytes
 *   count    varint    how often the piece occurs, at least 1
 *   position varint    where it occurs first
 * end mark   2 bytes   0 0: no piece has a length of 0
 *
 * pieces     8 bytes   number of pieces
 * bytes      8 bytes   number of bytes of all pieces, each once
 * end        8 bytes   greater than every position of the counting
 * checksum   4 bytes   CRC-32C (RFC 3720) of everything before
 * magic      8 bytes   "PIECEEND"
 * </pre>
 *
 * <p>A varint has seven bits a byte, the lowest first; a byte below 128 is the last. Numbers of a
 * fixed size have their highest byte first. "the" 5 times, first at 0, and "then" 2 times, first at
 * 130, are
 *
 * <pre>
 * 00 03 't' 'h' 'e' 05 00    03 01 'n' 02 82 01    00 00
 * </pre>
 *
 * <p><b>Positions.</b> A position may be any number from 0 to {@code end - 1} that is smaller for
 * what is earlier in the corpus; where a text is counted in one go it is the number of bytes of
 * UTF-8 before the piece. Several countings are joined as their texts would be: the positions of
 * each one are raised by the {@code end} of those before it. So what two machines counted of two
 * halves is, joined, what one machine would have counted of the whole.
 */
public final class PieceFile {
  static final byte[] MAGIC = "BPEPIECE".getBytes(US_ASCII);
  static final byte[] END_MAGIC = "PIECEEND".getBytes(US_ASCII);
  static final int VERSION = 1;

  /** Number of bytes from the count of the pieces on. */
  static final int TRAILER = 3 * Long.BYTES + Integer.BYTES + END_MAGIC.length;

  /** Greater than this no split pattern can be. */
  static final int MAX_PATTERN = 1 << 20;

  /** The longest piece; about the longest array that a JVM gives. */
  static final int MAX_PIECE = Integer.MAX_VALUE - 16;

  private PieceFile() {}

  /**
   * What a file says before its pieces.
   *
   * @param pattern the split pattern that made the pieces, empty for none
   * @param slice which slice of a counting this is, from 0
   * @param slices number of slices of the counting
   */
  public record Header(String pattern, int slice, int slices) {
    /**
     * @throws IllegalArgumentException if there can't be such a slice
     */
    public Header {
      if (slice < 0 || slice >= slices) {
        throw new IllegalArgumentException("slice must be 0 to " + (slices - 1) + ", got " + slice);
      }
    }

    /** Of a counting that is in one file. */
    public static Header of(String pattern) {
      return new Header(pattern, 0, 1);
    }
  }
}
