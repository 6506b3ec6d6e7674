package io.github.lucenebpe.elasticsearch;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** What happens to accents. */
@AnalysisSettings
public interface CaseFoldSettings {
  /** Empty if an index does not set it. */
  @StringSetting(path = "accents", defaultValue = "")
  String accents();
}
