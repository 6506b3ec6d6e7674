package io.github.lucenebpe.plugin;

import io.github.lucenebpe.count.TokenBudget;
import io.github.lucenebpe.count.TokenBudget.WhenFull;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenLimit;
import java.util.List;
import org.apache.lucene.util.ResourceLoader;

/**
 * A token budget for the hits of a search.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><td>{@code field}</td><td>the field, or a list of fields, that will be in the
 *     prompt</td></tr>
 * <tr><td>{@code count_field}</td><td>a field with the number of tokens of these fields; where a
 *     hit has none, its texts are counted</td></tr>
 * <tr><td>{@code encoding}, {@code llm} or {@code model}</td><td>exactly one, as in {@link
 *     TokenCountProcessor}</td></tr>
 * <tr><td>{@code budget}</td><td>number of tokens</td></tr>
 * <tr><td>{@code reserve}</td><td>number of them that is kept free; default 0</td></tr>
 * <tr><td>{@code when_full}</td><td>what happens at the first hit that does not fit. {@code drop}
 *     (default): the response ends before it; {@code cut}: its fields are cut at a token and the
 *     response ends after it; {@code skip}: it is left out, smaller ones behind it are
 *     kept</td></tr>
 * </table>
 *
 * @param paths paths of the fields
 * @param countField null if there is none
 * @param counter counts the texts of the fields
 * @param tokens the whole budget
 * @param reserve number of tokens to keep free
 * @param whenFull what happens at the first hit that does not fit
 */
public record HitBudget(
    List<String> paths,
    String countField,
    TokenCounter counter,
    int tokens,
    int reserve,
    WhenFull whenFull) {

  /** Names of the settings that choose an encoding, of which only one can be set. */
  public static final List<String> ENCODING_SETTINGS = List.of("encoding", "llm", "model");

  /**
   * Reads the settings.
   *
   * @param settings those above; they are taken out
   * @param config opens model files
   * @throws SettingException if a setting is missing or wrong
   */
  public static HitBudget of(ProcessorSettings settings, ResourceLoader config) {
    HitBudget budget =
        new HitBudget(
            settings.fields("field"),
            settings.text("count_field", null),
            new TokenCounter(settings.encoding(config)),
            settings.number("budget"),
            settings.number("reserve", 0),
            settings.choice("when_full", WhenFull.DROP));
    ProcessorSettings.checked(budget.tokens < 0 ? "budget" : "reserve", budget::budget);
    return budget;
  }

  /** The budget itself. */
  public TokenBudget budget() {
    return new TokenBudget(tokens, reserve, whenFull);
  }

  /** Whether a hit has a count or one of the texts. */
  public boolean isCountable(DocumentFields hit) {
    return storedCount(hit) != null || paths.stream().anyMatch(path -> hit.get(path) != null);
  }

  /**
   * Number of tokens of a hit; a field that is missing has none.
   *
   * @throws IllegalArgumentException if a field is no text
   */
  public long tokens(DocumentFields hit) {
    Number stored = storedCount(hit);
    return stored != null
        ? stored.longValue()
        : counter.total(new DocumentTexts(hit, paths, true).texts());
  }

  /**
   * Cuts the texts of a hit at a token, the last first.
   *
   * @param room greatest number of tokens to keep
   * @return number of tokens that are left, which the count field then has too
   */
  public long cut(DocumentFields hit, long room) {
    TokenLimit limit =
        new TokenLimit(counter, (int) Math.min(room, Integer.MAX_VALUE), TokenLimit.Action.CUT);
    DocumentTexts texts = new DocumentTexts(hit, paths, true);
    TokenLimit.Checked cut = limit.check(texts.texts());
    texts.replace(cut.texts());
    if (storedCount(hit) != null) {
      hit.set(countField, cut.tokens());
    }
    return cut.tokens();
  }

  private Number storedCount(DocumentFields hit) {
    return countField != null && hit.get(countField) instanceof Number count ? count : null;
  }
}
