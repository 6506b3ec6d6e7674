package io.github.lucenebpe.eval;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/**
 * A way to index and to search that is to be measured.
 *
 * @param name what the reports call it
 * @param index makes the terms of documents
 * @param queries makes queries
 */
record Contender(String name, Analyzer index, QueryMaker queries) {

  /** Makes a query of what a user has typed. */
  interface QueryMaker {
    /** The query on a field; null if nothing is left of the text. */
    Query make(String field, String text);
  }

  /** One analyzer for both; each term of a query is an optional clause. */
  Contender(String name, Analyzer analyzer) {
    this(name, analyzer, analyzer);
  }

  /** Each term of a query is an optional clause. */
  Contender(String name, Analyzer index, Analyzer query) {
    this(name, index, new QueryBuilder(query)::createBooleanQuery);
  }
}
