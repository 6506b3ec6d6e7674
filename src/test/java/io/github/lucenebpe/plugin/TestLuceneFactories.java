package io.github.lucenebpe.plugin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.lucene.BpeTokenFilterFactory;
import io.github.lucenebpe.lucene.BpeTokenizerFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Lucene's factories from the settings of an index. */
public class TestLuceneFactories {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private ConfigFolder config() {
    return new ConfigFolder(temporary.getRoot().toPath());
  }

  private List<String> terms(Map<String, String> settings, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (Tokenizer tokens =
        LuceneFactories.create(BpeTokenizerFactory::new, settings, config()).create()) {
      tokens.setReader(new StringReader(text));
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(tokens.getAttribute(CharTermAttribute.class).toString());
      }
      tokens.end();
    }
    return terms;
  }

  @Test
  public void testSettings() throws IOException {
    assertEquals(List.of("15339", "1917"), terms(Map.of("llm", "gpt-4"), "hello world"));
    assertEquals(
        List.of("hello", " world"),
        terms(Map.of("encoding", "o200k_base", "term", "text"), "hello world"));
    assertEquals(
        List.of("100257"),
        terms(Map.of("llm", "gpt-4", "special_tokens", "allow"), "<|endoftext|>"));
    Files.writeString(temporary.newFile("a.model").toPath(), "minbpe v1\n\n0\n97 97\n");
    assertEquals(List.of("256", "97"), terms(Map.of("model", "a.model"), "aaa"));
  }

  @Test
  public void testWrongSettingsAreNamedAsTheEngineSpellsThem() {
    assertRefused(
        "'special_tokens' value must be one of [ordinary, allow, reject], got 'maybe'",
        Map.of("llm", "gpt-4", "special_tokens", "maybe"));
    assertRefused("Unknown parameters: {some_size=3}", Map.of("llm", "gpt-4", "some_size", "3"));
    assertRefused("exactly one of 'encoding', 'llm' and 'model' must be set", Map.of());
    assertRefused("no such file in the config folder", Map.of("model", "b.model"));
    assertRefused("../b is not inside the config folder", Map.of("model", "../b"));
    ConfigFolder config = config();
    Map<String, String> missing = Map.of("model", "b.model");
    IllegalArgumentException filter =
        assertThrows(
            IllegalArgumentException.class,
            () -> LuceneFactories.create(BpeTokenFilterFactory::new, missing, config));
    assertTrue(
        filter.getMessage(), filter.getMessage().contains("no such file in the config folder"));
  }

  private void assertRefused(String message, Map<String, String> settings) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> terms(settings, "x"));
    assertTrue(e.getMessage(), e.getMessage().contains(message));
  }
}
