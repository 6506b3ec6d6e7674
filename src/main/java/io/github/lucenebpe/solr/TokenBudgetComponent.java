package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.lucene.EncodingArgument;
import io.github.lucenebpe.solr.BudgetAnswer.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.search.TotalHits;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.params.ShardParams;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.core.SolrCore;
import org.apache.solr.handler.component.ResponseBuilder;
import org.apache.solr.handler.component.SearchComponent;
import org.apache.solr.handler.component.ShardDoc;
import org.apache.solr.handler.component.ShardRequest;
import org.apache.solr.handler.component.ShardResponse;
import org.apache.solr.response.ResultContext;
import org.apache.solr.search.DocIterator;
import org.apache.solr.search.DocList;
import org.apache.solr.search.SolrDocumentFetcher;
import org.apache.solr.search.SolrReturnFields;
import org.apache.solr.util.plugin.SolrCoreAware;

/**
 * Keeps the hits of a page in rank order while their tokens fit into a budget: what a prompt has
 * room for.
 *
 * <pre class="prettyprint">
 * &lt;searchComponent name="tokenBudget" class="io.github.lucenebpe.solr.TokenBudgetComponent"&gt;
 *   &lt;str name="encoding"&gt;o200k_base&lt;/str&gt;
 * &lt;/searchComponent&gt;
 * &lt;requestHandler name="/select" class="solr.SearchHandler"&gt;
 *   &lt;arr name="last-components"&gt;&lt;str&gt;tokenBudget&lt;/str&gt;&lt;/arr&gt;
 * &lt;/requestHandler&gt;</pre>
 *
 * Parameters of a request, or defaults of its handler:
 *
 * <ul>
 *   <li>{@code tokens.budget}: number of tokens; without it this component does nothing
 *   <li>{@code tokens.reserve}: how many of them stay free, for the question and the answer
 *   <li>{@code tokens.field}: the stored fields that count, separated by commas or repeated
 *   <li>{@code tokens.count}: numeric field with the number of tokens of these fields, as {@link
 *       TokenCountUpdateProcessorFactory} makes it; where it has no value, the texts are counted
 *   <li>{@code tokens.full}: what happens at the first hit that does not fit. {@code drop}
 *       (default): it and all behind it are left out; {@code cut}: it is cut; {@code skip}: it is
 *       left out, and smaller hits behind it are taken
 *   <li>{@code tokens.encoding}, {@code tokens.llm}: the tokens, before what is configured
 * </ul>
 *
 * The answer gets a section {@code tokenBudget}: {@code budget}, {@code reserve}, {@code used},
 * {@code kept} (number of hits), {@code leftOut} (ids), {@code cut} (id) and, unless hits are
 * skipped, {@code nextStart}: the {@code start} of the page that goes on behind the kept ones. Of a
 * distributed request each shard counts its own hits.
 */
public final class TokenBudgetComponent extends SearchComponent implements SolrCoreAware {
  /** Asks a shard for the counts of its hits; the name of its answer too. */
  private static final String SHARD_COUNTS = "tokens.shardCounts";

  private PluginArguments arguments;
  private EncodingArgument encoding;
  private TokenCounter configured;

  /** Made by Solr. */
  public TokenBudgetComponent() {}

  @Override
  public void init(NamedList<?> args) {
    arguments = new PluginArguments(getClass(), args);
    encoding = arguments.encodingOrNull();
    arguments.end();
  }

  @Override
  public void inform(SolrCore core) {
    if (encoding != null) {
      configured = arguments.counter(encoding, core.getResourceLoader());
    }
  }

  @Override
  public String getDescription() {
    return "Keeps hits while they fit into a token budget";
  }

  @Override
  public void prepare(ResponseBuilder rb) {
    if (BudgetRequest.isIn(rb.req.getParams()) && !isShard(rb)) {
      BudgetRequest.of(rb, configured);
    }
  }

  private static boolean isShard(ResponseBuilder rb) {
    return rb.req.getParams().getBool(ShardParams.IS_SHARD, false);
  }

  /** A whole search on one core, or the part of a shard in a distributed one. */
  @Override
  public void process(ResponseBuilder rb) throws IOException {
    if (!BudgetRequest.isIn(rb.req.getParams()) || rb.isDistributed() || rb.getResults() == null) {
      return;
    }
    if (!isShard(rb)) {
      SolrDocumentList documents = documents(rb);
      BudgetRequest request = BudgetRequest.of(rb, configured);
      new BudgetAnswer(rb.rsp).keep(documents, hits(rb, request.texts()), request);
      NamedList<Object> answer = rb.rsp.getValues();
      answer.setVal(answer.indexOf("response", 0), documents);
    } else if (rb.req.getParams().getBool(SHARD_COUNTS, false)) {
      NamedList<Object> counts = new SimpleOrderedMap<>();
      DocumentTexts texts = BudgetRequest.of(rb, configured).texts();
      hits(rb, texts).forEach(hit -> counts.add(hit.id(), hit.tokens()));
      rb.rsp.add(SHARD_COUNTS, counts);
    }
  }

