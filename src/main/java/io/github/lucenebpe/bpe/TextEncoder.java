package io.github.lucenebpe.bpe;

import io.github.lucenebpe.split.PieceReader;
import java.io.IOException;

/**
 * Encodes whole texts for one thread: the text goes through the same {@link PieceReader} as a
 * stream, so that scratch memory depends on the longest piece and not on the text.
 */
final class TextEncoder {
  private final Encoding encoding;
  private final CharSequenceReader input = new CharSequenceReader();
  private final PieceReader pieces;
  private final PieceEncoder encoder;
  private final Tokens tokens = new Tokens();

  TextEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.pieces = new PieceReader(encoding.splitter());
    this.encoder = new PieceEncoder(encoding);
  }

  int[] encode(CharSequence text, SpecialTokens specials) {
    tokenize(text, specials, tokens);
    int[] ids = tokens.toArray();
    tokens.reset();
    return ids;
  }

  void tokenize(CharSequence text, SpecialTokens specials, Tokens out) {
    SpecialTokenFinder finder = start(text, specials);
    while (next()) {
      char[] chars = pieces.chars();
      int start = pieces.start();
      int end = pieces.end();
      int base = (int) pieces.discarded();
      if (pieces.isDelimiter()) {
        out.add(finder.id(chars, start, end - start, base + start), base + start, base + end);
      } else {
        encoder.encode(chars, start, end, base, out);
      }
    }
    end();
  }

  int count(CharSequence text, SpecialTokens specials) {
    SpecialTokenFinder finder = start(text, specials);
    int count = 0;
    while (next()) {
      char[] chars = pieces.chars();
      int start = pieces.start();
      int end = pieces.end();
      if (pieces.isDelimiter()) {
        finder.id(chars, start, end - start, pieces.discarded() + start);
        count++;
      } else {
        count += encoder.count(chars, start, end);
      }
    }
    end();
    return count;
  }

  /** Number of tokens of the last piece, 0 if it is a special token or if there is no piece. */
  int lastPieceTokens(CharSequence text, SpecialTokens specials) {
    start(text, specials);
    int count = 0;
    while (next()) {
      count =
          pieces.isDelimiter() ? 0 : encoder.count(pieces.chars(), pieces.start(), pieces.end());
    }
    end();
    return count;
  }

  private SpecialTokenFinder start(CharSequence text, SpecialTokens specials) {
    if (specials.allowsAny()) {
      // What is rejected may lie inside what is allowed, so it is looked for by itself.
      reject(text, SpecialTokenFinder.ofRejected(encoding.specialTokens(), specials));
    }
    SpecialTokenFinder finder = encoding.specialTokenFinder(specials);
    input.reset(text);
    pieces.reset(input, finder);
    return finder;
  }

  private void reject(CharSequence text, SpecialTokenFinder rejected) {
    if (rejected != null) {
      input.reset(text);
      pieces.reset(input, rejected);
      while (next()) {
        if (pieces.isDelimiter()) {
          int start = pieces.start();
          int length = pieces.end() - start;
          throw rejected.rejection(pieces.chars(), start, length, pieces.discarded() + start);
        }
      }
    }
  }

  private boolean next() {
    try {
      return pieces.next();
    } catch (IOException e) {
      throw new AssertionError("text in memory cannot fail", e);
    }
  }

  private void end() {
    input.close();
    pieces.release();
  }
}
