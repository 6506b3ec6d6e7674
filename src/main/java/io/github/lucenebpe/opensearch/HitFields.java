package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.DocumentFields;
import io.github.lucenebpe.plugin.MapFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.opensearch.common.collect.Tuple;
import org.opensearch.common.document.DocumentField;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.search.SearchHit;

/** The fields of a hit: those of its source, else those that the request asked for one by one. */
final class HitFields implements DocumentFields {
  private final SearchHit hit;

  /** Null until it is needed, and if the hit has none. */
  private MapFields source;

  /** The form of the source. */
  private MediaType mediaType;

  HitFields(SearchHit hit) {
    this.hit = hit;
  }

  @Override
  public Object get(String path) {
    Object value = sourceValue(path);
    if (value != null) {
      return value;
    }
    DocumentField field = hit.field(path);
    if (field == null) {
      return null;
    }
    return field.getValues().size() == 1 ? field.getValue() : field.getValues();
  }

  /** Replaces a value wherever the hit shows it. */
  @Override
  public void set(String path, Object value) {
    if (sourceValue(path) != null) {
      source.set(path, value);
      writeSource();
    }
    if (hit.field(path) != null) {
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      hit.setDocumentField(path, new DocumentField(path, List.copyOf(values)));
    }
  }

  private Object sourceValue(String path) {
    if (source == null && hit.hasSource()) {
      Tuple<? extends MediaType, Map<String, Object>> parsed =
          XContentHelper.convertToMap(hit.getSourceRef(), true, (MediaType) null);
      mediaType = parsed.v1();
      source = new MapFields(parsed.v2());
    }
    return source == null ? null : source.get(path);
  }

  private void writeSource() {
    try (XContentBuilder builder = XContentBuilder.builder(mediaType.xContent())) {
      hit.sourceRef(BytesReference.bytes(builder.map(source.source())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
