package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.IndexableField;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.NumberType;
import org.apache.solr.schema.SchemaField;

/**
 * How many tokens documents of an index have: by their count field where that has a value, else by
 * the texts of some fields.
 *
 * @param fields fields with text
 * @param countField numeric field, or null
 * @param counter counts texts
 */
record DocumentTexts(List<String> fields, String countField, TokenCounter counter) {

  /**
   * Checks that the schema has the fields and that their values can be read.
   *
   * @throws SolrException with status 400 if not; the message names the field
   */
  void requireReadable(IndexSchema schema) {
    for (String name : allFields()) {
      SchemaField field = schema.getFieldOrNull(name);
      if (field == null) {
        throw new SolrException(ErrorCode.BAD_REQUEST, "undefined field " + name);
      }
      if (!field.stored() && !(field.hasDocValues() && field.useDocValuesAsStored())) {
        throw new SolrException(
            ErrorCode.BAD_REQUEST, "the field " + name + " is not stored: its text is gone");
      }
      if (name.equals(countField) && !isWhole(field.getType().getNumberType())) {
        throw new SolrException(
            ErrorCode.BAD_REQUEST, "the count field " + name + " does not hold whole numbers");
      }
    }
  }

  private static boolean isWhole(NumberType type) {
    return type == NumberType.INTEGER || type == NumberType.LONG;
  }

  /** The text fields, and the count field if there is one. */
  List<String> allFields() {
    List<String> all = new ArrayList<>(fields);
    if (countField != null) {
      all.add(countField);
    }
    return all;
  }

  /** Number of tokens of a document that has the fields. */
  long count(SolrDocument doc) {
    return isCounted(doc)
        ? Long.parseLong(text(doc.getFirstValue(countField)))
        : counter.total(texts(doc));
  }

  /** Whether the count field has a value, so that no text is needed. */
  boolean isCounted(SolrDocument doc) {
    return countField != null && doc.getFirstValue(countField) != null;
  }

  /** All texts of the fields, in their order. */
  List<String> texts(SolrDocument doc) {
    List<String> texts = new ArrayList<>();
    for (String field : fields) {
      texts.addAll(texts(doc, field));
    }
    return texts;
  }

  /**
   * Cuts the texts of a document, the last first.
   *
   * @param room greatest number of tokens to be left
   * @return number of tokens that are left
   */
  long cut(SolrDocument doc, int room) {
    TokenLimit.Checked left =
        new TokenLimit(counter, room, TokenLimit.Action.CUT).check(texts(doc));
    int next = 0;
    for (String field : fields) {
      int number = texts(doc, field).size();
      List<String> texts = left.texts().subList(next, next + number);
      next += number;
      if (number > 0) {
        boolean many = doc.getFieldValue(field) instanceof Collection<?>;
        doc.setField(field, many ? texts : texts.get(0));
      }
    }
    if (countField != null && doc.containsKey(countField)) {
      doc.setField(countField, left.tokens());
    }
    return left.tokens();
  }

  private static List<String> texts(SolrDocument doc, String field) {
    Collection<Object> values = doc.getFieldValues(field);
    return values == null ? List.of() : values.stream().map(DocumentTexts::text).toList();
  }

  /** The text of a value, which is a Lucene field before Solr writes its answer. */
  static String text(Object value) {
    return value instanceof IndexableField field ? field.stringValue() : value.toString();
  }
}
