package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class TestModelsCommand {
  @Test
  public void encodings() {
    bpe("models")
        .prints(
            """
            r50k_base        50257  gpt2    <|endoftext|> 50256
            p50k_base        50281  gpt2    <|endoftext|> 50256
            p50k_edit        50284  gpt2    <|endoftext|> 50256, <|fim_prefix|> 50281, <|fim_middle|> 50282, <|fim_suffix|> 50283
            cl100k_base     100277  cl100k  <|endoftext|> 100257, <|fim_prefix|> 100258, <|fim_middle|> 100259, <|fim_suffix|> 100260, <|endofprompt|> 100276
            o200k_base      200019  o200k   <|endoftext|> 199999, <|endofprompt|> 200018
            o200k_harmony   201088  o200k   <|endoftext|> 199999, <|endofprompt|> 200018, <|startoftext|> 199998, <|return|> 200002, <|constrain|> 200003, <|channel|> 200005 and 1,085 more
            """);
  }

  @Test
  public void encodingsAsJson() {
    List<String> lines = bpe("models", "--json").succeeds().out().lines().toList();
    assertEquals(6, lines.size());
    assertTrue(
        lines.getFirst(),
        lines
            .getFirst()
            .startsWith(
                "{\"encoding\":\"r50k_base\",\"vocabulary_size\":50257,\"pattern\":\"gpt2\",\"regex\":\"'(?:"));
    assertTrue(lines.getFirst().endsWith(",\"special_tokens\":{\"<|endoftext|>\":50256}}"));
    assertTrue(lines.getLast().contains("\"<|reserved_201087|>\":201087"));
  }

  @Test
  public void llms() {
    List<String> lines = bpe("models", "--llms").succeeds().out().lines().toList();
    assertTrue(lines.contains("o200k_base      gpt-4o"));
    assertTrue(lines.contains("o200k_harmony   gpt-oss-*"));
  }

  @Test
  public void llmsAsJson() {
    List<String> lines = bpe("models", "--llms", "--json").succeeds().out().lines().toList();
    assertTrue(lines.contains("{\"llm\":\"gpt-4o\",\"encoding\":\"o200k_base\"}"));
    assertTrue(lines.contains("{\"prefix\":\"gpt-oss-\",\"encoding\":\"o200k_harmony\"}"));
  }
}
