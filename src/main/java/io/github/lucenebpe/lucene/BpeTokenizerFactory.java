package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.ResourceLoaderAware;

/**
 * Factory for {@link BpeTokenizer}.
 *
 * <p>Exactly one of these parameters says what the tokens are:
 *
 * <ul>
 *   <li>{@code encoding}: the name of a shipped encoding, one of {@code r50k_base}, {@code
 *       p50k_base}, {@code p50k_edit}, {@code cl100k_base}, {@code o200k_base}, {@code
 *       o200k_harmony}
 *   <li>{@code llm}: the name of a language model whose encoding is shipped, such as {@code gpt-4o}
 *   <li>{@code model}: a model file that {@link Encodings#load} reads, found by the resource loader
 *       (in Solr: in the configuration of the collection)
 * </ul>
 *
 * <p>Optional parameters:
 *
 * <ul>
 *   <li>{@code specialTokens}: what a special token in the text is. {@code ordinary} (default):
 *       plain text; {@code allow}: one token of type {@code special}; {@code reject}: an error that
 *       names the token and its place, so that the document is not indexed
 *   <li>{@code term}: what the term of a token is. {@code id} (default): the decimal token id;
 *       {@code text}: the text of the token, see {@link TokenText}
 * </ul>
 *
 * <p>In Solr:
 *
 * <pre class="prettyprint">
 * &lt;fieldType name="gpt_tokens" class="solr.TextField"&gt;
 *   &lt;analyzer&gt;
 *     &lt;tokenizer name="bpe" encoding="o200k_base" specialTokens="allow"/&gt;
 *   &lt;/analyzer&gt;
 * &lt;/fieldType&gt;</pre>
 *
 * <p>In a program:
 *
 * <pre class="prettyprint">
 * Analyzer analyzer =
 *     CustomAnalyzer.builder(Path.of("conf"))
 *         .withTokenizer("bpe", "model", "my.model", "term", "text")
 *         .build();</pre>
 *
 * @lucene.spi {@value #NAME}
 */
@SuppressWarnings("InvalidBlockTag") // lucene.spi is a tag of Lucene's own documentation
public final class BpeTokenizerFactory extends TokenizerFactory implements ResourceLoaderAware {

  /** SPI name */
  public static final String NAME = "bpe";

  private static final String ENCODING = "encoding";
  private static final String LLM = "llm";
  private static final String MODEL = "model";
  private static final String SPECIAL_TOKENS = "specialTokens";
  private static final String TERM = "term";

  private final String model;
  private final SpecialTokens specialTokens;
  private final TermKind terms;

  /** Null until {@link #inform} if it comes from a file. */
  private Encoding encoding;

  /**
   * Creates a new BpeTokenizerFactory
   *
   * @throws IllegalArgumentException if a parameter is missing, unknown or has a wrong value; the
   *     message names the parameter and the value
   */
  public BpeTokenizerFactory(Map<String, String> args) {
    super(args);
    String name = get(args, ENCODING);
    String llm = get(args, LLM);
    model = get(args, MODEL);
    specialTokens =
        switch (choice(args, SPECIAL_TOKENS, "ordinary", "allow", "reject")) {
          case "allow" -> SpecialTokens.ALL;
          case "reject" -> SpecialTokens.NONE;
          default -> SpecialTokens.ORDINARY;
        };
    terms = choice(args, TERM, "id", "text").equals("text") ? TermKind.TEXT : TermKind.ID;
    if (!args.isEmpty()) {
      throw new IllegalArgumentException("Unknown parameters: " + args);
    }
    if (Stream.of(name, llm, model).filter(Objects::nonNull).count() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Configuration Error: exactly one of '%s', '%s' and '%s' must be set,"
                  + " got '%1$s' = %s, '%2$s' = %s, '%3$s' = %s",
              ENCODING,
              LLM,
              MODEL,
              name,
              llm,
              model));
    }
    if (model == null) {
      encoding =
          name != null ? find(ENCODING, name, Encodings::get) : find(LLM, llm, Encodings::forModel);
    }
  }

  /** Default ctor for compatibility with SPI */
  public BpeTokenizerFactory() {
    throw defaultCtorException();
  }

  @Override
  public void inform(ResourceLoader loader) throws IOException {
    if (model != null) {
      try (InputStream in = loader.openResource(model)) {
        encoding = Encodings.load(in, model);
      }
    }
  }

  @Override
  public BpeTokenizer create(AttributeFactory factory) {
    if (encoding == null) {
      throw new IllegalStateException(
          "inform(ResourceLoader) must come before create: '" + MODEL + "' is a file, " + model);
    }
    return new BpeTokenizer(factory, encoding, specialTokens, terms);
  }

  /** The encoding that a parameter names. */
  private static Encoding find(
      String parameter, String value, Function<String, Encoding> encodings) {
    try {
      return encodings.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Configuration Error: wrong '" + parameter + "' value: " + e.getMessage(), e);
    }
  }

  /** The value of an argument that has to be one of some words, the first of which is default. */
  private String choice(Map<String, String> args, String name, String... allowed) {
    String value = get(args, name, allowed[0]);
    if (!List.of(allowed).contains(value)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Configuration Error: '%s' value must be one of %s, got '%s'",
              name,
              List.of(allowed),
              value));
    }
    return value;
  }
}
