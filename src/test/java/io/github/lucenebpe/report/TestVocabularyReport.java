package io.github.lucenebpe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseErrorList;
import org.jsoup.parser.Parser;
import org.junit.Test;

public class TestVocabularyReport {
  private static final String EVIL =
      "</script><img src=x onerror=alert(1)> & &amp; \"q\" 'a' {{data}} $1 <|end|>\n\t\u0000é🌳";

  static String page(Encoding encoding, String source, String sample) {
    TokenUsage usage = new TokenUsage(encoding);
    for (int id : encoding.encode(sample, SpecialTokens.ALL)) {
      usage.add(id);
    }
    return new VocabularyReport(encoding, usage, source, sample).html();
  }

  static Encoding lake() throws IOException {
    return Encodings.load(Path.of("src/test/resources/golden/train/lake.regex.320.model"));
  }

  private static Document parse(String html) {
    Parser parser = Parser.htmlParser().setTrackErrors(100);
    Document document = Jsoup.parse(html, "", parser);
    ParseErrorList errors = parser.getErrors();
    assertEquals(errors.toString(), 0, errors.size());
    return document;
  }

  @Test
  public void testPageIsValidAndComplete() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/golden/train/lake.txt"));
    Document page = parse(page(lake(), "lake.txt", text));
    assertEquals("Sample: lake.txt", page.select(".source").text());
    assertEquals("320", page.select(".fact dd").get(0).text());
    for (String id : List.of("compression", "lengths", "scripts", "tree", "text")) {
      assertEquals(id, 1, page.select("section#" + id).size());
    }
    int bytes = text.getBytes(UTF_8).length;
    int tokens = lake().count(text, SpecialTokens.ALL);
    assertTrue(
        page.select(".facts")
            .text()
            .contains(String.format("%,d tokens in %,d bytes", tokens, bytes)));
    List<String> lastRow = page.select(".numbers tbody tr").last().select("td").eachText();
    assertEquals(
        List.of(
            "320", String.format("%,d", tokens), String.format("%.2f", (double) bytes / tokens)),
        lastRow);
    // Single bytes are 256 of 320 tokens.
    Element ones = page.select("#lengths tr").first();
    assertEquals("1", ones.select("th").text());
    assertEquals("80.0 %", ones.select(".vocabulary .value").text());
    assertFalse(
        "a row for no token", page.select("#lengths th").eachText().contains("33 and more"));
    assertEquals("256 tokens", ones.select(".vocabulary").attr("title"));
  }

  /** The merges in the page are those of the vocabulary. */
  @Test
  public void testData() throws IOException {
    String data = parse(page(lake(), "s", "the lake")).select("#data").first().data();
    Matcher packed = Pattern.compile("\"merges\":\"([^\"]*)\"").matcher(data);
    assertTrue(packed.find());
    byte[] merges = Base64.getDecoder().decode(packed.group(1));
    assertEquals(6 * 320, merges.length);
    Merges expected = lake().merges();
    for (int id = 256; id < 320; id++) {
      int left =
          ((merges[6 * id] & 0xFF) << 16)
              | ((merges[6 * id + 1] & 0xFF) << 8)
              | (merges[6 * id + 2] & 0xFF);
      assertEquals(expected.left(id), left);
    }
    assertTrue(data, data.contains("\"specials\":{\"\\u003c|endoftext|\\u003e\":100257,"));
    assertTrue(data, data.contains("[320," + lake().count("the lake") + "]]"));
  }

  /** Whatever is in the text, the names and the tokens, it stays text. */
  @Test
  public void testEverythingIsEscaped() {
    Encoding evil =
        Encoding.ofMerges(
            "<b>name</b>{{text}}",
            Splitter.of(""),
            Merges.of(new int[] {'<', 256}, new int[] {'/', 's'}),
            Map.of("</script><script>alert(1)</script>", 300, "<|end|>", 301));
    String html = page(evil, "<i>file</i>", EVIL);
    Document page = parse(html);
    assertEquals(0, page.select("img, b, main i:not(.text i), .source i").size());
    assertEquals(2, page.select("script").size());
    assertEquals("<b>name</b>{{text}}", page.select("h1").text());
    String shown = page.select("pre.text").first().wholeText();
    assertEquals(EVIL.replace("\n", "↵\n").replace("\t", "⇥\t").replace("\0", "\uFFFD"), shown);
    assertEquals("</s", page.select(".chip bdi").first().text());
    assertEquals("301", page.select("[data-ids=301]").attr("data-ids"));
  }

  @Test
  public void testNothingComesFromElsewhere() throws IOException {
    String html = page(lake(), "s", "the lake").replace("http://www.w3.org/2000/svg", "");
    assertFalse(
        Pattern.compile("(?i)https?://|url\\(|@import|\\bsrc=|\\bhref=|<link")
            .matcher(html)
            .find());
    assertTrue(html.contains("default-src 'none'"));
  }

  /** Tokens that are parts of a character share a span, and a long text is cut. */
  @Test
  public void testColoredText() {
    String text = "x 🌳 y" + "\uD83C\uDF33".repeat(VocabularyReport.MAX_EXCERPT);
    Document page = parse(page(Encodings.get("cl100k_base"), "s", text));
    Element tree = page.select(".text span").get(1);
    assertEquals(" 🌳", tree.wholeText());
    assertEquals("11410 234 111", tree.attr("data-ids"));
    String shown = page.select("pre.text").first().wholeText();
    assertEquals(text.substring(0, VocabularyReport.MAX_EXCERPT), shown);
  }

  @Test
  public void testTokensToLookAt() {
    assertEquals("·the↵⇥␍", Html.token(" the\n\t\r".getBytes(UTF_8)));
    assertEquals("\\xe6\\x9d", Html.token(new byte[] {(byte) 0xE6, (byte) 0x9D}));
    assertEquals("a\\xffé", Html.token(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, (byte) 0xA9}));
    assertEquals(
        "\\u{200b}\\u{a0}◌\u0301",
        Html.token("\u200B\u00A0".getBytes(UTF_8)) + Html.token("\u0301".getBytes(UTF_8)));
  }

  @Test
  public void testClasses() {
    String[][] expected = {
      {"Latin", " the"},
      {"Latin", "'s"},
      {"Cyrillic", "мост"},
      {"Han", "。水"},
      {"Hiragana", "の水"},
      {"Numbers", " 12"},
      {"Numbers", "٣"},
      {"White space", " \n\u00A0"},
      {"Punctuation, symbols", "}\n"},
      {"Punctuation, symbols", "🌳"},
      {"Hangul", "안녕"},
      {"Devanagari", "ा"}
    };
    for (String[] pair : expected) {
      assertEquals(pair[1], pair[0], TokenClass.of(pair[1].getBytes(UTF_8)));
    }
    assertEquals(TokenClass.PARTS, TokenClass.of(new byte[] {' ', (byte) 0xF0, (byte) 0x9F}));
  }

  @Test
  public void testEmptySample() throws IOException {
    Document page = parse(page(lake(), "nothing", ""));
    assertEquals("", page.select("pre.text").text());
    assertTrue(page.select(".facts").text().contains("0 tokens in 0 bytes"));
    assertTrue(VocabularyReport.builtInSample().contains("ferry"));
  }
}
