package io.github.lucenebpe.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The texts of some fields of a document, in the order of the fields. */
final class DocumentTexts {
  private final DocumentFields document;
  private final List<FieldTexts> fields;

  /**
   * Reads fields.
   *
   * @param ignoreMissing whether a field that is missing has no texts; else it is an error
   * @throws IllegalArgumentException if a field is missing or is no text; the message names it
   */
  DocumentTexts(DocumentFields document, List<String> paths, boolean ignoreMissing) {
    this.document = document;
    this.fields = paths.stream().map(path -> FieldTexts.of(document, path, ignoreMissing)).toList();
  }

  /** All texts. */
  List<String> texts() {
    return fields.stream().flatMap(field -> field.texts().stream()).toList();
  }

  /** Writes other texts, as many as there are, into the fields. */
  void replace(List<String> others) {
    int next = 0;
    for (FieldTexts field : fields) {
      int end = next + field.texts().size();
      if (end > next) {
        document.set(field.path(), field.value(others.subList(next, end)));
      }
      next = end;
    }
  }

  /**
   * The texts of one field.
   *
   * @param isList whether the document has a list of texts
   */
  record FieldTexts(String path, boolean isList, List<String> texts) {

    /** Reads a field; see {@link DocumentTexts}. */
    static FieldTexts of(DocumentFields document, String path, boolean ignoreMissing) {
      Object value = document.get(path);
      if (value == null) {
        if (!ignoreMissing) {
          throw new IllegalArgumentException(
              "field [" + path + "] is missing or null; [ignore_missing] allows that");
        }
        return new FieldTexts(path, true, List.of());
      }
      if (value instanceof List<?> list) {
        return new FieldTexts(path, true, list.stream().map(text -> text(path, text)).toList());
      }
      return new FieldTexts(path, false, List.of(text(path, value)));
    }

    private static String text(String path, Object value) {
      if (value instanceof CharSequence text) {
        return text.toString();
      }
      throw new IllegalArgumentException(
          "field ["
              + path
              + "] must be a text or a list of texts, got "
              + (value instanceof Map ? "an object" : value instanceof List ? "a list" : value));
    }

    private Object value(List<String> others) {
      return isList ? new ArrayList<>(others) : others.get(0);
    }
  }
}
