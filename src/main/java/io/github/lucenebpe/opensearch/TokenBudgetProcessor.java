package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.count.TokenBudget.Selection;
import io.github.lucenebpe.plugin.HitBudget;
import io.github.lucenebpe.plugin.ProcessorSettings;
import io.github.lucenebpe.plugin.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.ResourceLoader;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.ingest.ConfigurationUtils;
import org.opensearch.search.SearchExtBuilder;
import org.opensearch.search.SearchHit;
import org.opensearch.search.SearchHits;
import org.opensearch.search.aggregations.InternalAggregations;
import org.opensearch.search.fetch.subphase.FetchSourceContext;
import org.opensearch.search.internal.InternalSearchResponse;
import org.opensearch.search.pipeline.AbstractProcessor;
import org.opensearch.search.pipeline.Processor;
import org.opensearch.search.pipeline.SearchResponseProcessor;
import org.opensearch.search.profile.SearchProfileShardResults;

/**
 * The response processor {@value #TYPE}: keeps the hits of a search, in rank order, as long as
 * their tokens fit into a budget. It works on the merged hits of all shards, page by page.
 *
 * <p>The settings are those of {@link HitBudget}. A search can set each of them but {@code model}
 * for itself, in {@code ext.llm_token_budget}. The response tells in the same place how many tokens
 * are {@code used}, how many hits are {@code kept}, which were {@code left_out} or {@code cut}, and
 * which are {@code uncounted}, because they have none of the fields.
 */
final class TokenBudgetProcessor extends AbstractProcessor implements SearchResponseProcessor {
  static final String TYPE = "llm_token_budget";

  /** The settings as the pipeline has them, for requests that change some. */
  private final Map<String, Object> configured;

  private final HitBudget settings;
  private final ResourceLoader config;

  private TokenBudgetProcessor(
      String tag,
      String description,
      boolean ignoreFailure,
      Map<String, Object> configured,
      HitBudget settings,
      ResourceLoader config) {
    super(tag, description, ignoreFailure);
    this.configured = configured;
    this.settings = settings;
    this.config = config;
  }

  /**
   * Makes processors from the settings of pipelines.
   *
   * @param config opens model files
   */
  static Processor.Factory<SearchResponseProcessor> factory(ResourceLoader config) {
    return (others, tag, description, ignoreFailure, values, context) -> {
      Map<String, Object> configured = new HashMap<>(values);
      try {
        HitBudget settings = HitBudget.of(new ProcessorSettings(values), config);
        configured.keySet().removeAll(values.keySet());
        return new TokenBudgetProcessor(
            tag, description, ignoreFailure, configured, settings, config);
      } catch (SettingException e) {
        throw ConfigurationUtils.newConfigurationException(TYPE, tag, e.setting(), e.getMessage());
      }
    };
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public SearchResponse processResponse(SearchRequest request, SearchResponse response) {
    HitBudget wanted = settingsFor(request);
    List<BudgetedHit> hits =
        Arrays.stream(response.getHits().getHits())
            .map(hit -> new BudgetedHit(hit, wanted))
            .toList();
    if (!showsWholeSource(request)) {
      hits.forEach(TokenBudgetProcessor::requireCountable);
    }
    Selection<BudgetedHit> selection =
        wanted.budget().<BudgetedHit>select(hits, BudgetedHit::tokens, BudgetedHit::cut);
    return with(selection, report(selection, wanted), response);
  }

  private static boolean showsWholeSource(SearchRequest request) {
    FetchSourceContext shown = request.source() == null ? null : request.source().fetchSource();
    return shown == null
        || (shown.fetchSource() && shown.includes().length == 0 && shown.excludes().length == 0);
  }

  /** Refuses a hit whose texts the request has left out, which would count as if it had none. */
  private static void requireCountable(BudgetedHit hit) {
    if (!hit.isCountable()) {
      throw new IllegalArgumentException(
          TYPE
              + ": the hit "
              + hit.hit().getId()
              + " shows none of the fields "
              + hit.budget().paths()
              + (hit.budget().countField() == null ? "" : " and not " + hit.budget().countField())
              + ": the request must ask for them, in _source or in fields");
    }
  }

  /** The settings of the pipeline with those of a request over them. */
  private HitBudget settingsFor(SearchRequest request) {
    Map<String, Object> own = requested(request);
    if (own.isEmpty()) {
      return settings;
    }
    Map<String, Object> merged = new HashMap<>(configured);
    if (HitBudget.ENCODING_SETTINGS.stream().anyMatch(own::containsKey)) {
      merged.keySet().removeAll(HitBudget.ENCODING_SETTINGS);
    }
    merged.putAll(own);
    try {
      if (own.containsKey("model")) {
        throw new SettingException("model", "can be set in a pipeline only");
      }
      ProcessorSettings values = new ProcessorSettings(merged);
      HitBudget wanted = HitBudget.of(values, config);
      values.requireNoOthers();
      return wanted;
    } catch (SettingException e) {
      throw new IllegalArgumentException(
          "ext." + TYPE + ": [" + e.setting() + "] " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> requested(SearchRequest request) {
    if (request.source() == null) {
      return Map.of();
    }
    return request.source().ext().stream()
        .filter(TokenBudgetExt.class::isInstance)
        .map(ext -> ((TokenBudgetExt) ext).values())
        .findFirst()
        .orElse(Map.of());
  }

  private static TokenBudgetExt report(Selection<BudgetedHit> selection, HitBudget wanted) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("budget", wanted.tokens());
    report.put("reserve", wanted.reserve());
    report.put("used", selection.used());
    report.put("kept", selection.kept().size());
    report.put("left_out", selection.leftOut().stream().map(BudgetedHit::name).toList());
    List<Map<String, Object>> uncounted =
        selection.kept().stream().filter(hit -> !hit.isCountable()).map(BudgetedHit::name).toList();
    if (!uncounted.isEmpty()) {
      report.put("uncounted", uncounted);
    }
    if (selection.lastIsCut()) {
      report.put("cut", selection.kept().get(selection.kept().size() - 1).name());
    }
    return new TokenBudgetExt(report);
  }

  /** The response with other hits and a report more; all else as it was. */
  private static SearchResponse with(
      Selection<BudgetedHit> selection, TokenBudgetExt report, SearchResponse response) {
    SearchHits all = response.getHits();
    SearchHits kept =
        new SearchHits(
            selection.kept().stream().map(BudgetedHit::hit).toArray(SearchHit[]::new),
            all.getTotalHits(),
            all.getMaxScore(),
            all.getSortFields(),
            all.getCollapseField(),
            all.getCollapseValues());
    List<SearchExtBuilder> exts =
        new ArrayList<>(response.getInternalResponse().getSearchExtBuilders());
    exts.add(report);
    return new SearchResponse(
        new InternalSearchResponse(
            kept,
            (InternalAggregations) response.getAggregations(),
            response.getSuggest(),
            profile(response),
            response.isTimedOut(),
            response.isTerminatedEarly(),
            response.getNumReducePhases(),
            exts,
            response.getInternalResponse().getProcessorResult()),
        response.getScrollId(),
        response.getTotalShards(),
        response.getSuccessfulShards(),
        response.getSkippedShards(),
        response.getTook().millis(),
        response.getPhaseTook(),
        response.getShardFailures(),
        response.getClusters(),
        response.pointInTimeId());
  }

  /** Null if the request did not ask for it: an empty one would be shown. */
  private static SearchProfileShardResults profile(SearchResponse response) {
    return response.getProfileResults().isEmpty()
        ? null
        : new SearchProfileShardResults(response.getProfileResults());
  }
}
