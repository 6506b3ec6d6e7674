package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.DocumentFields;
import io.github.lucenebpe.plugin.MapFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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

  /** Null if the hit has no source. */
  private final MapFields source;

  /** The form of the source. */
  private final MediaType mediaType;

  HitFields(SearchHit hit) {
    this.hit = hit;
    if (hit.hasSource()) {
      Tuple<? extends MediaType, java.util.Map<String, Object>> parsed =
          XContentHelper.convertToMap(hit.getSourceRef(), true, (MediaType) null);
      mediaType = parsed.v1();
      source = new MapFields(parsed.v2());
    } else {
      mediaType = null;
      source = null;
    }
  }

  @Override
  public Object get(String path) {
    Object value = source == null ? null : source.get(path);
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
    if (source != null && source.get(path) != null) {
      source.set(path, value);
      writeSource();
    }
    if (hit.field(path) != null) {
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      hit.setDocumentField(path, new DocumentField(path, List.copyOf(values)));
    }
  }

  private void writeSource() {
    try (XContentBuilder builder = XContentBuilder.builder(mediaType.xContent())) {
      hit.sourceRef(BytesReference.bytes(builder.map(source.source())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
