package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Vocabulary;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The {@link TokenText} of every token of an encoding, end to end in one array, so that writing a
 * term is one array copy. Special tokens are kept aside: their ids may be anywhere. Immutable; one
 * for each encoding, made on first use and kept as long as the encoding (some 4 MB for 200,000
 * tokens).
 */
final class TokenTexts {
  private static final Map<Encoding, TokenTexts> TEXTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final char[] chars;

  /** The text of a token is {@code chars[starts[id], starts[id + 1])}; empty if id is unused. */
  private final int[] starts;

  private final Map<Integer, String> specials = new HashMap<>();

  private TokenTexts(Encoding encoding) {
    Vocabulary vocabulary = encoding.vocabulary();
    StringBuilder text = new StringBuilder();
    starts = new int[vocabulary.size() + 1];
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.contains(id)) {
        TokenText.append(vocabulary.bytes(id), text);
        requireIndexable(encoding, id, text, starts[id]);
      }
      starts[id + 1] = text.length();
    }
    chars = new char[text.length()];
    text.getChars(0, chars.length, chars, 0);
    for (int id : encoding.specialTokens().values()) {
      String special = TokenText.format(encoding.tokenBytes(id));
      requireIndexable(encoding, id, special, 0);
      specials.put(id, special);
    }
  }

  /**
   * The texts of an encoding.
   *
   * @throws IllegalArgumentException if a text is too long for a term of an index
   */
  static TokenTexts of(Encoding encoding) {
    return TEXTS.computeIfAbsent(encoding, TokenTexts::new);
  }

  /** Makes the term the text of a token. */
  void write(int id, CharTermAttribute term) {
    if (id < starts.length - 1 && starts[id] < starts[id + 1]) {
      term.copyBuffer(chars, starts[id], starts[id + 1] - starts[id]);
    } else {
      term.setEmpty().append(specials.get(id));
    }
  }

  private static void requireIndexable(Encoding encoding, int id, CharSequence text, int start) {
    int length = UnicodeUtil.calcUTF16toUTF8Length(text, start, text.length() - start);
    if (length > IndexWriter.MAX_TERM_LENGTH) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: the text of token %d has %d bytes, but a term has at most %d; use ids as terms",
              encoding.name(),
              id,
              length,
              IndexWriter.MAX_TERM_LENGTH));
    }
  }
}
