package io.github.lucenebpe.elasticsearch;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** The settings of the search analyzer. */
@AnalysisSettings
public interface SearchSettings extends EncodingSettings {
  /** Empty if an index does not set it. */
  @StringSetting(path = "layout", defaultValue = "")
  String layout();
}
