package io.github.lucenebpe.plugin;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;

/** Paths into a map of maps. */
public class TestMapFields {

  private static MapFields fields() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("b", 1);
    inner.put("c.d", 2);
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("a", inner);
    source.put("x.y", 3);
    source.put("text", "t");
    return new MapFields(source);
  }

  @Test
  public void testGet() {
    MapFields fields = fields();
    assertEquals(1, fields.get("a.b"));
    assertEquals(2, fields.get("a.c.d"));
    assertEquals(3, fields.get("x.y"));
    for (String missing : new String[] {"b", "a.c", "x", "text.more", "a.b.c", ""}) {
      assertNull(missing, fields.get(missing));
    }
  }

  @Test
  public void testSet() {
    MapFields fields = fields();
    fields.set("a.c.d", 20);
    fields.set("x.y", 30);
    fields.set("new.inner", 40);
    fields.set("a.z", 50);
    assertEquals(
        "{a={b=1, c.d=20, z=50}, x.y=30, text=t, new={inner=40}}", fields.source().toString());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> fields.set("text.more", 1));
    assertEquals("field [text] is not an object", e.getMessage());
  }

  @Test
  public void testNullIsAbsent() {
    Map<String, Object> source = new HashMap<>();
    source.put("a", null);
    MapFields fields = new MapFields(source);
    assertNull(fields.get("a"));
    fields.set("a.b", 1);
    assertEquals(1, fields.get("a.b"));
  }
}
