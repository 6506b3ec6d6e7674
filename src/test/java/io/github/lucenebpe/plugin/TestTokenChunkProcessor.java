package io.github.lucenebpe.plugin;

import static io.github.lucenebpe.plugin.TestProcessorSettings.settings;
import static io.github.lucenebpe.plugin.TestTokenCountProcessor.document;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Chunks of documents; what windows are is the matter of TestTokenWindows. */
public class TestTokenChunkProcessor {

  private static Object chunks(MapFields document, Object... more) {
    List<Object> all = new ArrayList<>(List.of("llm", "gpt-4", "field", "body"));
    all.addAll(Arrays.asList(more));
    new TokenChunkProcessor(settings(all.toArray()), null).process(document);
    return document.get("chunks");
  }

  private static String refusal(MapFields document, Object... more) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> chunks(document, more));
    return e instanceof SettingException wrong
        ? "[" + wrong.setting() + "] " + e.getMessage()
        : e.getMessage();
  }

  private static Map<String, Object> chunk(String text, int start, int end, int tokens) {
    return Map.of("text", text, "start_offset", start, "end_offset", end, "tokens", tokens);
  }

  @Test
  public void testText() {
    assertEquals(
        List.of(chunk("One two three. ", 0, 15, 5), chunk("Four five.", 15, 25, 3)),
        chunks(document("body", "One two three. Four five."), "max_tokens", 5));
    assertEquals(List.of(), chunks(document("body", ""), "max_tokens", 5));
    MapFields elsewhere = document("body", "x");
    chunks(elsewhere, "max_tokens", 5, "target_field", "a.b");
    assertEquals(List.of(chunk("x", 0, 1, 1)), elsewhere.get("a.b"));
  }

  /** A chunk of a list says from which text it is; its offsets are those in that text. */
  @Test
  public void testList() {
    List<?> chunks =
        (List<?>)
            chunks(document("body", List.of("x", "", "one two three four five")), "max_tokens", 4);
    assertEquals(
        "[{text=x, start_offset=0, end_offset=1, tokens=1, value=0},"
            + " {text=one two three four, start_offset=0, end_offset=18, tokens=4, value=2},"
            + " {text= five, start_offset=18, end_offset=23, tokens=1, value=2}]",
        chunks.toString());
  }

  @Test
  public void testMissingField() {
    assertEquals(
        "field [body] is missing or null; [ignore_missing] allows that",
        refusal(document(), "max_tokens", 5));
    assertEquals(List.of(), chunks(document(), "max_tokens", 5, "ignore_missing", true));
    assertEquals(
        "chunks of an earlier text go",
        List.of(),
        chunks(document("chunks", List.of(1)), "max_tokens", 5, "ignore_missing", true));
  }

  @Test
  public void testTooManyChunks() {
    MapFields document = document("body", List.of("a", "b", "c"));
    assertEquals(
        "field [body] gives 3 chunks, [max_chunks] allows 2",
        refusal(document, "max_tokens", 5, "max_chunks", 2));
    assertEquals(3, ((List<?>) chunks(document, "max_tokens", 5, "max_chunks", 3)).size());
  }

  @Test
  public void testWrongSettings() {
    MapFields x = document("body", "x");
    assertEquals("[max_tokens] required property is missing", refusal(x));
    assertEquals(
        "[max_tokens] maxTokens must be at least 4, which one character may need, got 3",
        refusal(x, "max_tokens", 3));
    assertEquals(
        "[overlap] overlap must be from 0 to half of maxTokens, 4, got 5",
        refusal(x, "max_tokens", 8, "overlap", 5));
    assertEquals(
        "[overlap] overlap must be from 0 to half of maxTokens, 4, got -1",
        refusal(x, "max_tokens", 8, "overlap", -1));
    assertEquals(
        "[boundary] must be one of [token, word, line, sentence, paragraph], got [page]",
        refusal(x, "max_tokens", 8, "boundary", "page"));
    assertEquals(
        "[max_chunks] must be at least 1, got 0", refusal(x, "max_tokens", 8, "max_chunks", 0));
    assertEquals(
        "[field] must be one field, got [a, b]",
        refusal(x, "max_tokens", 8, "field", List.of("a", "b")));
  }
}
