package io.github.lucenebpe.report;

import io.github.lucenebpe.bpe.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The longest tokens with letters. Runs of blanks, of line ends and of the signs that rulers are
 * made of would be all that a list by length shows of a vocabulary of source code.
 */
public final class LongestTokens {
  private LongestTokens() {}

  /** The ids of so many tokens at most, the longest first; the smaller of two ids first. */
  public static int[] withLetters(Vocabulary vocabulary, int limit) {
    return IntStream.range(0, vocabulary.size())
        .filter(vocabulary::contains)
        .boxed()
        .sorted(Comparator.comparingInt(id -> -vocabulary.length(id)))
        .filter(id -> hasLetter(vocabulary.bytes(id)))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static boolean hasLetter(byte[] token) {
    return new String(token, StandardCharsets.UTF_8).codePoints().anyMatch(Character::isLetter);
  }
}
