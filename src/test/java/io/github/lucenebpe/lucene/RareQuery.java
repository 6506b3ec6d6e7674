package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** A query for some terms, but nothing if too many documents have them. */
final class RareQuery extends Query {
  private final Query query;
  private final List<Term> terms;
  private final int percent;

  RareQuery(Query query, List<Term> terms, int percent) {
    this.query = query;
    this.terms = terms;
    this.percent = percent;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    IndexReader reader = searcher.getIndexReader();
    long docs = 0;
    for (Term term : terms) {
      docs += reader.docFreq(term);
    }
    boolean isRare = 100 * docs <= (long) percent * reader.maxDoc();
    return isRare ? query : new MatchNoDocsQuery("too frequent");
  }

  @Override
  public void visit(QueryVisitor visitor) {
    query.visit(visitor);
  }

  @Override
  public String toString(String field) {
    return "Rare(" + query.toString(field) + ")";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && query.equals(((RareQuery) other).query)
        && percent == ((RareQuery) other).percent;
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), query, percent);
  }
}
