package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenBudget;
import io.github.lucenebpe.count.TokenBudget.WhenFull;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.lucene.EncodingArgument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.params.CursorMarkParams;
import org.apache.solr.common.params.SolrParams;
import org.apache.solr.common.util.StrUtils;
import org.apache.solr.handler.component.ResponseBuilder;

/**
 * The budget that a search request asks for.
 *
 * @param budget picks the hits
 * @param tokens the budget in tokens
 * @param reserve tokens of it that are kept free
 * @param whenFull what happens at the first hit that does not fit
 * @param texts what is counted
 */
record BudgetRequest(
    TokenBudget budget, long tokens, long reserve, WhenFull whenFull, DocumentTexts texts) {

  private static final String BUDGET = "tokens.budget";
  private static final String RESERVE = "tokens.reserve";
  private static final String FULL = "tokens.full";
  private static final String FIELD = "tokens.field";
  private static final String COUNT = "tokens.count";
  private static final String ENCODING = "tokens.encoding";
  private static final String LLM = "tokens.llm";

  /** Whether a request asks for a budget. */
  static boolean isIn(SolrParams params) {
    return params.get(BUDGET) != null;
  }

  /**
   * Reads a request that asks for one.
   *
   * @param configured counts where the request names no encoding; null if there is none
   * @throws SolrException with status 400 if a parameter is wrong; the message names it
   */
  static BudgetRequest of(ResponseBuilder rb, TokenCounter configured) {
    SolrParams params = rb.req.getParams();
    try {
      long tokens = number(params, BUDGET);
      long reserve = params.get(RESERVE) == null ? 0 : number(params, RESERVE);
      WhenFull whenFull =
          PluginArguments.constant(FULL, WhenFull.values(), params.get(FULL, "drop"));
      BudgetRequest request =
          new BudgetRequest(
              new TokenBudget(tokens, reserve, whenFull),
              tokens,
              reserve,
              whenFull,
              new DocumentTexts(fields(params), params.get(COUNT), counter(params, configured)));
      request.texts.requireReadable(rb.req.getSchema());
      request.requirePossible(rb);
      return request;
    } catch (IllegalArgumentException e) {
      throw new SolrException(ErrorCode.BAD_REQUEST, "token budget: " + e.getMessage(), e);
    }
  }

  private static long number(SolrParams params, String name) {
    String value = params.get(name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + name + "' must be a whole number, got " + value, e);
    }
  }

  private static List<String> fields(SolrParams params) {
    List<String> fields = new ArrayList<>();
    String[] values = params.getParams(FIELD);
    for (String value : values == null ? new String[0] : values) {
      fields.addAll(StrUtils.splitSmart(value, ",", true));
    }
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("'" + FIELD + "' must name the fields to count");
    }
    if (new HashSet<>(fields).size() < fields.size()) {
      throw new IllegalArgumentException("'" + FIELD + "' names a field twice: " + fields);
    }
    return fields;
  }

  private static TokenCounter counter(SolrParams params, TokenCounter configured) {
    String encoding = params.get(ENCODING);
    String llm = params.get(LLM);
    if (encoding != null || llm != null) {
      return new TokenCounter(new EncodingArgument(encoding, llm, null, null).encoding());
    }
    if (configured == null) {
      throw new IllegalArgumentException(
          "'"
              + ENCODING
              + "' or '"
              + LLM
              + "' must be set, or the component must have an encoding");
    }
    return configured;
  }

  private void requirePossible(ResponseBuilder rb) {
    if (rb.grouping()) {
      throw new IllegalArgumentException("grouped hits have no rank order: drop group=true");
    }
    if (rb.req.getParams().get(CursorMarkParams.CURSOR_MARK_PARAM) != null) {
      throw new IllegalArgumentException(
          "the next cursorMark stands behind hits that are left out: page with start");
    }
    if (rb.req.getSchema().getUniqueKeyField() == null) {
      throw new IllegalArgumentException("the schema has no uniqueKey to name hits by");
    }
    if (whenFull == WhenFull.CUT) {
      for (String field : texts.fields()) {
        if (!rb.rsp.getReturnFields().wantsField(field)) {
          throw new IllegalArgumentException(
              "'" + FULL + "' cut needs the field to cut in the answer: add " + field + " to fl");
        }
      }
    }
  }
}
