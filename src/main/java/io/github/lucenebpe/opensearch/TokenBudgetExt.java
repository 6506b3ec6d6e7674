package io.github.lucenebpe.opensearch;

import java.io.IOException;
import java.util.Map;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.search.SearchExtBuilder;

/**
 * {@code ext.llm_token_budget}: in a search request, settings that stand in for those of the
 * pipeline; in its response, what became of the budget.
 */
final class TokenBudgetExt extends SearchExtBuilder {
  static final String NAME = TokenBudgetProcessor.TYPE;

  private final Map<String, Object> values;

  TokenBudgetExt(Map<String, Object> values) {
    this.values = values;
  }

  TokenBudgetExt(StreamInput in) throws IOException {
    values = in.readMap();
  }

  /**
   * Reads the settings of a request.
   *
   * @throws IllegalArgumentException if they are no object
   */
  static TokenBudgetExt parse(XContentParser parser) throws IOException {
    if (parser.currentToken() != XContentParser.Token.START_OBJECT) {
      throw new IllegalArgumentException(
          "ext." + NAME + " must be an object with settings, got " + parser.currentToken());
    }
    return new TokenBudgetExt(parser.map());
  }

  Map<String, Object> values() {
    return values;
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    out.writeMap(values);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    return builder.field(NAME, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenBudgetExt ext && ext.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
