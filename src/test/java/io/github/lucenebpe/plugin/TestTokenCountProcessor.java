package io.github.lucenebpe.plugin;

import static io.github.lucenebpe.plugin.TestProcessorSettings.settings;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Counts and limits of documents. */
public class TestTokenCountProcessor {

  /** A document from names and values by turns. */
  static MapFields document(Object... namesAndValues) {
    Map<String, Object> source = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      source.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new MapFields(source);
  }

  /** A document after the processor with gpt-4's tokens and more settings. */
  private static String processed(MapFields document, Object... more) {
    List<Object> all = new ArrayList<>(List.of("llm", "gpt-4"));
    all.addAll(Arrays.asList(more));
    new TokenCountProcessor(settings(all.toArray()), null).process(document);
    return document.source().toString();
  }

  private static String refusal(MapFields document, Object... more) {
    return assertThrows(IllegalArgumentException.class, () -> processed(document, more))
        .getMessage();
  }

  private static String wrongSetting(Object... more) {
    MapFields document = document("body", "x");
    SettingException e = assertThrows(SettingException.class, () -> processed(document, more));
    return "[" + e.setting() + "] " + e.getMessage();
  }

  @Test
  public void testCount() {
    assertEquals(
        "{body=hello world, tokens=2}",
        processed(document("body", "hello world"), "field", "body"));
    assertEquals(
        "{title=hello, body=[hello world, , hello], n={all=4}}",
        processed(
            document("title", "hello", "body", List.of("hello world", "", "hello")),
            "field",
            List.of("title", "body"),
            "target_field",
            "n.all"));
    assertEquals(
        "a count of an earlier time is replaced",
        "{body=hello, tokens=1}",
        processed(document("body", "hello", "tokens", 99), "field", "body"));
  }

  @Test
  public void testMissingFields() {
    List<String> fields = List.of("title", "body");
    for (MapFields document :
        List.of(document("body", "hello"), document("title", null, "body", "hello"))) {
      assertEquals(
          "field [title] is missing or null; [ignore_missing] allows that",
          refusal(document, "field", fields));
      processed(document, "field", fields, "ignore_missing", true);
      assertEquals(1L, document.get("tokens"));
    }
    assertEquals("{tokens=0}", processed(document(), "field", "body", "ignore_missing", true));
  }

  @Test
  public void testWhatIsNoText() {
    assertEquals(
        "field [body] must be a text or a list of texts, got 7",
        refusal(document("body", 7), "field", "body"));
    assertEquals(
        "field [body] must be a text or a list of texts, got null",
        refusal(document("body", Arrays.asList("a", null)), "field", "body"));
    assertEquals(
        "field [a.b] must be a text or a list of texts, got true",
        refusal(document("a", Map.of("b", List.of("x", true))), "field", "a.b"));
    assertEquals(
        "field [a] must be a text or a list of texts, got an object",
        refusal(document("a", Map.of("b", "x")), "field", "a"));
    assertEquals(
        "field [a] must be a text or a list of texts, got a list",
        refusal(document("a", List.of(List.of("x"))), "field", "a"));
  }

  @Test
  public void testLimit() {
    String three = "one two three";
    assertEquals(
        "{body=one two three, tokens=3}",
        processed(document("body", three), "field", "body", "limit", 3));
    assertEquals(
        "field [body]: the text has 3 tokens of cl100k_base, the limit is 2",
        refusal(document("body", three), "field", "body", "limit", 2));
    for (int limit : new int[] {2, 3}) {
      assertEquals(
          "{body=one two three, tokens=3, long=" + (limit < 3) + "}",
          processed(
              document("body", three),
              "field",
              "body",
              "limit",
              limit,
              "over_limit",
              "flag",
              "flag_field",
              "long"));
    }
  }

  /** The last field goes first, and a list keeps its length. */
  @Test
  public void testCut() {
    Object[] cut = {"over_limit", "cut", "limit", 3, "field", List.of("title", "parts", "body")};
    assertEquals(
        "{title=one two, parts=[three, ], body=, tokens=3}",
        processed(
            document("title", "one two", "parts", List.of("three four", "five"), "body", "six"),
            cut));
    assertEquals(
        "no part of a character is left",
        "{body=x, tokens=1}",
        processed(document("body", "x 🌳"), "field", "body", "limit", 3, "over_limit", "cut"));
    assertEquals(
        "{body=, tokens=0, cut=true}",
        processed(
            document("body", "x"),
            "field",
            "body",
            "limit",
            0,
            "over_limit",
            "cut",
            "flag_field",
            "cut"));
  }

  @Test
  public void testWrongSettings() {
    assertEquals("[field] required property is missing", wrongSetting());
    assertEquals(
        "[limit] limit must not be negative, got -1", wrongSetting("field", "body", "limit", -1));
    assertEquals(
        "[over_limit] needs a [limit]", wrongSetting("field", "body", "over_limit", "cut"));
    assertEquals("[flag_field] needs a [limit]", wrongSetting("field", "body", "flag_field", "f"));
    assertEquals(
        "[flag_field] is required to flag a document",
        wrongSetting("field", "body", "limit", 1, "over_limit", "flag"));
    assertEquals(
        "[flag_field] has no use if [over_limit] is [fail]",
        wrongSetting("field", "body", "limit", 1, "flag_field", "f"));
  }
}
