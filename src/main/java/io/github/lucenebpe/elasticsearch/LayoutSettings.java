package io.github.lucenebpe.elasticsearch;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** Where the terms of a word stand. */
@AnalysisSettings
public interface LayoutSettings {
  /** Empty if an index does not set it. */
  @StringSetting(path = "layout", defaultValue = "")
  String layout();
}
