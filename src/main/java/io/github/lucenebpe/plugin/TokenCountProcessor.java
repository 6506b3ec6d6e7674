package io.github.lucenebpe.plugin;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenLimit;
import io.github.lucenebpe.count.TokenLimitException;
import java.util.List;
import org.apache.lucene.util.ResourceLoader;

/**
 * The ingest processor {@value #TYPE}: counts the tokens of fields before a document is indexed,
 * and says what happens to a document that has too many for a model.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code field}</td><td>the field, or a list of fields, to count; a field is a text or a
 *     list of texts, each encoded by itself</td></tr>
 * <tr><td>{@code encoding}, {@code llm} or {@code model}</td><td>the name of an encoding, of an
 *     LLM, or a model file in the config folder; exactly one</td></tr>
 * <tr><td>{@code target_field}</td><td>gets the number of tokens of all fields together; default
 *     {@code tokens}</td></tr>
 * <tr><td>{@code limit}</td><td>the greatest number of tokens; default none</td></tr>
 * <tr><td>{@code over_limit}</td><td>what happens above the limit. {@code fail} (default): the
 *     document is refused; {@code flag}: it is indexed as it is; {@code cut}: its fields are cut at
 *     a token, the last first, never inside a character</td></tr>
 * <tr><td>{@code flag_field}</td><td>gets true if the document was over the limit and false if not;
 *     required for {@code flag}, optional for {@code cut}</td></tr>
 * <tr><td>{@code ignore_missing}</td><td>whether a field may be missing or null; it then counts 0.
 *     Default false: the document is refused</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
public final class TokenCountProcessor {
  /** Name of the processor. */
  public static final String TYPE = "llm_token_count";

  private final List<String> fields;
  private final String targetField;
  private final TokenCounter counter;

  /** Null if there is none. */
  private final TokenLimit limit;

  /** Null if there is none. */
  private final String flagField;

  private final boolean ignoreMissing;

  /**
   * A processor.
   *
   * @param settings those above; they are taken out
   * @param config opens model files
   * @throws SettingException if a setting is missing or wrong
   */
  public TokenCountProcessor(ProcessorSettings settings, ResourceLoader config) {
    fields = settings.fields("field");
    targetField = settings.text("target_field", "tokens");
    counter = new TokenCounter(settings.encoding(config));
    ignoreMissing = settings.flag("ignore_missing", false);
    boolean limited = settings.has("limit");
    for (String name : List.of("over_limit", "flag_field")) {
      if (!limited && settings.has(name)) {
        throw new SettingException(name, "needs a [limit]");
      }
    }
    int most = settings.number("limit", 0);
    TokenLimit.Action action = settings.choice("over_limit", TokenLimit.Action.FAIL);
    limit =
        limited
            ? ProcessorSettings.checked("limit", () -> new TokenLimit(counter, most, action))
            : null;
    flagField = settings.text("flag_field", null);
    if (flagField == null && action == TokenLimit.Action.FLAG) {
      throw new SettingException("flag_field", "is required to flag a document");
    }
    if (flagField != null && action == TokenLimit.Action.FAIL) {
      throw new SettingException("flag_field", "has no use if [over_limit] is [fail]");
    }
  }

  /**
   * Counts the tokens of a document.
   *
   * @throws IllegalArgumentException if the document is to be refused; the message says why
   */
  public void process(DocumentFields document) {
    DocumentTexts texts = new DocumentTexts(document, fields, ignoreMissing);
    if (limit == null) {
      document.set(targetField, counter.total(texts.texts()));
      return;
    }
    TokenLimit.Checked checked = check(texts.texts());
    if (checked.over()) {
      texts.replace(checked.texts());
    }
    document.set(targetField, checked.tokens());
    if (flagField != null) {
      document.set(flagField, checked.over());
    }
  }

  private TokenLimit.Checked check(List<String> texts) {
    try {
      return limit.check(texts);
    } catch (TokenLimitException e) {
      throw new IllegalArgumentException("field " + fields + ": " + e.getMessage(), e);
    }
  }
}
