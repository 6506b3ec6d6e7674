package io.github.lucenebpe.split;

/**
 * Cuts text into pieces, the units inside which byte-pair merges happen.
 *
 * <p>A splitter never looks at the text before a piece: what a piece is depends only on the text
 * from its start on. So a text may be cut as it arrives, from any piece boundary on, by any thread.
 * Both methods tell when their answer hangs on text that has not arrived yet: they return the
 * bitwise complement {@code ~index} when they looked at the end {@code to} of the text to decide.
 * Such an {@code index} is right if the text really ends at {@code to}; with more text it may be
 * another.
 *
 * <p>Text is UTF-16. An unpaired surrogate is treated as U+FFFD. A high surrogate at {@code to - 1}
 * counts as having looked at the end.
 *
 * <p>Implementations are immutable and shared by threads.
 */
public sealed interface Splitter
    permits Cl100kSplitter, Gpt2Splitter, O200kSplitter, RegexSplitter, WholeTextSplitter {

  /**
   * The regular expression that this splitter implements, in the notation of the reference engines;
   * empty for {@link WholeTextSplitter}. {@link #of(String)} gives an equal splitter from it.
   */
  String pattern();

  /**
   * Where the next piece starts: {@code from} itself, except for a pattern that leaves text
   * unmatched; such text belongs to no piece and is not encoded, as with {@code findall} in the
   * reference.
   *
   * @param text the text
   * @param from index of the first char to look at, a piece boundary
   * @param to index after the last char, greater than {@code from}
   * @return index of the first char of the next piece, {@code to} if there is none; {@code ~index}
   *     if the answer may change when text is added at {@code to}
   */
  default int pieceStart(char[] text, int from, int to) {
    return from;
  }

  /** Whether {@link #pieceStart} may be after {@code from}. */
  default boolean mayLeaveText() {
    return false;
  }

  /**
   * Where the piece that starts at {@code from} ends.
   *
   * @param text the text
   * @param from index of the first char of the piece, as {@link #pieceStart} gave it
   * @param to index after the last char, greater than {@code from}
   * @return index after the last char of the piece, greater than {@code from} and at most {@code
   *     to}; {@code ~index} if the answer may change when text is added at {@code to}
   */
  int pieceEnd(char[] text, int from, int to);

  /**
   * {@link #pieceEnd} for a stretch of a text that is ASCII, given as bytes: a short cut that may
   * be declined.
   *
   * @param text ASCII, with {@link #ASCII_PADDING} more bytes of any content after {@code to}
   * @param from index of the first byte of the piece
   * @param to index after the last byte, greater than {@code from}
   * @return index after the last byte of the piece; {@code ~index} if that hangs on what follows
   *     {@code to}, even if nothing does, or if this splitter has no short cut
   */
  default int asciiPieceEnd(byte[] text, int from, int to) {
    return ~to;
  }

  /**
   * Where pieces start in a block at whose first character one starts: many at a glance.
   *
   * @param block may be changed to what this splitter takes for letters
   * @return a bit for each of the characters but the first, as many from the first on as are
   *     certain; 0 if none is, or if this splitter has no such short cut
   */
  default long asciiStarts(AsciiBlock block) {
    return 0;
  }

  /**
   * Whether a piece is certain to start at a place in UTF-8, whatever stands before and after, so
   * that a text may be cut there and the parts be split apart. The part before is to be split with
   * one more letter after it, lest its end be taken for the end of the text.
   *
   * @param utf8 the text; need not be well-formed
   * @param at index of a byte, greater than 0
   * @return false if that is not certain, or if this splitter can't tell
   */
  default boolean isCertainStart(byte[] utf8, int at) {
    return false;
  }

  /** Bytes that {@link #asciiPieceEnd} may read after the text. */
  int ASCII_PADDING = AsciiClauses.PADDING;

  /**
   * The splitter for a pattern: the hand-written one if the pattern is the text of a known GPT
   * pattern (several spellings of the same pattern are known), else a {@link RegexSplitter}.
   *
   * @param pattern a split pattern; empty for no splitting
   * @throws IllegalArgumentException if the pattern is malformed, or means something else to
   *     java.util.regex than to the reference engines; the message names the construct and its
   *     index
   */
  static Splitter of(String pattern) {
    return SplitPatterns.splitter(pattern);
  }
}
