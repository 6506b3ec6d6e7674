package io.github.lucenebpe.lucene;

import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.model.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.tests.analysis.BaseTokenStreamFactoryTestCase;
import org.apache.lucene.util.ClasspathResourceLoader;
import org.apache.lucene.util.ResourceLoader;
import org.apache.lucene.util.Version;

public class TestBpeTokenizerFactory extends BaseTokenStreamFactoryTestCase {

  private static Tokenizer over(String text, TokenizerFactory factory) {
    Tokenizer tokenizer = factory.create(newAttributeFactory());
    tokenizer.setReader(new StringReader(text));
    return tokenizer;
  }

  /** The message about arguments that are refused. */
  private String refusal(String... keysAndValues) {
    return expectThrows(
            IllegalArgumentException.class, () -> tokenizerFactory("bpe", keysAndValues))
        .getMessage();
  }

  public void testFoundByName() {
    assertTrue(TokenizerFactory.availableTokenizers().contains(BpeTokenizerFactory.NAME));
    TokenizerFactory factory =
        TokenizerFactory.forName("bpe", new HashMap<>(Map.of("encoding", "cl100k_base")));
    assertEquals(BpeTokenizerFactory.class, factory.getClass());
    assertEquals("bpe", TokenizerFactory.findSPIName(BpeTokenizerFactory.class));
    expectThrows(UnsupportedOperationException.class, BpeTokenizerFactory::new);
  }

  public void testEncoding() throws Exception {
    for (String name : Encodings.names()) {
      List<SeenToken> seen =
          SeenToken.read(
              tokenizerFactory("bpe", "encoding", name).create(),
              new StringReader("hello <|endoftext|>"));
      assertArrayEquals(
          Encodings.get(name).encodeOrdinary("hello <|endoftext|>"),
          seen.stream().mapToInt(SeenToken::id).toArray());
    }
  }

  public void testLlm() throws Exception {
    assertTokenStreamContents(
        over("hello world", tokenizerFactory("bpe", "llm", "gpt-4")),
        new String[] {"15339", "1917"});
  }

  public void testModel() throws Exception {
    ResourceLoader loader = new ClasspathResourceLoader(getClass().getClassLoader());
    TokenizerFactory factory =
        tokenizerFactory(
            "bpe", Version.LATEST, loader, "model", SampleEncodings.WORDS, "term", "text");
    assertTokenStreamContents(
        over("The river was <|fim|>", factory),
        new String[] {"The", " river", " was", " ", "<", "|", "f", "i", "m", "|", ">"});
  }

  public void testSpecialTokensAndTerm() throws Exception {
    String text = "<|endoftext|> x";
    String[] cl100k = {"encoding", "cl100k_base"};
    assertTokenStreamContents(
        over(text, tokenizerFactory("bpe", with(cl100k, "specialTokens", "allow"))),
        new String[] {"100257", "865"},
        new String[] {"special", "word"});
    assertTokenStreamContents(
        over(text, tokenizerFactory("bpe", with(cl100k, "specialTokens", "allow", "term", "text"))),
        new String[] {"<|endoftext|>", " x"},
        new String[] {"special", "word"});
    assertTokenStreamContents(
        over(
            text,
            tokenizerFactory("bpe", with(cl100k, "specialTokens", "ordinary", "term", "text"))),
        new String[] {"<", "|", "endo", "ft", "ext", "|", ">", " x"});
    Tokenizer rejecting =
        tokenizerFactory("bpe", with(cl100k, "specialTokens", "reject", "term", "id")).create();
    IllegalArgumentException e =
        expectThrows(
            IllegalArgumentException.class,
            () -> SeenToken.read(rejecting, new StringReader(text)));
    assertTrue(e.getMessage(), e.getMessage().contains("<|endoftext|>"));
  }

  private static String[] with(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  public void testCustomAnalyzer() throws Exception {
    Path conf = createTempDir();
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(SampleEncodings.WORDS)) {
      Files.copy(in, conf.resolve("my.model"));
    }
    try (Analyzer analyzer =
        CustomAnalyzer.builder(conf)
            .withTokenizer("bpe", "model", "my.model", "term", "text")
            .build()) {
      assertAnalyzesTo(analyzer, "The river", new String[] {"The", " river"});
      checkRandomData(random(), analyzer, 20 * RANDOM_MULTIPLIER);
    }
  }

  public void testBogusArguments() {
    assertEquals(
        "Unknown parameters: {bogusArg=bogusValue}",
        refusal("encoding", "cl100k_base", "bogusArg", "bogusValue"));
    assertEquals(
        "Configuration Error: wrong 'encoding' value: unknown encoding \"cl200k_base\"; there are "
            + String.join(", ", Encodings.names()),
        refusal("encoding", "cl200k_base"));
    assertEquals(
        "Configuration Error: 'specialTokens' value must be one of [ordinary, allow, reject],"
            + " got 'true'",
        refusal("encoding", "cl100k_base", "specialTokens", "true"));
    assertEquals(
        "Configuration Error: 'term' value must be one of [id, text], got 'ID'",
        refusal("encoding", "cl100k_base", "term", "ID"));
    String unknown = refusal("llm", "gpt-0");
    assertTrue(
        unknown,
        unknown.startsWith("Configuration Error: wrong 'llm' value: ")
            && unknown.contains("gpt-0")
            && unknown.contains("gpt-4o"));
  }

  public void testExactlyOneSource() {
    assertEquals(
        "Configuration Error: exactly one of 'encoding', 'llm' and 'model' must be set,"
            + " got 'encoding' = null, 'llm' = null, 'model' = null",
        refusal());
    assertEquals(
        "Configuration Error: exactly one of 'encoding', 'llm' and 'model' must be set,"
            + " got 'encoding' = r50k_base, 'llm' = null, 'model' = my.model",
        refusal("encoding", "r50k_base", "model", "my.model"));
  }

  public void testModelThatIsMissingOrBroken() {
    expectThrows(IOException.class, () -> tokenizerFactory("bpe", "model", "no-such.model"));

    ModelFormatException e =
        expectThrows(
            ModelFormatException.class,
            () ->
                tokenizerFactory(
                    "bpe",
                    Version.LATEST,
                    new OneResource("minbpe v1\n\nx\n"),
                    "model",
                    "my.model"));
    assertTrue(e.getMessage(), e.getMessage().startsWith("my.model line 3"));
  }

  public void testCreateBeforeInform() {
    TokenizerFactory factory =
        TokenizerFactory.forName("bpe", new HashMap<>(Map.of("model", "my.model")));
    IllegalStateException e = expectThrows(IllegalStateException.class, factory::create);
    assertEquals(
        "inform(ResourceLoader) must come before create: 'model' is a file, my.model",
        e.getMessage());
  }

  /** A loader whose every resource has the same content. */
  private record OneResource(String content) implements ResourceLoader {
    @Override
    public InputStream openResource(String resource) {
      return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T> Class<? extends T> findClass(String name, Class<T> expectedType) {
      throw new UnsupportedOperationException();
    }
  }
}
