package io.github.lucenebpe.elasticsearch;

import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

/** The settings of the tokenizer; each is empty if an index does not set it. */
@AnalysisSettings
public interface TokenizerSettings extends EncodingSettings {
  /** What a special token in the text is. */
  @StringSetting(path = "special_tokens", defaultValue = "")
  String specialTokens();

  /** What the term of a token is. */
  @StringSetting(path = "term", defaultValue = "")
  String term();
}
