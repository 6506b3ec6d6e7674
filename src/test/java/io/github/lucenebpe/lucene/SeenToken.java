package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.bpe.SpecialTokenFinder;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.split.PieceReader;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.io.CharArrayReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/** What a stream says about one token. */
record SeenToken(int id, int start, int end, String type, int positionIncrement) {

  /**
   * The tokens of a text that lies in memory as a whole: cut at its special tokens, split, and each
   * piece encoded by itself. No buffer cuts it, unlike in {@link Encoding#encode} and the
   * tokenizer.
   */
  static List<SeenToken> expected(Encoding encoding, SpecialTokens specials, String text)
      throws IOException {
    char[] chars = text.toCharArray();
    SpecialTokenFinder finder = encoding.specialTokenFinder(specials);
    PieceEncoder encoder = encoding.pieceEncoder();
    List<SeenToken> expected = new ArrayList<>();
    for (int at = 0; at < chars.length; ) {
      int special = finder == null ? -1 : finder.find(chars, at, chars.length);
      int segmentEnd = special < 0 ? chars.length : special;
      Tokens tokens = new Tokens();
      encode(encoding.splitter(), encoder, chars, at, segmentEnd, tokens);
      for (int i = 0; i < tokens.size(); i++) {
        expected.add(new SeenToken(tokens.id(i), tokens.start(i), tokens.end(i), "word", 1));
      }
      at = segmentEnd;
      if (special >= 0) {
        int length = finder.length(chars, special, chars.length);
        int id = finder.id(chars, special, length, special);
        at += length;
        expected.add(new SeenToken(id, special, at, BpeTokenizer.SPECIAL_TYPE, 1));
      }
    }
    return expected;
  }

  private static void encode(
      Splitter splitter, PieceEncoder encoder, char[] chars, int from, int to, Tokens tokens)
      throws IOException {
    PieceReader piece = new PieceReader(WholeTextSplitter.INSTANCE);
    for (int at = from; at < to; ) {
      int start = certain(splitter.pieceStart(chars, at, to));
      if (start < to) {
        at = certain(splitter.pieceEnd(chars, start, to));
        piece.reset(new CharArrayReader(chars, start, at - start));
        piece.next();
        encoder.encode(piece, start, tokens);
      } else {
        at = to;
      }
    }
  }

  /** The answer of a splitter to a caller who has the whole text. */
  private static int certain(int index) {
    return index < 0 ? ~index : index;
  }

  /** The tokens of a text according to a tokenizer, which is taken through its whole life. */
  static List<SeenToken> read(Tokenizer tokenizer, Reader text) throws IOException {
    tokenizer.setReader(text);
    try (tokenizer) {
      tokenizer.reset();
      List<SeenToken> seen = new ArrayList<>();
      while (tokenizer.incrementToken()) {
        seen.add(current(tokenizer));
      }
      tokenizer.end();
      return seen;
    }
  }

  /** The token that a stream stands on. */
  static SeenToken current(TokenStream stream) {
    OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
    return new SeenToken(
        stream.getAttribute(TokenIdAttribute.class).getTokenId(),
        offset.startOffset(),
        offset.endOffset(),
        stream.getAttribute(TypeAttribute.class).type(),
        stream.getAttribute(PositionIncrementAttribute.class).getPositionIncrement());
  }
}
