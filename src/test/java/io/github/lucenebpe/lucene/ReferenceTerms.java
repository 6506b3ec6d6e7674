package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The terms of a word in {@link TermLayout#QUERY} as the documentation has them: no cache, no
 * reused arrays, nothing from the classes that it checks but the kind of the word.
 */
final class ReferenceTerms {
  private static final int WORD_LIMIT = 255;

  private ReferenceTerms() {}

  /** A term, and its chars in the word. */
  record Span(String term, int start, int end) {}

  /**
   * The terms of a word, in the order of a stream.
   *
   * @param word in its normal form
   */
  static List<Span> of(Encoding encoding, String word) {
    if (word.length() > WORD_LIMIT) {
      throw new IllegalArgumentException("a word of " + word.length() + " chars");
    }
    WordKind kind = WordKind.of(word.toCharArray());
    boolean spaceless = kind == WordKind.IDEOGRAPHIC || kind == WordKind.UNSPACED;
    String prefix = spaceless || kind == WordKind.NUMBER ? "" : " ";
    Tokens tokens = new Tokens();
    encoding.tokenize(prefix + word, SpecialTokens.ORDINARY, tokens);
    List<Span> terms = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      terms.add(span(tokens.id(i) + "", tokens, i, i, prefix.length()));
      if (i == 0) {
        switch (kind) {
          case NUMBER -> {
            if (tokens.size() > 1) {
              terms.add(new Span("=" + word, 0, word.length()));
            }
          }
          case ALPHABETIC -> addStem(encoding, word, terms);
          case CONSONANTAL -> addGrams(word, 3, 0, Integer.MAX_VALUE, terms);
          case SYLLABIC -> addGrams(word, 2, 0, Integer.MAX_VALUE, terms);
          default -> {}
        }
      }
      boolean last = i + 1 == tokens.size();
      if (kind == WordKind.IDEOGRAPHIC) {
        // Those that start before the next token does.
        int from = i == 0 ? 0 : tokens.start(i);
        addGrams(word, 2, from, last ? Integer.MAX_VALUE : tokens.start(i + 1), terms);
      } else if (kind == WordKind.UNSPACED && !last) {
        terms.add(span(tokens.id(i) + "_" + tokens.id(i + 1), tokens, i, i + 1, 0));
      }
    }
    return terms;
  }

  private static Span span(String term, Tokens tokens, int first, int last, int prefix) {
    return new Span(term, Math.max(0, tokens.start(first) - prefix), tokens.end(last) - prefix);
  }

  private static void addStem(Encoding encoding, String word, List<Span> terms) {
    for (int end = Math.min(6, word.length() - 1); end >= 3; end--) {
      boolean whole = !Character.isHighSurrogate(word.charAt(end - 1));
      byte[] bytes = (" " + word.substring(0, end)).getBytes(StandardCharsets.UTF_8);
      if (whole && encoding.tokenId(bytes) >= 0) {
        terms.add(new Span(encoding.tokenId(bytes) + "", 0, end));
        return;
      }
    }
    if (word.length() > 5) {
      int end = Character.isHighSurrogate(word.charAt(4)) ? 4 : 5;
      terms.add(new Span("^" + word.substring(0, end), 0, end));
    }
  }

  private static void addGrams(String word, int n, int from, int to, List<Span> terms) {
    int[] characters = word.codePoints().toArray();
    for (int i = 0; i + n <= characters.length; i++) {
      int start = IntStream.range(0, i).map(j -> Character.charCount(characters[j])).sum();
      String gram = new String(characters, i, n);
      if (start >= from && start < to) {
        terms.add(new Span(gram, start, start + gram.length()));
      }
    }
  }
}
