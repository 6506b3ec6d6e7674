package io.github.lucenebpe.split;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of chars into pieces and holds no more of it than the longest piece needs. For a
 * {@link RegexSplitter} whose pattern leaves text unmatched, a stretch of such text counts as a
 * piece.
 *
 * <p>The pieces are those of the whole text, however the stream is cut by its {@link Reader}: a
 * piece is handed out only when no further text can change it ({@link Splitter#pieceEnd}). The
 * buffer doubles when the text from the current piece on fills it, so that looking again at a long
 * piece after each read costs O(n) in total.
 *
 * <p>Stretches of ASCII are also kept as bytes and cut by {@link Splitter#asciiPieceEnd}, which is
 * quicker; what it declines goes the general way.
 *
 * <p>Not thread-safe; reusable through {@link #reset}.
 */
public final class PieceReader {
  private static final int INITIAL_CAPACITY = 8192;

  /** The longest array that every JVM makes is a little below 2^31; the bytes have padding too. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 64;

  /** Bytes after {@link #asciiBytes}, so that a piece can be read in two longs. */
  private static final int PADDING = Math.max(16, Splitter.ASCII_PADDING);

  /** In shorter stretches of ASCII the short cut is a detour. */
  private static final int MIN_ASCII = 4;

  /** In longer ones, vector instructions are quicker. */
  private static final int SHORT_ASCII = 32;

  private final Splitter splitter;
  private Delimiters delimiters;
  private int lookAhead;

  private Reader in;
  private char[] buffer = new char[INITIAL_CAPACITY];
  private int filled;
  private boolean atEnd;

  /** The bytes of stretches of ASCII in the buffer, as far as they were asked for. */
  private byte[] ascii = new byte[INITIAL_CAPACITY + PADDING];

  private final CharsetEncoder asciiEncoder = StandardCharsets.US_ASCII.newEncoder();

  /** Views of {@link #buffer} and {@link #ascii}; null until they are needed. */
  private CharBuffer asciiIn;

  private ByteBuffer asciiOut;

  /** The text from {@link #end} to here is ASCII, if there is any, and in one segment. */
  private int asciiEnd;

  private long discarded;
  private int start;
  private int end;
  private boolean delimiter;

  /** Before this index no delimiter starts at or after {@link #end}. */
  private int searched;

  /** Start of the next delimiter, -1 while none is known. */
  private int nextDelimiter;

  /** Pieces of the text as it is. */
  public PieceReader(Splitter splitter) {
    this(splitter, null);
  }

  /** Pieces of the text between delimiters, and the delimiters themselves. */
  public PieceReader(Splitter splitter, Delimiters delimiters) {
    this.splitter = splitter;
    cutAt(delimiters);
  }

  private void cutAt(Delimiters newDelimiters) {
    delimiters = newDelimiters;
    lookAhead = newDelimiters == null ? 0 : newDelimiters.maxLength() - 1;
  }

  /** What cuts the text. */
  public Splitter splitter() {
    return splitter;
  }

  /** Starts on a new stream with other delimiters; null for none. */
  public void reset(Reader newInput, Delimiters newDelimiters) {
    cutAt(newDelimiters);
    reset(newInput);
  }

  /** Starts on a new stream. The reader is read lazily, and never closed here. */
  public void reset(Reader newInput) {
    in = newInput;
    filled = 0;
    atEnd = false;
    discarded = 0;
    start = 0;
    end = 0;
    delimiter = false;
    searched = 0;
    nextDelimiter = -1;
    asciiEnd = 0;
  }

  /** Lets go of the stream, and of a buffer that a long piece has made big. */
  public void release() {
    reset(null);
    if (buffer.length > INITIAL_CAPACITY) {
      buffer = new char[INITIAL_CAPACITY];
      ascii = new byte[INITIAL_CAPACITY + PADDING];
      asciiIn = null;
    }
  }

  /**
   * Moves to the next piece.
   *
   * @return false when there is none
   * @throws IOException if the reader fails
   * @throws IllegalStateException if a piece is longer than an array can be
   */
  public boolean next() throws IOException {
    if (end < asciiEnd) {
      int pieceEnd = splitter.asciiPieceEnd(ascii, end, asciiEnd);
      if (pieceEnd >= 0) {
        start = end;
        end = pieceEnd;
        delimiter = false;
        return true;
      }
    }
    return nextOfAnyText();
  }

  private boolean nextOfAnyText() throws IOException {
    while (true) {
      int segmentEnd = findSegmentEnd();
      boolean closed = atEnd || nextDelimiter >= 0;
      if (end < segmentEnd) {
        if (nextPiece(segmentEnd, closed)) {
          findAscii(segmentEnd);
          return true;
        }
      } else if (nextDelimiter == end) {
        start = end;
        end = start + delimiters.length(buffer, start, filled);
        delimiter = true;
        nextDelimiter = -1;
        searched = end;
        return true;
      } else if (closed) {
        start = end;
        return false;
      }
      if (end == segmentEnd && closed) {
        continue;
      }
      readMore();
    }
  }

  /**
   * The bytes of an ASCII piece, at the indices of its chars, with room to read 16 bytes from each
   * of them. Valid until {@link #next}.
   */
  public byte[] asciiBytes() {
    return ascii;
  }

  /** The chars; the current piece is {@code chars()[start(), end())}. Valid until {@link #next}. */
  public char[] chars() {
    return buffer;
  }

  /**
   * Index up to which the text from {@link #end} on has arrived and holds no delimiter. A caller
   * may cut it by the splitter itself, take the pieces that are certain, and then {@link #skipTo}
   * the end of the last of them.
   */
  public int certainEnd() {
    return findSegmentEnd();
  }

  /**
   * Index after the stretch of ASCII that starts at {@code from}, whose bytes are in {@link
   * #asciiBytes}; {@code from} if it is too short to be worth a way of its own.
   */
  public int asciiEnd(int from, int to) {
    int known = Math.min(to, from + SHORT_ASCII);
    int i = from;
    while (i < known && buffer[i] < 0x80) {
      ascii[i] = (byte) buffer[i];
      i++;
    }
    if (i == known && i < to) {
      i = longAsciiEnd(i, to);
    }
    return i - from < MIN_ASCII ? from : i;
  }

  /** The rest of a longer stretch goes through the encoder of the JDK, which uses vectors. */
  private int longAsciiEnd(int from, int to) {
    if (asciiIn == null) {
      asciiIn = CharBuffer.wrap(buffer);
      asciiOut = ByteBuffer.wrap(ascii);
    }
    asciiEncoder.encode(asciiIn.limit(to).position(from), asciiOut.limit(to).position(from), false);
    return asciiIn.position();
  }

  /** Moves to a piece boundary before {@link #certainEnd}, as if {@link #next} had come there. */
  public void skipTo(int boundary) {
    assert boundary >= end && boundary <= filled : boundary;
    end = boundary;
    asciiEnd = boundary;
  }

  /** Index of the first char of the current piece in {@link #chars}. */
  public int start() {
    return start;
  }

  /** Index after the last char of the current piece in {@link #chars}. */
  public int end() {
    return end;
  }

  /** Whether the current piece is a delimiter. */
  public boolean isDelimiter() {
    return delimiter;
  }

  /** Number of chars of the stream before {@code chars()[0]}. */
  public long discarded() {
    return discarded;
  }

  /** Number of chars read so far from the stream. */
  public long charsRead() {
    return discarded + filled;
  }

  /** Index up to which the text from {@link #end} on is known to hold no delimiter. */
  private int findSegmentEnd() {
    if (delimiters == null) {
      return filled;
    }
    if (nextDelimiter >= 0) {
      return nextDelimiter;
    }
    // A delimiter that starts here or later may not have arrived whole.
    int certain = Math.max(end, atEnd ? filled : filled - lookAhead);
    if (searched < certain) {
      int found = delimiters.find(buffer, searched, filled);
      if (found >= 0 && found < certain) {
        nextDelimiter = found;
        return found;
      }
      searched = certain;
    }
    return certain;
  }

  /** Takes the next piece of {@code buffer[end, segmentEnd)} if it is certain. */
  private boolean nextPiece(int segmentEnd, boolean closed) {
    int pieceStart = splitter.pieceStart(buffer, end, segmentEnd);
    if (pieceStart < 0) {
      if (!closed) {
        return false;
      }
      pieceStart = ~pieceStart;
    }
    if (pieceStart == segmentEnd) {
      end = segmentEnd;
      return false;
    }
    int pieceEnd = splitter.pieceEnd(buffer, pieceStart, segmentEnd);
    if (pieceEnd < 0) {
      if (!closed) {
        return false;
      }
      pieceEnd = ~pieceEnd;
    }
    start = pieceStart;
    end = pieceEnd;
    delimiter = false;
    return true;
  }

  /** Looks how far the text from {@link #end} on is ASCII, unless that is known. */
  private void findAscii(int segmentEnd) {
    if (asciiEnd > end) {
      return;
    }
    asciiEnd = asciiEnd(end, segmentEnd);
  }

  private int grownCapacity() {
    if (buffer.length == MAX_CAPACITY) {
      throw new IllegalStateException("a piece is longer than " + MAX_CAPACITY + " chars");
    }
    return (int) Math.min(2L * buffer.length, MAX_CAPACITY);
  }

  /** Moves the text from {@link #end} on to the front of the buffer and fills the rest. */
  private void readMore() throws IOException {
    int kept = filled - end;
    if (kept > buffer.length / 2) {
      buffer = Arrays.copyOf(Arrays.copyOfRange(buffer, end, filled), grownCapacity());
      ascii = new byte[buffer.length + PADDING];
      asciiIn = null;
    } else {
      System.arraycopy(buffer, end, buffer, 0, kept);
    }
    discarded += end;
    searched = Math.max(0, searched - end);
    start = 0;
    end = 0;
    asciiEnd = 0;
    filled = kept;
    while (filled < buffer.length && !atEnd) {
      int n = in.read(buffer, filled, buffer.length - filled);
      atEnd = n < 0;
      filled += Math.max(0, n);
    }
  }
}
