package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.PieceEncoder;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.split.PieceReader;
import java.io.CharArrayReader;
import java.io.IOException;
import java.util.Arrays;

/**
 * Words one by one, as they were seen before or else by {@link Encoding#tokenize} with less to be
 * set up for each.
 *
 * <p>Not thread-safe.
 */
final class WordEncoder {
  /** Scratch for longer words is not kept. */
  private static final int KEPT = 1 << 12;

  private final Encoding encoding;
  private final BpeWords words;
  private final PieceReader pieces;

  /** Borrowed from the first word to {@link #release}; else null. */
  private PieceEncoder encoder;

  /** The word, and what it is encoded behind. */
  private char[] text = new char[64];

  private Tokens tokens = new Tokens();

  WordEncoder(Encoding encoding) {
    this.encoding = encoding;
    words = BpeWords.of(encoding);
    pieces = new PieceReader(encoding.splitter());
  }

  /** The word that is {@code chars[0, length)}. */
  SearchWord word(char[] chars, int length) throws IOException {
    SearchWord word = words.get(chars, length);
    if (word == null) {
      word = encode(Arrays.copyOf(chars, length));
      words.add(word);
    }
    return word;
  }

  private SearchWord encode(char[] chars) throws IOException {
    if (encoder == null) {
      encoder = encoding.pieceEncoder();
    }
    WordKind kind = WordKind.of(chars);
    int space = BpeWord.takesSpace(kind) ? 1 : 0;
    if (text.length < space + chars.length) {
      text = new char[space + chars.length];
    }
    text[0] = ' ';
    System.arraycopy(chars, 0, text, space, chars.length);
    tokens.clear();
    pieces.reset(new CharArrayReader(text, 0, space + chars.length));
    while (pieces.next()) {
      encoder.encode(pieces, (int) pieces.discarded(), tokens);
    }
    SearchWord word = SearchWord.of(encoding, chars, kind, tokens);
    if (chars.length > KEPT) {
      text = new char[64];
      tokens = new Tokens();
      pieces.release();
    }
    return word;
  }

  /** Gives back what is shared, until the next word. */
  void release() {
    if (encoder != null) {
      encoder.release();
      encoder = null;
    }
    pieces.release();
  }
}
