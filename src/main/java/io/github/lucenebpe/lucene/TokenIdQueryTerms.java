package io.github.lucenebpe.lucene;

import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * The terms of a field whose tokens are ids.
 *
 * @param binary whether they are those of {@link TokenIdTerms#toBytes}, not decimal numbers
 */
record TokenIdQueryTerms(String field, boolean binary) {

  BytesRef bytes(int id) {
    return binary ? TokenIdTerms.toBytes(id) : new BytesRef(Integer.toString(id));
  }

  Term term(int id) {
    return new Term(field, bytes(id));
  }
}
