package io.github.lucenebpe.opensearch;

import io.github.lucenebpe.count.TokenBudget.Sized;
import io.github.lucenebpe.plugin.HitBudget;
import java.util.Map;
import java.util.Optional;
import org.opensearch.search.SearchHit;

/** A hit that a budget counts and cuts. */
record BudgetedHit(SearchHit hit, HitFields fields, HitBudget budget) {

  BudgetedHit(SearchHit hit, HitBudget budget) {
    this(hit, new HitFields(hit), budget);
  }

  boolean isCountable() {
    return budget.isCountable(fields);
  }

  long tokens() {
    return budget.tokens(fields);
  }

  /** Cuts the hit; there is none any more if nothing is left of it. */
  Optional<Sized<BudgetedHit>> cut(long room) {
    long left = budget.cut(fields, room);
    return left == 0 ? Optional.empty() : Optional.of(new Sized<>(this, left));
  }

  /** What the report calls the hit. */
  Map<String, Object> name() {
    return Map.of("_index", hit.getIndex(), "_id", hit.getId());
  }
}
