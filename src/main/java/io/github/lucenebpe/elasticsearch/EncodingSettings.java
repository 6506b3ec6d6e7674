package io.github.lucenebpe.elasticsearch;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** Which encoding a component is about; each is empty if an index does not set it. */
@AnalysisSettings
public interface EncodingSettings {
  /** Name of an encoding. */
  @StringSetting(path = "encoding", defaultValue = "")
  String encoding();

  /** Name of an LLM. */
  @StringSetting(path = "llm", defaultValue = "")
  String llm();

  /** Model file in the config folder. */
  @StringSetting(path = "model", defaultValue = "")
  String model();
}
