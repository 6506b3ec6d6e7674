package io.github.lucenebpe.bpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.split.UnicodeCategories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Encodes text or bytes that end in the middle of something: tiktoken's {@code
 * encode_with_unstable} and {@code _encode_bytes}, with the same approximations, so that the
 * answers are the same. Not made for speed: it looks at every token that may straddle the end.
 *
 * @see <a href="https://github.com/openai/tiktoken/blob/0.14.0/src/lib.rs">_encode_unstable_native
 *     in tiktoken's lib.rs</a>
 */
final class UnstableEncoder {
  private static final Comparator<List<Integer>> LEXICOGRAPHIC =
      (a, b) ->
          Arrays.compare(
              a.stream().mapToInt(i -> i).toArray(), b.stream().mapToInt(i -> i).toArray());

  private final Encoding encoding;
  private final Vocabulary vocabulary;
  private final PieceEncoder pieces;

  UnstableEncoder(Encoding encoding) {
    this.encoding = encoding;
    this.vocabulary = encoding.vocabulary();
    this.pieces = new PieceEncoder(encoding.tables());
  }

  int[] encodeBytes(byte[] bytes) {
    int malformed = Utf8.firstMalformed(bytes, 0, bytes.length);
    int valid = malformed < 0 ? bytes.length : malformed;
    String text = new String(bytes, 0, valid, UTF_8);
    int[] ids = encoding.encodeOrdinary(text);
    if (malformed < 0) {
      return ids;
    }
    int stable = ids.length - lastPieceTokens(ids, text, SpecialTokens.ORDINARY);
    byte[] rest =
        concat(
            encoding.decodeBytes(Arrays.copyOfRange(ids, stable, ids.length)),
            Arrays.copyOfRange(bytes, valid, bytes.length));
    int[] last = pieces.encode(rest);
    return IntStream.concat(Arrays.stream(ids, 0, stable), Arrays.stream(last)).toArray();
  }

  UnstableTokens encode(CharSequence text, SpecialTokens specials) {
    int[] ids = encoding.encode(text, specials);
    int stable = ids.length - lastPieceTokens(ids, text, specials);
    byte[] rest = encoding.decodeBytes(Arrays.copyOfRange(ids, stable, ids.length));
    return new UnstableTokens(list(Arrays.copyOf(ids, stable)), completions(rest));
  }

  /**
   * Number of tokens of the last piece, 0 if it is a special token. White space is taken further
   * back, because a piece of white space may grow to the left when more is added.
   */
  private int lastPieceTokens(int[] ids, CharSequence text, SpecialTokens specials) {
    int n = encoding.lastPieceTokens(text, specials);
    if (n > 0 && isBlank(ids[ids.length - n])) {
      while (n < ids.length && isBlank(ids[ids.length - n - 1])) {
        n++;
      }
    }
    return n;
  }

  private boolean isBlank(int id) {
    if (encoding.isSpecial(id)) {
      return false;
    }
    for (byte b : vocabulary.bytes(id)) {
      if (b != ' ' && b != '\n' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private List<List<Integer>> completions(byte[] rest) {
    Set<List<Integer>> found = new TreeSet<>(LEXICOGRAPHIC);
    if (rest.length > 0) {
      int[] sorted = encoding.tables().sorted();
      forTokensWithPrefix(sorted, rest, id -> found.add(List.of(id)));
      for (int i = 1; i < rest.length; i++) {
        byte[] head = Arrays.copyOf(rest, i);
        byte[] tail = Arrays.copyOfRange(rest, i, rest.length);
        forTokensWithPrefix(
            sorted,
            tail,
            id -> found.add(covering(rest.length, concat(head, vocabulary.bytes(id)))));
      }
      addSplitAtLastSpace(rest, found);
    }
    return List.copyOf(found);
  }

  /** The first tokens of {@code bytes} that cover at least {@code length} of them. */
  private List<Integer> covering(int length, byte[] bytes) {
    int[] ids =
        Utf8.firstMalformed(bytes, 0, bytes.length) < 0
            ? encoding.encodeOrdinary(new String(bytes, UTF_8))
            : pieces.encode(bytes);
    List<Integer> covering = new ArrayList<>();
    int covered = 0;
    for (int i = 0; i < ids.length && covered < length; i++) {
      covering.add(ids[i]);
      covered += vocabulary.length(ids[i]);
    }
    return covering;
  }

  /** White space at the end may become a piece of its own: {@code \s+(?!\S)}. */
  private void addSplitAtLastSpace(byte[] rest, Set<List<Integer>> found) {
    int start = rest.length - 1;
    while (start > 0 && (rest[start] & 0xC0) == 0x80) {
      start--;
    }
    int last = new String(rest, start, rest.length - start, UTF_8).codePointAt(0);
    if (start > 0 && UnicodeCategories.isWhiteSpace(last)) {
      int[] head = pieces.encode(Arrays.copyOf(rest, start));
      int[] tail = pieces.encode(Arrays.copyOfRange(rest, start, rest.length));
      found.add(list(IntStream.concat(Arrays.stream(head), Arrays.stream(tail)).toArray()));
    }
  }

  private void forTokensWithPrefix(int[] sorted, byte[] prefix, IntConsumer action) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(vocabulary.bytes(sorted[middle]), prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < sorted.length && startsWith(sorted[i], prefix); i++) {
      action.accept(sorted[i]);
    }
  }

  private boolean startsWith(int id, byte[] prefix) {
    return vocabulary.length(id) >= prefix.length
        && Arrays.equals(vocabulary.bytes(id), 0, prefix.length, prefix, 0, prefix.length);
  }

  private static List<Integer> list(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
