package io.github.lucenebpe.lucene;

import io.github.lucenebpe.bpe.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.automaton.ByteRunAutomaton;

/**
 * Words at a small edit distance of one, in a field of token ids: those that are tokens of the
 * vocabulary, which is searched instead of the terms of the index.
 */
final class FuzzyQueries {
  /** As many as {@link FuzzyQuery} takes by default, the nearest and then the most frequent. */
  private static final int MAX_WORDS = FuzzyQuery.defaultMaxExpansions;

  /** Bytes of the longest letter. */
  private static final int MAX_BYTES = 4;

  /** A token that is a word, and how many letters are other. */
  private record Neighbour(int id, int edits) {}

  private FuzzyQueries() {}

  /**
   * The query.
   *
   * @param exact the query for the word itself
   * @param word in its normal form
   */
  static Query of(
      Encoding encoding, TokenIdQueryTerms terms, Query exact, String word, int maxEdits) {
    BooleanQuery.Builder any = new BooleanQuery.Builder().add(exact, Occur.SHOULD);
    int length = word.codePointCount(0, word.length());
    for (Neighbour neighbour : neighbours(encoding, word, Math.min(maxEdits, length - 1))) {
      // The boost of FuzzyQuery: the part of the letters that is right.
      float boost = 1f - (float) neighbour.edits / length;
      any.add(new BoostQuery(word(encoding, terms, neighbour.id), boost), Occur.SHOULD);
    }
    return any.build();
  }

  /** A word that is a token, by the terms that an index has of it, and its family. */
  private static Query word(Encoding encoding, TokenIdQueryTerms terms, int id) {
    String text = new String(encoding.vocabulary().bytes(id), StandardCharsets.UTF_8).strip();
    WordKind kind = WordKind.of(text.toCharArray());
    boolean isRun = kind == WordKind.IDEOGRAPHIC || kind == WordKind.CONSONANTAL;
    if (isRun && text.codePointCount(0, text.length()) >= SearchWord.gramLength(kind)) {
      return PrefixQueries.grams(terms, text, kind);
    }
    List<Term> family = new ArrayList<>(List.of(terms.term(id)));
    if (kind == WordKind.ALPHABETIC) {
      for (int member : PseudoStems.family(encoding, id)) {
        family.add(terms.term(member));
      }
    }
    return FamilyQuery.of(family, QueryWord.MEMBER_BOOST);
  }

  private static List<Neighbour> neighbours(Encoding encoding, String word, int maxEdits) {
    String prefix = BpeWord.takesSpace(WordKind.of(word.toCharArray())) ? " " : "";
    List<Neighbour> found = new ArrayList<>();
    List<ByteRunAutomaton> automata = new ArrayList<>();
    for (int edits = 0; edits <= maxEdits; edits++) {
      // The space is not to be edited away.
      automata.add(
          FuzzyQuery.getFuzzyAutomaton(prefix + word, edits, prefix.length(), true).runAutomaton);
    }
    byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
    int length = (prefix + word).getBytes(StandardCharsets.UTF_8).length;
    for (int id : SortedVocabulary.of(encoding).startingWith(start)) {
      if (Math.abs(encoding.vocabulary().length(id) - length) <= MAX_BYTES * maxEdits) {
        byte[] bytes = encoding.vocabulary().bytes(id);
        int edits = maxEdits;
        while (edits >= 0 && automata.get(edits).run(bytes, 0, bytes.length)) {
          edits--;
        }
        if (edits >= 0 && edits < maxEdits) {
          found.add(new Neighbour(id, edits + 1));
        }
      }
    }
    found.sort(Comparator.comparingInt(Neighbour::edits).thenComparingInt(Neighbour::id));
    return found.subList(0, Math.min(MAX_WORDS, found.size()));
  }
}