  /** The hits of this core with their tokens, in rank order. */
  private static List<Hit> hits(ResponseBuilder rb, DocumentTexts texts) throws IOException {
    String key = rb.req.getSchema().getUniqueKeyField().getName();
    SolrReturnFields keyAndCount = fields(rb, key, texts.countField());
    SolrReturnFields keyAndTexts = fields(rb, key, texts.fields().toArray(String[]::new));
    SolrDocumentFetcher documents = rb.req.getSearcher().getDocFetcher();
    List<Hit> hits = new ArrayList<>();
    for (DocIterator docs = rb.getResults().docList.iterator(); docs.hasNext(); ) {
      int docid = docs.nextDoc();
      SolrDocument doc = documents.solrDoc(docid, keyAndCount);
      if (!texts.isCounted(doc)) {
        doc = documents.solrDoc(docid, keyAndTexts);
      }
      hits.add(new Hit(DocumentTexts.text(doc.getFirstValue(key)), texts.count(doc)));
    }
    return hits;
  }

  private static SolrReturnFields fields(ResponseBuilder rb, String key, String... others) {
    List<String> names = new ArrayList<>(List.of(key));
    Stream.of(others).filter(Objects::nonNull).forEach(names::add);
    return new SolrReturnFields(names.toArray(String[]::new), rb.req);
  }

  /** The hits of this core as the answer would show them. */
  private static SolrDocumentList documents(ResponseBuilder rb) {
    ResultContext result = (ResultContext) rb.rsp.getResponse();
    DocList hits = result.getDocList();
    SolrDocumentList documents = new SolrDocumentList();
    documents.setNumFound(hits.matches());
    documents.setNumFoundExact(hits.hitCountRelation() == TotalHits.Relation.EQUAL_TO);
    documents.setStart(hits.offset());
    if (hits.hasScores()) {
      documents.setMaxScore(hits.maxScore());
    }
    result.getProcessedDocuments().forEachRemaining(documents::add);
    return documents;
  }

  /** Has the shards count the hits whose fields they are asked for. */
  @Override
  public void modifyRequest(ResponseBuilder rb, SearchComponent who, ShardRequest sreq) {
    if (BudgetRequest.isIn(rb.req.getParams())
        && (sreq.purpose & ShardRequest.PURPOSE_GET_FIELDS) != 0) {
      sreq.params.set(SHARD_COUNTS, true);
    }
  }

  @Override
  public void handleResponses(ResponseBuilder rb, ShardRequest sreq) {
    if (sreq.params.getBool(SHARD_COUNTS, false)) {
      for (ShardResponse response : sreq.responses) {
        if (response.getException() == null
            && response.getSolrResponse().getResponse().get(SHARD_COUNTS)
                instanceof NamedList<?> counts) {
          counts.forEach((id, tokens) -> countsOfShards(rb).put(id, ((Number) tokens).longValue()));
        }
      }
    }
  }

  /** Tokens by the id of a hit, from all shards that have answered. */
  @SuppressWarnings("unchecked") // nobody else has this key
  private static Map<String, Long> countsOfShards(ResponseBuilder rb) {
    return (Map<String, Long>)
        rb.req.getContext().computeIfAbsent(SHARD_COUNTS, key -> new HashMap<String, Long>());
  }

  /** The hits of all shards are merged: {@code QueryComponent}, which comes before, has done it. */
  @Override
  public void finishStage(ResponseBuilder rb) {
    if (BudgetRequest.isIn(rb.req.getParams())
        && rb.getStage() == ResponseBuilder.STAGE_GET_FIELDS) {
      // A hit without a count is one whose shard did not answer; its document is missing too.
      Map<String, Long> counts = countsOfShards(rb);
      List<Hit> hits =
          rb.resultIds.values().stream()
              .sorted(Comparator.comparingInt((ShardDoc doc) -> doc.positionInResponse))
              .map(doc -> doc.id.toString())
              .filter(counts::containsKey)
              .map(id -> new Hit(id, counts.get(id)))
              .toList();
      new BudgetAnswer(rb.rsp).keep(rb.getResponseDocs(), hits, BudgetRequest.of(rb, configured));
    }
  }
}
