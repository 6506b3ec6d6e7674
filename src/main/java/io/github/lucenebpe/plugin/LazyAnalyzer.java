package io.github.lucenebpe.plugin;

import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.lucene.BpeTokenizer;
import io.github.lucenebpe.lucene.TermKind;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.Attribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.AttributeImpl;

/**
 * An analyzer that makes its chain when it gets a text that is not empty.
 *
 * <p>Whenever an index is made, Elasticsearch and OpenSearch pull an empty text through every
 * analyzer that a plugin offers, used or not. Without this class the first index of a node would
 * load all encodings.
 */
public final class LazyAnalyzer extends Analyzer {
  private final Function<AttributeFactory, TokenStreamComponents> chain;
  private final UnaryOperator<TokenStream> normalization;

  /** An analyzer that does not change the terms of prefix and wildcard queries. */
  public LazyAnalyzer(Function<AttributeFactory, TokenStreamComponents> chain) {
    this(chain, UnaryOperator.identity());
  }

  /**
   * An analyzer.
   *
   * @param chain makes the tokenizer and its filters with attributes of a factory
   * @param normalization what {@link Analyzer#normalize(String, TokenStream)} does
   */
  public LazyAnalyzer(
      Function<AttributeFactory, TokenStreamComponents> chain,
      UnaryOperator<TokenStream> normalization) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.normalization = Objects.requireNonNull(normalization, "normalization");
  }

  /**
   * The tokens of a shipped encoding, as {@code BpeAnalyzer} gives them.
   *
   * @param encoding name of the encoding
   */
  public static LazyAnalyzer ofTokens(String encoding) {
    return new LazyAnalyzer(
        attributes ->
            new TokenStreamComponents(
                new BpeTokenizer(
                    attributes, Encodings.get(encoding), SpecialTokens.ORDINARY, TermKind.ID)));
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    return new TokenStreamComponents(new LazyTokenizer(chain));
  }

  @Override
  protected TokenStream normalize(String fieldName, TokenStream in) {
    return normalization.apply(in);
  }

  /** Hands out the tokens of a chain, which shares the attributes of this tokenizer. */
  private static final class LazyTokenizer extends Tokenizer {
    private final Function<AttributeFactory, TokenStreamComponents> factory;

    /** Null until the first text that is not empty. */
    private TokenStreamComponents chain;

    /** The tokens of the current text; null before they are asked for and if it is empty. */
    private TokenStream tokens;

    private boolean isEmpty;

    {
      // Consumers look for these before they ask for the first token.
      addAttribute(CharTermAttribute.class);
      addAttribute(OffsetAttribute.class);
    }

    LazyTokenizer(Function<AttributeFactory, TokenStreamComponents> factory) {
      this.factory = factory;
    }

    @Override
    public boolean incrementToken() throws IOException {
      // The chain does not know the attributes that only the consumer of this tokenizer has.
      clearAttributes();
      if (tokens == null) {
        start();
      }
      return !isEmpty && tokens.incrementToken();
    }

    private void start() throws IOException {
      int first = input.read();
      isEmpty = first < 0;
      if (isEmpty) {
        return;
      }
      Reader text = new Unread((char) first, input);
      if (chain == null) {
        chain = factory.apply(new SharedAttributes());
      }
      chain.getSource().accept(text);
      tokens = chain.getTokenStream();
      tokens.reset();
    }

    @Override
    public void end() throws IOException {
      super.end();
      if (tokens != null) {
        tokens.end();
      }
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (tokens != null) {
        tokens.close();
        tokens = null;
      }
    }

    /** Gives the chain the attributes of this tokenizer, so that nothing has to be copied. */
    private final class SharedAttributes extends AttributeFactory {
      @Override
      public AttributeImpl createAttributeInstance(Class<? extends Attribute> attribute) {
        return (AttributeImpl) addAttribute(attribute);
      }
    }
  }

  /** A text whose first char has been read; a {@link CharFilter}, so that offsets are corrected. */
  private static final class Unread extends CharFilter {
    private final char first;
    private boolean isRead;

    Unread(char first, Reader rest) {
      super(rest);
      this.first = first;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      if (isRead || length == 0) {
        return input.read(chars, offset, length);
      }
      isRead = true;
      chars[offset] = first;
      return 1;
    }

    @Override
    protected int correct(int offset) {
      return offset;
    }
  }
}
