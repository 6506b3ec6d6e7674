package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
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

  /** The tokens of a text according to the encoding alone, without a stream. */
  static List<SeenToken> expected(Encoding encoding, SpecialTokens specials, String text) {
    Tokens tokens = new Tokens();
    encoding.tokenize(text, specials, tokens);
    List<SeenToken> expected = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String type = encoding.isSpecial(tokens.id(i)) ? BpeTokenizer.SPECIAL_TYPE : "word";
      expected.add(new SeenToken(tokens.id(i), tokens.start(i), tokens.end(i), type, 1));
    }
    return expected;
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
