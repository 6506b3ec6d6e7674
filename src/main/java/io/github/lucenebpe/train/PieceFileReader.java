package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads a {@link PieceFile}, in ascending order of the pieces. What was read is certain once {@link
 * #next} has returned false: the checksum stands at the end, and is compared there.
 *
 * <p>Not thread-safe.
 */
public final class PieceFileReader implements PieceCursor {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final String name;
  private final InputStream in;
  private final CRC32C checksum = new CRC32C();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;

  private final PieceFile.Header header;
  private final long pieces;
  private final long distinctBytes;
  private final long end;

  private byte[] piece = new byte[64];
  private int length;
  private long count;
  private long position;
  private long piecesRead;
  private long bytesRead;
  private boolean ended;

  private PieceFileReader(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    this.in = Channels.newInputStream(channel);
    ByteBuffer trailer = trailer();
    this.pieces = trailer.getLong();
    this.distinctBytes = trailer.getLong();
    this.end = trailer.getLong();
    this.header = readHeader();
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it cannot be read or holds no counted pieces, or only the beginning of
   *     them; the message names the file
   */
  public static PieceFileReader open(Path file) throws IOException {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return of(channel, file.toString());
    } catch (PieceFileException e) {
      throw e;
    } catch (IOException e) {
      throw Document.unreadable(file.toString(), e);
    }
  }

  /**
   * Reads a channel from its position 0 on.
   *
   * @param channel closed by {@link #close}, and if this fails
   * @param name what messages call it
   */
  static PieceFileReader of(FileChannel channel, String name) throws IOException {
    try {
      return new PieceFileReader(channel, name);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private ByteBuffer trailer() throws IOException {
    byte[] magic = Arrays.copyOf(PieceFile.MAGIC, PieceFile.MAGIC.length);
    readFully(ByteBuffer.wrap(magic), 0);
    if (!Arrays.equals(magic, PieceFile.MAGIC)) {
      throw new PieceFileException(name + ": is not a file of counted pieces");
    }
    byte[] bytes = new byte[PieceFile.TRAILER];
    ByteBuffer trailer = ByteBuffer.wrap(bytes);
    long start = channel.size() - bytes.length;
    if (start >= 0) {
      readFully(trailer, start);
    }
    int magicAt = bytes.length - PieceFile.END_MAGIC.length;
    if (Arrays.mismatch(
            bytes, magicAt, bytes.length, PieceFile.END_MAGIC, 0, PieceFile.END_MAGIC.length)
        >= 0) {
      throw new PieceFileException(name + ": the counted pieces end too early");
    }
    channel.position(0);
    return trailer.flip();
  }

  private void readFully(ByteBuffer target, long from) throws IOException {
    long offset = from;
    int n;
    while (target.hasRemaining() && (n = channel.read(target, offset)) >= 0) {
      offset += n;
    }
  }

  private PieceFile.Header readHeader() throws IOException {
    at = PieceFile.MAGIC.length;
    filled = Math.max(0, in.readNBytes(buffer, 0, BUFFER));
    int version = read();
    if (version != PieceFile.VERSION) {
      throw new PieceFileException(
          name + ": expected version " + PieceFile.VERSION + " of counted pieces, got " + version);
    }
    byte[] pattern = new byte[(int) varint(PieceFile.MAX_PATTERN)];
    read(pattern, 0, pattern.length);
    int slice = (int) varint(Integer.MAX_VALUE);
    int slices = (int) varint(Integer.MAX_VALUE);
    if (slice >= slices || pieces < 0 || distinctBytes < pieces || end < 0) {
      throw damaged();
    }
    return new PieceFile.Header(new String(pattern, UTF_8), slice, slices);
  }

  /** What the file says before its pieces. */
  public PieceFile.Header header() {
    return header;
  }

  /** Number of pieces in the file. */
  public long pieces() {
    return pieces;
  }

  /** Number of bytes of all pieces in the file. */
  public long distinctBytes() {
    return distinctBytes;
  }

  /** Greater than every position of the counting. */
  public long end() {
    return end;
  }

  /** What messages call the file. */
  public String name() {
    return name;
  }

  @Override
  public boolean next() throws IOException {
    if (ended) {
      return false;
    }
    int shared = (int) varint(length);
    int rest = (int) varint(PieceFile.MAX_PIECE - shared);
    if (rest == 0) {
      finish(shared);
      return false;
    }
    boolean first = piecesRead == 0;
    int before = shared < length ? piece[shared] & 0xFF : -1;
    length = shared + rest;
    if (length > piece.length) {
      grow(shared);
    }
    read(piece, shared, rest);
    count = varint(Long.MAX_VALUE);
    position = varint(Long.MAX_VALUE);
    if ((!first && (piece[shared] & 0xFF) <= before) || count == 0 || position >= end) {
      throw damaged();
    }
    piecesRead++;
    bytesRead += length;
    return true;
  }

  /** Not beyond what the file says there is, lest a damaged length take all memory. */
  private void grow(int kept) throws IOException {
    if (length > distinctBytes) {
      throw damaged();
    }
    byte[] grown = new byte[(int) Math.min(2L * length, PieceFile.MAX_PIECE)];
    System.arraycopy(piece, 0, grown, 0, kept);
    piece = grown;
  }

  private void finish(int shared) throws IOException {
    for (int i = 0; i < 3 * Long.BYTES; i++) {
      read();
    }
    checksum.update(buffer, 0, at);
    int expected = (int) checksum.getValue();
    int actual = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      actual = (actual << Byte.SIZE) | readUnchecked();
    }
    if (shared != 0 || actual != expected || piecesRead != pieces || bytesRead != distinctBytes) {
      throw damaged();
    }
    ended = true;
  }

  @Override
  public byte[] bytes() {
    return piece;
  }

  @Override
  public int length() {
    return length;
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
    channel.close();
  }

  private long varint(long max) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int b = read();
      value |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        if (value > max) {
          throw damaged();
        }
        return value;
      }
    }
    throw damaged();
  }

  private int read() throws IOException {
    if (at == filled) {
      checksum.update(buffer, 0, filled);
      refill();
    }
    return buffer[at++] & 0xFF;
  }

  /** A byte of the checksum itself. */
  private int readUnchecked() throws IOException {
    if (at == filled) {
      refill();
    }
    return buffer[at++] & 0xFF;
  }

  private void refill() throws IOException {
    try {
      filled = in.read(buffer, 0, BUFFER);
    } catch (IOException e) {
      throw Document.unreadable(name, e);
    }
    at = 0;
    if (filled <= 0) {
      throw damaged();
    }
  }

  private void read(byte[] target, int from, int n) throws IOException {
    int done = 0;
    while (done < n) {
      if (at == filled) {
        checksum.update(buffer, 0, filled);
        refill();
      }
      int step = Math.min(n - done, filled - at);
      System.arraycopy(buffer, at, target, from + done, step);
      at += step;
      done += step;
    }
  }

  private PieceFileException damaged() {
    return new PieceFileException(
        name + ": the counted pieces are damaged near number " + piecesRead);
  }
}
