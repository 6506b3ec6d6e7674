package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.Splitter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The {@code merges} of a {@link HuggingFaceFile}, of two kinds. Either each token has one merge,
 * as training gives them. Or all pairs of tokens that together are a token merge, and {@code
 * ignore_merges} takes a piece that is a token as it is: then these are tiktoken's ranks in another
 * form, as in Llama 3.
 */
final class HuggingFaceMerges {
  private final JsonField model;
  private final Map<String, Integer> vocab;
  private final byte[][] tokens;

  /**
   * @param vocab ids by the letters of the ordinary tokens
   * @param tokens the bytes of the ordinary tokens by id
   */
  HuggingFaceMerges(JsonField model, Map<String, Integer> vocab, byte[][] tokens) {
    this.model = model;
    this.vocab = vocab;
    this.tokens = tokens;
  }

  private record Pair(int left, int right, int merged) {}

  Encoding encoding(String name, Splitter splitter, Map<String, Integer> specials)
      throws ModelFormatException {
    List<Pair> pairs = pairs();
    boolean ranks = model.get("ignore_merges").flag(false);
    if (ranks && hasAllPairs(pairs)) {
      return Encoding.ofRanks(name, splitter, tokens, specials);
    }
    Encoding encoding = Encoding.ofMerges(name, splitter, merges(pairs), specials);
    if (ranks) {
      checkEachIsReached(encoding);
    }
    return encoding;
  }

  /** In the order of the file, which must be that of the ids: the smaller id is merged first. */
  private List<Pair> pairs() throws ModelFormatException {
    List<Pair> pairs = new ArrayList<>();
    int last = -1;
    for (JsonField merge : model.get("merges").elements()) {
      String[] parts = parts(merge);
      int left = id(parts[0], merge);
      int right = id(parts[1], merge);
      int merged = id(parts[0] + parts[1], merge);
      if (merged < last) {
        throw merge.refused(
            "makes the token "
                + merged
                + " after "
                + last
                + ": ids must be in the order of merges");
      }
      last = merged;
      pairs.add(new Pair(left, right, merged));
    }
    return pairs;
  }

  /** {@code ["a", "b"]}, or {@code "a b"} in older files. */
  private static String[] parts(JsonField merge) throws ModelFormatException {
    if (merge.value() instanceof String both) {
      String[] parts = both.split(" ", -1);
      if (parts.length == 2) {
        return parts;
      }
    } else if (merge.value() instanceof List<?> list && list.size() == 2) {
      List<JsonField> parts = merge.elements();
      return new String[] {parts.get(0).string(), parts.get(1).string()};
    }
    throw merge.refused("expected two tokens");
  }

  private int id(String token, JsonField merge) throws ModelFormatException {
    Integer id = vocab.get(token);
    if (id == null) {
      throw merge.refused("the token " + JsonString.quote(token) + " is not in model.vocab");
    }
    return id;
  }

  /** Whether the merges are all pairs of tokens that together are a token, each of them once. */
  private boolean hasAllPairs(List<Pair> pairs) {
    long all = 0;
    for (String token : vocab.keySet()) {
      for (int i = 1; i < token.length(); i++) {
        if (vocab.containsKey(token.substring(0, i)) && vocab.containsKey(token.substring(i))) {
          all++;
        }
      }
    }
    return all == pairs.size() && all == pairs.stream().distinct().count();
  }

  private Merges merges(List<Pair> pairs) throws ModelFormatException {
    JsonField field = model.get("merges");
    int[] left = new int[tokens.length];
    int[] right = new int[tokens.length];
    Arrays.fill(left, -1);
    Arrays.fill(right, -1);
    for (Pair pair : pairs) {
      if (left[pair.merged] >= 0) {
        throw field.refused(
            "makes the token "
                + pair.merged
                + " twice, which is supported only with ignore_merges and all pairs");
      }
      left[pair.merged] = pair.left;
      right[pair.merged] = pair.right;
    }
    int[] byteIds = new int[Merges.BYTES];
    for (int id = 0; id < tokens.length; id++) {
      if (tokens[id] != null && tokens[id].length == 1) {
        byteIds[tokens[id][0] & 0xFF] = id;
      } else if (tokens[id] != null && left[id] < 0) {
        throw field.refused(
            "has none that makes the token "
                + id
                + ", "
                + JsonString.quote(ByteLevel.letters(tokens[id])));
      }
    }
    try {
      return Merges.of(byteIds, left, right);
    } catch (IllegalArgumentException e) {
      throw field.refused(e.getMessage());
    }
  }

  /** With ignore_merges a piece becomes the token that it is, though merges may not give it. */
  private void checkEachIsReached(Encoding encoding) throws ModelFormatException {
    for (int id = 0; id < tokens.length; id++) {
      if (tokens[id] != null && !encoding.isReachable(id)) {
        throw model
            .get("ignore_merges")
            .refused(
                "is true, and merges do not give the token "
                    + id
                    + ", "
                    + JsonString.quote(ByteLevel.letters(tokens[id])));
      }
    }
  }
}
