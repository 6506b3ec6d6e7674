package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.bpe.SpecialTokenFinder;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.split.PieceReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Encodes texts as they are read: holds no more of a text than its longest piece, and gives the ids
 * that {@link Encoding#encode} gives for the whole of it. Not thread-safe.
 */
final class StreamEncoder {
  private final SpecialTokenFinder specials;
  private final PieceReader pieces;
  private final PieceEncoder encoder;
  private final Tokens tokens = new Tokens();

  StreamEncoder(Encoding encoding, SpecialTokens policy) {
    specials = encoding.specialTokenFinder(policy);
    pieces = new PieceReader(encoding.splitter(), specials);
    encoder = encoding.pieceEncoder();
  }

  /** Takes ids in the order of the text. */
  interface Ids {
    void accept(int id) throws IOException;
  }

  /**
   * Encodes a text.
   *
   * @throws IllegalArgumentException if the text holds a special token that the policy rejects
   */
  void encode(Reader text, Ids ids) throws IOException {
    pieces.reset(text);
    while (pieces.next()) {
      if (pieces.isDelimiter()) {
        ids.accept(specialId());
      } else {
        tokens.clear();
        encoder.encode(pieces, 0, tokens);
        for (int i = 0; i < tokens.size(); i++) {
          ids.accept(tokens.id(i));
        }
      }
    }
    pieces.release();
  }

  /**
   * The number of tokens of a text.
   *
   * @throws IllegalArgumentException if the text holds a special token that the policy rejects
   */
  long count(Reader text) throws IOException {
    long count = 0;
    pieces.reset(text);
    while (pieces.next()) {
      if (pieces.isDelimiter()) {
        specialId();
        count++;
      } else {
        count += encoder.count(pieces);
      }
    }
    pieces.release();
    return count;
  }

  private int specialId() {
    int start = pieces.start();
    return specials.id(pieces.chars(), start, pieces.end() - start, pieces.discarded() + start);
  }
}
