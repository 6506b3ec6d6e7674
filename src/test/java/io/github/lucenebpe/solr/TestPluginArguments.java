package io.github.lucenebpe.solr;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.count.TokenLimit.Action;
import java.util.List;
import java.util.function.Consumer;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.util.NamedList;
import org.junit.Test;

/** Settings of a plugin in solrconfig.xml, right and wrong. */
public class TestPluginArguments {

  /** Arguments from names and values by turns. */
  private static PluginArguments arguments(Object... namesAndValues) {
    NamedList<Object> args = new NamedList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      args.add((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new PluginArguments(String.class, args);
  }

  private static void assertWrong(
      String message, PluginArguments arguments, Consumer<PluginArguments> read) {
    SolrException e = assertThrows(SolrException.class, () -> read.accept(arguments));
    assertTrue(e.getMessage(), e.getMessage().startsWith("String: " + message));
  }

  @Test
  public void testTexts() {
    assertEquals("a", arguments("x", " a ").require("x"));
    assertNull(arguments().get("x"));
    assertEquals(List.of("a", "b", "c"), arguments("x", "a", "x", List.of("b", "c")).list("x"));
    assertWrong("'x' is missing", arguments("y", "a"), a -> a.require("x"));
    assertWrong("'x' is empty", arguments("x", " "), a -> a.get("x"));
    assertWrong(
        "'x' can have one value, got [a, b]", arguments("x", "a", "x", "b"), a -> a.get("x"));
    assertWrong(
        "'x' names a field twice: [a, a]", arguments("x", "a", "x", "a"), a -> a.fields("x"));
  }

  @Test
  public void testNumbersAndChoices() {
    assertEquals(7, (int) arguments("x", 7).integer("x"));
    assertEquals(7, (int) arguments("x", "7").integer("x"));
    assertNull(arguments().integer("x"));
    assertWrong(
        "'x' must be a whole number of at most 2147483647, got many",
        arguments("x", "many"),
        a -> a.integer("x"));
    assertEquals(Action.CUT, arguments("x", "cut").choice("x", Action.values(), Action.FAIL));
    assertEquals(Action.FAIL, arguments().choice("x", Action.values(), Action.FAIL));
    assertWrong(
        "'x' must be one of [fail, flag, cut], got drop",
        arguments("x", "drop"),
        a -> a.choice("x", Action.values(), Action.FAIL));
  }

  @Test
  public void testEncodings() {
    assertEquals("cl100k_base", arguments("llm", "gpt-4").encoding().encoding().name());
    assertNull(arguments("x", "a").encodingOrNull());
    assertWrong(
        "Configuration Error: exactly one of 'encoding', 'llm' and 'model' must be set",
        arguments("llm", "gpt-4", "model", "a.model"),
        PluginArguments::encoding);
    assertWrong(
        "Configuration Error: wrong 'llm' value: unknown LLM \"gpt-99\"",
        arguments("llm", "gpt-99"),
        PluginArguments::encodingOrNull);
  }

  @Test
  public void testUnknownSettings() {
    PluginArguments arguments = arguments("x", "a", "y", "b");
    assertEquals("a", arguments.get("x"));
    assertWrong("unknown settings [y]", arguments, PluginArguments::end);
    assertEquals("b", arguments.get("y"));
    arguments.end();
  }
}
