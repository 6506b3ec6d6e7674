package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.plugin.DocumentFields;
import io.github.lucenebpe.plugin.ProcessorSettings;
import io.github.lucenebpe.plugin.SettingException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.opensearch.ingest.AbstractProcessor;
import org.opensearch.ingest.ConfigurationUtils;
import org.opensearch.ingest.IngestDocument;
import org.opensearch.ingest.Processor;

/** Runs one of the processors of {@code io.github.lucenebpe.plugin} in an ingest pipeline. */
final class DocumentProcessor extends AbstractProcessor {
  private final String type;
  private final Consumer<DocumentFields> processor;

  private DocumentProcessor(
      String type, String tag, String description, Consumer<DocumentFields> processor) {
    super(tag, description);
    this.type = type;
    this.processor = processor;
  }

  /** Makes processors of a type from the settings of pipelines. */
  static Processor.Factory factory(
      String type, Function<ProcessorSettings, Consumer<DocumentFields>> constructor) {
    return (others, tag, description, settings) -> {
      try {
        return new DocumentProcessor(
            type, tag, description, constructor.apply(new ProcessorSettings(settings)));
      } catch (SettingException e) {
        throw ConfigurationUtils.newConfigurationException(type, tag, e.setting(), e.getMessage());
      }
    };
  }

  @Override
  public String getType() {
    return type;
  }

  @Override
  public IngestDocument execute(IngestDocument document) {
    processor.accept(
        new DocumentFields() {
          @Override
          public Object get(String path) {
            return document.getFieldValue(path, Object.class, true);
          }

          @Override
          public void set(String path, Object value) {
            document.setFieldValue(path, value);
          }
        });
    return document;
  }
}
