package io.github.lucenebpe.plugin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a document that is a map of maps.
 *
 * <p>A dot in a path leads into an object or is part of a name, whichever the document has: the
 * path {@code a.b} finds {@code {"a": {"b": 1}}} and {@code {"a.b": 1}}.
 *
 * @param source the document, which {@link #set} changes
 */
public record MapFields(Map<String, Object> source) implements DocumentFields {

  @Override
  public Object get(String path) {
    return get(source, path);
  }

  @Override
  public void set(String path, Object value) {
    if (!replace(source, path, value)) {
      put(source, path, value);
    }
  }

  private static Object get(Map<String, Object> object, String path) {
    if (object.containsKey(path)) {
      return object.get(path);
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      Map<String, Object> inner = inner(object, path.substring(0, dot));
      Object found = inner == null ? null : get(inner, path.substring(dot + 1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static boolean replace(Map<String, Object> object, String path, Object value) {
    if (object.containsKey(path)) {
      object.put(path, value);
      return true;
    }
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      Map<String, Object> inner = inner(object, path.substring(0, dot));
      if (inner != null && replace(inner, path.substring(dot + 1), value)) {
        return true;
      }
    }
    return false;
  }

  private static void put(Map<String, Object> object, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      object.put(path, value);
      return;
    }
    String name = path.substring(0, dot);
    Map<String, Object> inner = inner(object, name);
    if (inner == null) {
      if (object.get(name) != null) {
        throw new IllegalArgumentException("field [" + name + "] is not an object");
      }
      inner = new LinkedHashMap<>();
      object.put(name, inner);
    }
    put(inner, path.substring(dot + 1), value);
  }

  /** An object in an object; null if there is none. */
  @SuppressWarnings("unchecked") // JSON objects have no other keys than texts
  private static Map<String, Object> inner(Map<String, Object> object, String name) {
    return object.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
