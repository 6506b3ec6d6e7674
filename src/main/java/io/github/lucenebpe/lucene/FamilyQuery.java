package io.github.lucenebpe.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;

/**
 * A term and its family, as if they were one term: a {@link SynonymQuery} that is as frequent as
 * all of its terms together, where Lucene takes the most frequent one for all.
 */
final class FamilyQuery extends Query {
  private final String field;

  /** The term, then the others. */
  private final List<Term> terms;

  /** How much an occurrence of one of the others counts, where one of the term counts 1. */
  private final float memberBoost;

  private FamilyQuery(List<Term> terms, float memberBoost) {
    this.field = terms.get(0).field();
    this.memberBoost = memberBoost;
    this.terms = List.copyOf(terms);
  }

  /** The query for a term and others, of one field. */
  static Query of(List<Term> terms, float memberBoost) {
    return terms.size() == 1 ? new TermQuery(terms.get(0)) : new FamilyQuery(terms, memberBoost);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    SynonymQuery.Builder synonyms = new SynonymQuery.Builder(field);
    long most = 0;
    long sum = 0;
    long[][] counts = counts(searcher.getIndexReader());
    for (int i = 0; i < counts.length; i++) {
      if (counts[i][0] > 0) {
        synonyms.addTerm(terms.get(i), i == 0 ? 1f : memberBoost);
        // A searcher may know of more documents than its own.
        long docs =
            searcher.termStatistics(terms.get(i), (int) counts[i][0], counts[i][1]).docFreq();
        most = Math.max(most, docs);
        sum += docs;
      }
    }
    if (sum == 0) {
      return new MatchNoDocsQuery("no term of the family of " + terms.get(0));
    }
    long all = Math.max(most, searcher.collectionStatistics(field).docCount());
    return new BoostQuery(
        synonyms.build(), (float) (idf(Math.min(sum, all), all) / idf(most, all)));
  }

  /**
   * In how many documents each term is, and how often; with one look into each segment, for most
   * are in none.
   */
  private long[][] counts(IndexReader reader) throws IOException {
    long[][] counts = new long[terms.size()][2];
    for (LeafReaderContext leaf : reader.leaves()) {
      TermsEnum dictionary = Terms.getTerms(leaf.reader(), field).iterator();
      for (int i = 0; i < counts.length; i++) {
        if (dictionary.seekExact(terms.get(i).bytes())) {
          counts[i][0] += dictionary.docFreq();
          counts[i][1] += dictionary.totalTermFreq();
        }
      }
    }
    return counts;
  }

  /**
   * That of {@code BM25Similarity}, above 0 whatever the frequency. With other similarities the
   * weight of a family is the same share.
   */
  private static double idf(long docs, long all) {
    return Math.log(1 + (all - docs + 0.5) / (docs + 0.5));
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(field)) {
      visitor.getSubVisitor(Occur.SHOULD, this).consumeTerms(this, terms.toArray(Term[]::new));
    }
  }

  @Override
  public String toString(String defaultField) {
    List<String> texts = new ArrayList<>();
    terms.forEach(term -> texts.add(new TermQuery(term).toString(defaultField)));
    return "Family(" + String.join(" ", texts) + ")";
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && terms.equals(((FamilyQuery) other).terms)
        && memberBoost == ((FamilyQuery) other).memberBoost;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * classHash() + terms.hashCode()) + Float.hashCode(memberBoost);
  }
}
