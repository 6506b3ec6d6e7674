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
  private final IntList ids = new IntList();

  TextEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.pieces = new PieceReader(encoding.splitter());
    this.encoder = encoding.pieceEncoder();
  }

  int[] encode(CharSequence text, SpecialTokens specials) {
    SpecialTokenFinder finder = start(text, specials);
    while (next()) {
      if (pieces.isDelimiter()) {
        ids.add(special(finder));
      } else {
        encoder.encode(pieces, ids);
      }
      encoder.encodeRun(pieces, ids);
    }
    end();
    int[] result = ids.toArray();
    ids.reset();
    return result;
  }

  void tokenize(CharSequence text, SpecialTokens specials, Tokens out) {
    SpecialTokenFinder finder = start(text, specials);
    while (next()) {
      int base = (int) pieces.discarded();
      if (pieces.isDelimiter()) {
        out.add(special(finder), base + pieces.start(), base + pieces.end());
      } else {
        encoder.encode(pieces, base, out);
      }
      encodeRuns(out);
    }
    end();
  }

  private void encodeRuns(Tokens out) {
    int before;
    do {
      before = pieces.end();
      encoder.encodeRun(pieces, (int) pieces.discarded(), out);
    } while (pieces.end() > before);
  }

  int count(CharSequence text, SpecialTokens specials) {
    SpecialTokenFinder finder = start(text, specials);
    int count = 0;
    while (next()) {
      if (pieces.isDelimiter()) {
        count += countSpecial(finder);
      } else {
        count += encoder.count(pieces);
      }
      encoder.encodeRun(pieces, ids);
      count += ids.size();
      ids.reset();
    }
    end();
    return count;
  }

  /** 1 for the special token that the current piece is, or an exception if it is rejected. */
  private int countSpecial(SpecialTokenFinder finder) {
    return special(finder) >= 0 ? 1 : 0;
  }

  TokenPrefix countUpTo(CharSequence text, int limit, SpecialTokens specials) {
    SpecialTokenFinder finder = start(text, specials);
    Tokens tokens = new Tokens();
    int count = 0;
    int reached = 0;
    while (next()) {
      int base = (int) pieces.discarded();
      if (pieces.isDelimiter()) {
        tokens.add(special(finder), base + pieces.start(), base + pieces.end());
      } else {
        encoder.encode(pieces, base, tokens);
      }
      while (tokens.size() > 0 && tokens.size() <= limit - count) {
        count += tokens.size();
        reached = base + pieces.end();
        tokens.clear();
        encoder.encodeRun(pieces, base, tokens);
      }
      if (tokens.size() > 0) {
        end();
        return prefix(tokens, count, limit, reached);
      }
    }
    end();
    return new TokenPrefix(count, text.length(), true);
  }

  /**
   * The prefix that ends among some tokens, not inside a character.
   *
   * @param before number of tokens before them
   * @param reached where those end
   */
  private static TokenPrefix prefix(Tokens tokens, int before, int limit, int reached) {
    int n = limit - before;
    while (n > 0 && tokens.start(n) < tokens.end(n - 1)) {
      n--; // the next token shares a character with this one
    }
    return new TokenPrefix(before + n, n == 0 ? reached : tokens.end(n - 1), false);
  }

  private int special(SpecialTokenFinder finder) {
    int start = pieces.start();
    return finder.id(pieces.chars(), start, pieces.end() - start, pieces.discarded() + start);
  }

  /** Number of tokens of the last piece, 0 if it is a special token or if there is no piece. */
  int lastPieceTokens(CharSequence text, SpecialTokens specials) {
    start(text, specials);
    int count = 0;
    while (next()) {
      count = pieces.isDelimiter() ? 0 : encoder.count(pieces);
    }
    end();
    return count;
  }

  void forgetPieces() {
    encoder.forgetPieces();
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
