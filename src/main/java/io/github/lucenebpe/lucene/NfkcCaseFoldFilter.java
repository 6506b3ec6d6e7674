package io.github.lucenebpe.lucene;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Makes each term its NFKC_Casefold form: one form of all cases, widths, ligatures and other
 * compatibility variants, without invisible characters. {@code "Ｓtraße" -> "strasse"}.
 *
 * <p>By Unicode 16.0, whatever the JDK. Without folding, nDCG@10 is .662 in the mean, with it .673.
 * Accents stay unless they are told to go: dropping them gained nothing in measurements (.672; in
 * Russian .821 where it was .824), and in Vietnamese, say, they tell words apart.
 */
public final class NfkcCaseFoldFilter extends TokenFilter {
  private final CharTermAttribute termAtt = addAttribute(CharTermAttribute.class);
  private final NfkcCaseFold fold = NfkcCaseFold.instance();
  private final boolean dropAccents;

  /** Folds and keeps accents. */
  public NfkcCaseFoldFilter(TokenStream input) {
    this(input, false);
  }

  /**
   * Folds.
   *
   * @param dropAccents whether the combining diacritical marks U+0300 to U+036F go too: {@code "é"
   *     -> "e"}, {@code "й" -> "и"}
   */
  public NfkcCaseFoldFilter(TokenStream input, boolean dropAccents) {
    super(input);
    this.dropAccents = dropAccents;
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    boolean done = fold.mapSimple(termAtt.buffer(), termAtt.length());
    if (!done || (dropAccents && !isAscii())) {
      String mapped = fold.map(termAtt, dropAccents);
      termAtt.setEmpty().append(mapped);
    }
    return true;
  }

  private boolean isAscii() {
    for (int i = 0; i < termAtt.length(); i++) {
      if (termAtt.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
