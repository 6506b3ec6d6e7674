package io.github.lucenebpe.model;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

/** Our small JSON parser takes and refuses what Jackson takes and refuses. */
public class TestJsonParser {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String[] PARTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\":",
    "\"b\":",
    "\"b\"",
    "\"\\u00e9\\n\"",
    "\"\\x\"",
    "\"",
    "\\",
    "1",
    "-0",
    "0.5",
    "1e9",
    "-",
    "01",
    "true",
    "false",
    "null",
    "nul",
    " ",
    "\n",
    "é",
    "\t"
  };

  @Test
  public void testValues() throws JsonParser.JsonException {
    assertEquals(
        "{a=[1, -2.5, true, null], b={}, é\"=x\n😀}",
        JsonParser.parse(
                " {\"a\": [1, -25e-1,true , null],\"b\":{}, \"\\u00E9\\\"\": \"x\\n\\ud83d\\ude00\"}\n")
            .toString());
    assertEquals(123456789012345678L, JsonParser.parse("123456789012345678"));
    assertEquals(1e19, JsonParser.parse("10000000000000000000"));
  }

  @Test
  public void testErrorsNameTheirPlace() {
    fails("line 1 column 1: expected a value, got the end", "");
    fails("line 2 column 3: expected a comma or ], got \"2\"", "[\n1 2]");
    fails(
        "line 1 column 9: expected a key that did not come before, got \"\"\"",
        "{\"a\":1, \"a\":2}");
    fails("line 1 column 3: expected an escape such as \\n or \\u00e9, got \"\\\"", "\"a\\x\"");
    fails(
        "line 1 column 101: expected at most 100 arrays and objects in each other, got \"[\"",
        "[".repeat(200));
  }

  private static void fails(String message, String text) {
    JsonParser.JsonException e =
        assertThrows(JsonParser.JsonException.class, () -> JsonParser.parse(text));
    assertEquals(message, e.getMessage());
  }

  @Test
  public void testRandomTexts() {
    Random random = new Random(20261122);
    int valid = 0;
    for (int round = 0; round < 200_000; round++) {
      String[] parts = new String[1 + random.nextInt(8)];
      Arrays.setAll(parts, i -> PARTS[random.nextInt(PARTS.length)]);
      String text = String.join("", parts);
      boolean ours = ours(text);
      assertEquals(text, jackson(text), ours);
      valid += ours ? 1 : 0;
    }
    assertTrue("only " + valid + " texts are JSON", valid > 1000);
  }

  private static boolean ours(String text) {
    try {
      JsonParser.parse(text);
      return true;
    } catch (JsonParser.JsonException e) {
      return false;
    }
  }

  private static boolean jackson(String text) {
    try (com.fasterxml.jackson.core.JsonParser parser = JACKSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      // Skipping does not look into a string that is the only value.
      parser.getText();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
