package io.github.lucenebpe.lucene;

import java.util.Map;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.AttributeSource;

public class TestTokenIdAttribute extends LuceneTestCase {

  public void testClear() {
    TokenIdAttributeImpl attribute = new TokenIdAttributeImpl();
    assertEquals(TokenIdAttribute.NO_TOKEN, attribute.getTokenId());
    attribute.setTokenId(7);
    assertEquals(7, attribute.getTokenId());
    attribute.clear();
    assertEquals(TokenIdAttribute.NO_TOKEN, attribute.getTokenId());
  }

  public void testCopyCloneAndEquals() {
    TokenIdAttributeImpl attribute = new TokenIdAttributeImpl();
    attribute.setTokenId(7);
    TokenIdAttributeImpl copy = new TokenIdAttributeImpl();
    assertNotEquals(attribute, copy);
    attribute.copyTo(copy);
    assertEquals(attribute, copy);
    assertEquals(attribute.hashCode(), copy.hashCode());
    assertEquals(attribute, attribute.clone());
    assertNotEquals(attribute, new Object());
  }

  public void testReflection() {
    TokenIdAttributeImpl attribute = new TokenIdAttributeImpl();
    attribute.setTokenId(7);
    TestUtil.assertAttributeReflection(
        attribute, Map.of(TokenIdAttribute.class.getName() + "#tokenId", 7));
  }

  public void testStateOfAStream() {
    AttributeSource source = new AttributeSource();
    TokenIdAttribute attribute = source.addAttribute(TokenIdAttribute.class);
    attribute.setTokenId(7);
    AttributeSource.State state = source.captureState();
    source.clearAttributes();
    assertEquals(TokenIdAttribute.NO_TOKEN, attribute.getTokenId());
    source.restoreState(state);
    assertEquals(7, attribute.getTokenId());
  }
}
