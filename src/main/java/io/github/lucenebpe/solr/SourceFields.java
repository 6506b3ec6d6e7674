package io.github.lucenebpe.solr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.SolrInputField;

/**
 * The texts of some fields of a document that is to be indexed.
 *
 * <p>An atomic update that sets the only one of these fields is understood too: {@code {"id": "1",
 * "body": {"set": "text"}}}. With other operations, and with several fields, the texts are not all
 * in the update; such an update is refused.
 */
final class SourceFields {
  private static final String SET = "set";

  private final List<String> names;

  SourceFields(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** Whether the document has none of the fields, so that there is nothing to do. */
  boolean areMissing(SolrInputDocument doc) {
    return names.stream().noneMatch(doc::containsKey);
  }

  /** Whether the document is an atomic update that sets the field. */
  boolean areSet(SolrInputDocument doc) {
    return names.stream()
        .map(doc::getField)
        .anyMatch(field -> field != null && field.getValue() instanceof Map<?, ?>);
  }

  /**
   * All values, in the order of the fields.
   *
   * @throws SolrException if the document is an atomic update that does not say them
   */
  List<String> texts(SolrInputDocument doc) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      for (Object value : values(doc, name)) {
        texts.add(value.toString());
      }
    }
    return texts;
  }

  /**
   * Puts other texts in the place of all values, as many as there were; those that are empty now
   * go.
   */
  void replace(SolrInputDocument doc, List<String> texts) {
    int next = 0;
    for (String name : names) {
      int number = values(doc, name).size();
      List<String> left =
          texts.subList(next, next + number).stream().filter(text -> !text.isEmpty()).toList();
      next += number;
      if (number > 0) {
        set(doc, name, left.size() == 1 ? left.get(0) : left);
      }
    }
  }

  /** Gives a field its value, in the form that the document has. */
  void set(SolrInputDocument doc, String field, Object value) {
    doc.setField(field, areSet(doc) ? Map.of(SET, value) : value);
  }

  private Collection<?> values(SolrInputDocument doc, String name) {
    SolrInputField field = doc.getField(name);
    if (field == null) {
      return List.of();
    }
    Object value = field.getValue();
    if (value instanceof Map<?, ?> update) {
      if (names.size() > 1 || !update.keySet().equals(Set.of(SET))) {
        throw new SolrException(
            ErrorCode.BAD_REQUEST,
            "the atomic update "
                + update.keySet()
                + " of "
                + name
                + " does not say all of the text of "
                + this
                + ": place the processor after DistributedUpdateProcessorFactory");
      }
      value = update.get(SET);
    }
    if (value == null) {
      return List.of();
    }
    return value instanceof Collection<?> many
        ? many.stream().filter(Objects::nonNull).toList()
        : List.of(value);
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }
}
