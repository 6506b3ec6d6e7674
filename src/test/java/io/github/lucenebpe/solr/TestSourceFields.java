package io.github.lucenebpe.solr;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.junit.Test;

/** The texts of documents on their way into an index of Solr. */
public class TestSourceFields {
  private static final SourceFields BODY = new SourceFields(List.of("body"));
  private static final SourceFields BOTH = new SourceFields(List.of("title", "body"));

  /** A document from names and values by turns. */
  private static SolrInputDocument document(Object... namesAndValues) {
    SolrInputDocument document = new SolrInputDocument();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      document.setField((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return document;
  }

  @Test
  public void testTexts() {
    assertEquals(List.of("b"), BODY.texts(document("title", "t", "body", "b")));
    assertEquals(
        List.of("t", "b", "7"),
        BOTH.texts(document("body", Arrays.asList("b", null, 7), "title", "t")));
    assertEquals(List.of(), BODY.texts(document("body", null)));
    assertTrue(BODY.areMissing(document("title", "t")));
    assertFalse(BOTH.areMissing(document("title", "t")));
    assertEquals("title, body", BOTH.toString());
  }

  @Test
  public void testReplace() {
    SolrInputDocument document = document("title", "t", "body", List.of("a", "b", "c"));
    BOTH.replace(document, List.of("t", "a", "x", ""));
    assertEquals("t", document.getFieldValue("title"));
    assertEquals(List.of("a", "x"), List.copyOf(document.getFieldValues("body")));
    BOTH.replace(document, List.of("t", "a", ""));
    assertEquals("a", document.getFieldValue("body"));
  }

  @Test
  public void testAtomicUpdates() {
    SolrInputDocument set = document("id", "1", "body", Map.of("set", List.of("a", "b")));
    assertEquals(List.of("a", "b"), BODY.texts(set));
    BODY.set(set, "tokens", 2);
    assertEquals(Map.of("set", 2), set.getFieldValue("tokens"));
    for (SolrInputDocument partial :
        List.of(
            document("body", Map.of("add", "a")),
            document("title", Map.of("set", "t"), "body", Map.of("set", "a")))) {
      SourceFields fields = partial.containsKey("title") ? BOTH : BODY;
      SolrException e = assertThrows(SolrException.class, () -> fields.texts(partial));
      assertEquals(400, e.code());
      assertTrue(
          e.getMessage(),
          e.getMessage().contains("does not say all of the text of " + fields + ": place"));
    }
  }
}
