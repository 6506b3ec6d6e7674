package io.github.lucenebpe.plugin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.count.TokenLimit.Action;
import io.github.lucenebpe.model.Encodings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Settings of a processor: every kind of value, right and wrong. */
public class TestProcessorSettings {
  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  /** Settings from names and values by turns. */
  static ProcessorSettings settings(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new ProcessorSettings(values);
  }

  /** Asserts that one setting with a value is refused, as engines show it. */
  private static void assertWrong(
      String message, String name, Object value, Consumer<ProcessorSettings> read) {
    ProcessorSettings settings = settings(name, value);
    SettingException e = assertThrows(SettingException.class, () -> read.accept(settings));
    assertEquals(message, "[" + e.setting() + "] " + e.getMessage());
  }

  @Test
  public void testText() {
    assertEquals("a", settings("x", "a").text("x", null));
    assertEquals("b", settings().text("x", "b"));
    assertNull(settings("x", null).text("x", null));
    assertWrong("[x] must be a text, got [7]", "x", 7, s -> s.text("x", null));
    assertWrong("[x] must be a text, got []", "x", "", s -> s.text("x", null));
    assertWrong("[x] must be a text, got [[a]]", "x", List.of("a"), s -> s.text("x", null));
  }

  @Test
  public void testFields() {
    assertEquals(List.of("a"), settings("x", "a").fields("x"));
    assertEquals(List.of("a", "b"), settings("x", List.of("a", "b")).fields("x"));
    assertWrong("[x] required property is missing", "y", "a", s -> s.fields("x"));
    assertWrong("[x] required property is missing", "x", null, s -> s.fields("x"));
    assertWrong("[x] must be a text or a list of texts, got [7]", "x", 7, s -> s.fields("x"));
    assertWrong(
        "[x] must be a text or a list of texts, got [[]]", "x", List.of(), s -> s.fields("x"));
    assertWrong(
        "[x] must be a text or a list of texts, got [[a, 7]]",
        "x",
        List.of("a", 7),
        s -> s.fields("x"));
    assertWrong(
        "[x] must name each field once, got [[a, b, a]]",
        "x",
        List.of("a", "b", "a"),
        s -> s.fields("x"));
  }

  @Test
  public void testNumber() {
    assertEquals(7, settings("x", 7).number("x"));
    assertEquals(-7, settings("x", "-7").number("x", 0));
    assertEquals(9, settings().number("x", 9));
    assertWrong("[x] required property is missing", "y", 7, s -> s.number("x"));
    for (Object value : List.of("many", 1.5, 3_000_000_000L, List.of(7), true)) {
      assertWrong(
          "[x] must be a whole number of at most 2147483647, got [" + value + "]",
          "x",
          value,
          s -> s.number("x"));
    }
  }

  @Test
  public void testFlag() {
    assertTrue(settings("x", true).flag("x", false));
    assertFalse(settings("x", "false").flag("x", true));
    assertTrue(settings().flag("x", true));
    assertWrong("[x] must be true or false, got [yes]", "x", "yes", s -> s.flag("x", true));
  }

  @Test
  public void testChoice() {
    assertEquals(Action.CUT, settings("x", "cut").choice("x", Action.FAIL));
    assertEquals(Action.FAIL, settings().choice("x", Action.FAIL));
    for (Object value : List.of("drop", "CUT", 1)) {
      assertWrong(
          "[x] must be one of [fail, flag, cut], got [" + value + "]",
          "x",
          value,
          s -> s.choice("x", Action.FAIL));
    }
  }

  @Test
  public void testEncoding() throws IOException {
    Encoding gpt4 = Encodings.get("cl100k_base");
    assertSame(gpt4, settings("encoding", "cl100k_base").encoding(null));
    assertSame(gpt4, settings("llm", "gpt-4").encoding(null));

    Files.writeString(temporary.newFile("a.model").toPath(), "minbpe v1\n\n0\n97 97\n");
    Files.writeString(temporary.newFile("damaged.model").toPath(), "minbpe v1\n\nx\n");
    ConfigFolder config = new ConfigFolder(temporary.getRoot().toPath());
    assertEquals(2, settings("model", "a.model").encoding(config).count("aaa"));

    String one = "[encoding] exactly one of [encoding], [llm] and [model] must be set";
    assertWrong(one, "x", 1, s -> s.encoding(config));
    ProcessorSettings both = settings("llm", "gpt-4", "model", "a.model");
    SettingException two = assertThrows(SettingException.class, () -> both.encoding(config));
    assertEquals(one, "[" + two.setting() + "] " + two.getMessage());
    assertRefused("[encoding] unknown encoding \"x\"; there are r50k_base,", "encoding", "x");
    assertRefused("[llm] unknown LLM \"x\"; known are o1,", "llm", "x");
    assertRefused("[model] damaged.model line 3: expected the number", "model", "damaged.model");
    assertRefused("[model] ../x is not inside the config folder", "model", "../x");
    assertRefused(
        "[model] " + temporary.getRoot().toPath().resolve("b.model") + ": no such file",
        "model",
        "b.model");
  }

  /** As {@link #assertWrong}, for the start of a long message. */
  private void assertRefused(String start, String name, Object value) {
    ConfigFolder config = new ConfigFolder(temporary.getRoot().toPath());
    ProcessorSettings settings = settings(name, value);
    SettingException e = assertThrows(SettingException.class, () -> settings.encoding(config));
    String message = "[" + e.setting() + "] " + e.getMessage();
    assertTrue(message, message.startsWith(start));
  }

  @Test
  public void testWhatIsLeftIsUnknown() {
    ProcessorSettings settings = settings("x", 1, "y", 2);
    assertTrue(settings.has("x"));
    assertEquals(1, settings.number("x"));
    assertFalse(settings.has("x"));
    SettingException e = assertThrows(SettingException.class, settings::requireNoOthers);
    assertEquals("y", e.setting());
    assertEquals("unknown property; unknown are [y]", e.getMessage());
    assertEquals(2, settings.number("y"));
    settings.requireNoOthers();
  }
}
