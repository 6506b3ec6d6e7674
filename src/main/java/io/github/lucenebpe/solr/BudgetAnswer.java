package io.github.lucenebpe.solr;

import io.github.lucenebpe.count.TokenBudget.Selection;
import io.github.lucenebpe.count.TokenBudget.Sized;
import io.github.lucenebpe.count.TokenBudget.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.common.util.SimpleOrderedMap;
import org.apache.solr.response.SolrQueryResponse;

/** Takes the hits out of an answer that do not fit into a budget, and says what was done. */
final class BudgetAnswer {
  private final SolrQueryResponse response;

  BudgetAnswer(SolrQueryResponse response) {
    this.response = response;
  }

  /** A hit with the number of its tokens. */
  record Hit(String id, long tokens) {}

  /** A hit with what the answer shows of it. */
  private record Shown(Hit hit, SolrDocument document) {}

  /**
   * Keeps the hits that fit.
   *
   * @param documents the page of hits in rank order; those that do not fit are removed
   * @param hits the same hits with their tokens
   */
  void keep(SolrDocumentList documents, List<Hit> hits, BudgetRequest request) {
    if (documents.size() != hits.size()) {
      throw new IllegalStateException(
          documents.size() + " documents, but the tokens of " + hits.size());
    }
    List<Shown> shown = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      shown.add(new Shown(hits.get(i), documents.get(i)));
    }
    Selection<Shown> selection =
        request
            .budget()
            .select(shown, one -> one.hit.tokens, (one, room) -> cut(one, room, request.texts()));
    documents.clear();
    selection.kept().forEach(one -> documents.add(one.document));
    response.add("tokenBudget", report(selection, documents.getStart(), request));
    if (response.getValues().get("highlighting") instanceof NamedList<?> highlighting) {
      selection.leftOut().forEach(one -> highlighting.remove(one.hit.id));
    }
  }

  private static Optional<Sized<Shown>> cut(Shown shown, long room, DocumentTexts texts) {
    long tokens = texts.cut(shown.document, (int) Math.min(room, Integer.MAX_VALUE));
    return tokens == 0 ? Optional.empty() : Optional.of(new Sized<>(shown, tokens));
  }

  private static NamedList<Object> report(
      Selection<Shown> selection, long start, BudgetRequest request) {
    NamedList<Object> report = new SimpleOrderedMap<>();
    report.add("budget", request.tokens());
    report.add("reserve", request.reserve());
    report.add("used", selection.used());
    report.add("kept", selection.kept().size());
    report.add("leftOut", selection.leftOut().stream().map(one -> one.hit.id).toList());
    if (selection.lastIsCut()) {
      report.add("cut", selection.kept().getLast().hit.id);
    }
    if (request.whenFull() != WhenFull.SKIP) {
      report.add("nextStart", start + selection.kept().size());
    }
    return report;
  }
}
