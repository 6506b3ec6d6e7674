package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.util.AttributeFactory;

/**
 * An analyzer that is a {@link BpeTokenizer} and nothing else: the tokens of the text as the model
 * sees them.
 *
 * <pre class="prettyprint">
 * Analyzer analyzer = new BpeAnalyzer(Encodings.get("cl100k_base"));
 * </pre>
 *
 * <p>Such a field counts tokens and finds exact strings. It does not find words: read the note in
 * {@link BpeTokenizer} first.
 *
 * <p>Its streams have one attribute object for all that is known of a token. A stream that takes
 * over captured states of others, or is concatenated with them, needs Lucene's own: it is made of a
 * {@link BpeTokenizer}.
 */
public final class BpeAnalyzer extends Analyzer {
  private final Encoding encoding;
  private final SpecialTokens specialTokens;
  private final TermKind terms;
  private final AttributeFactory attributes;

  /** Tokens with decimal ids as terms, special tokens as ordinary text. */
  public BpeAnalyzer(Encoding encoding) {
    this(encoding, SpecialTokens.ORDINARY, TermKind.ID);
  }

  /** Tokens with a policy for special tokens and a kind of terms. */
  public BpeAnalyzer(Encoding encoding, SpecialTokens specialTokens, TermKind terms) {
    this(encoding, specialTokens, terms, PackedTokenIdAttributeFactory.INSTANCE);
  }

  private BpeAnalyzer(
      Encoding encoding, SpecialTokens specialTokens, TermKind terms, AttributeFactory attributes) {
    this.encoding = Objects.requireNonNull(encoding, "encoding");
    this.specialTokens = Objects.requireNonNull(specialTokens, "specialTokens");
    this.terms = Objects.requireNonNull(terms, "terms");
    this.attributes = attributes;
  }

  /**
   * Tokens whose terms are ids in the compact binary form of {@link TokenIdTerms#toBytes}, for a
   * smaller index. Queries on the field need an analyzer of the same kind.
   */
  public static BpeAnalyzer withBinaryTerms(Encoding encoding, SpecialTokens specialTokens) {
    return new BpeAnalyzer(
        encoding, specialTokens, TermKind.ID, TokenIdTermAttributeFactory.INSTANCE);
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    return new TokenStreamComponents(
        new BpeTokenizer(attributeFactory(fieldName), encoding, specialTokens, terms));
  }

  @Override
  protected AttributeFactory attributeFactory(String fieldName) {
    return attributes;
  }
}
