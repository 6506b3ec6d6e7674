package io.github.lucenebpe.split;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Cuts a stream of chars into pieces and holds no more of it than the longest piece needs.
 *
 * <p>The pieces are those of the whole text, however the stream is cut by its {@link Reader}: a
 * piece is handed out only when no further text can change it ({@link Splitter#pieceEnd}). The
 * buffer doubles when the text from the current piece on fills it, so that looking again at a long
 * piece after each read costs O(n) in total.
 *
 * <p>Not thread-safe; reusable through {@link #reset}.
 */
public final class PieceReader {
  private static final int INITIAL_CAPACITY = 8192;

  private final Splitter splitter;
  private Delimiters delimiters;
  private int lookAhead;

  private Reader in;
  private char[] buffer = new char[INITIAL_CAPACITY];
  private int filled;
  private boolean atEnd;

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
  }

  /** Lets go of the stream, and of a buffer that a long piece has made big. */
  public void release() {
    reset(null);
    if (buffer.length > INITIAL_CAPACITY) {
      buffer = new char[INITIAL_CAPACITY];
    }
  }

  /**
   * Moves to the next piece.
   *
   * @return false when there is none
   * @throws IOException if the reader fails
   */
  public boolean next() throws IOException {
    while (true) {
      int segmentEnd = findSegmentEnd();
      boolean closed = atEnd || nextDelimiter >= 0;
      if (end < segmentEnd) {
        if (nextPiece(segmentEnd, closed)) {
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

  /** The chars; the current piece is {@code chars()[start(), end())}. Valid until {@link #next}. */
  public char[] chars() {
    return buffer;
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

  /** Moves the text from {@link #end} on to the front of the buffer and fills the rest. */
  private void readMore() throws IOException {
    int kept = filled - end;
    if (kept > buffer.length / 2) {
      char[] grown = Arrays.copyOfRange(buffer, end, end + Math.max(kept, 2 * buffer.length));
      buffer = grown;
    } else {
      System.arraycopy(buffer, end, buffer, 0, kept);
    }
    discarded += end;
    searched = Math.max(0, searched - end);
    start = 0;
    end = 0;
    filled = kept;
    while (filled < buffer.length) {
      int n = in.read(buffer, filled, buffer.length - filled);
      if (n < 0) {
        atEnd = true;
        return;
      }
      filled += n;
    }
  }
}
