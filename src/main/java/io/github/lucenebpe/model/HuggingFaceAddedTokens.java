package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code added_tokens} of a {@link HuggingFaceFile} as special tokens. Of several that start at
 * the same place the longest is taken there and the first here, so they come in the order of their
 * length.
 */
final class HuggingFaceAddedTokens {
  private HuggingFaceAddedTokens() {}

  private record Added(String content, int id, boolean normalized, JsonField field) {}

  /**
   * Names and ids of the special tokens.
   *
   * @param vocab the ids of {@code model.vocab}, special tokens included
   */
  static Map<String, Integer> read(JsonField root, Map<String, Integer> vocab)
      throws ModelFormatException {
    List<Added> tokens = new ArrayList<>();
    JsonField field = root.get("added_tokens");
    int greatest = -1;
    for (JsonField element : field.isNull() ? List.<JsonField>of() : field.elements()) {
      Added token = read(element);
      // The ids in added_tokens are only looked at; the vocabulary gives them, or they are new.
      int next = greatest >= vocab.size() ? greatest + 1 : vocab.size();
      int id = vocab.getOrDefault(token.content, next);
      if (id != token.id) {
        throw element
            .get("id")
            .refused("is " + token.id + ", but Hugging Face's tokenizers give this token " + id);
      }
      greatest = Math.max(greatest, id);
      tokens.add(token);
    }
    refuseSameId(tokens);
    refuseOverlaps(tokens);
    tokens.sort(Comparator.comparingInt((Added token) -> -token.content.length()));
    Map<String, Integer> specials = new LinkedHashMap<>();
    tokens.forEach(token -> specials.put(token.content, token.id));
    return specials;
  }

  private static Added read(JsonField token) throws ModelFormatException {
    String content = token.get("content").string();
    if (content.isEmpty()) {
      throw token.get("content").refused("is empty");
    }
    for (String field : new String[] {"single_word", "lstrip", "rstrip"}) {
      token.get(field).mustBeOff("a special token is found wherever it stands, as it stands");
    }
    int id = token.get("id").integer(Encoding.MAX_SPECIAL_ID);
    byte[] bytes = ByteLevel.bytes(content);
    if (bytes != null && bytes.length == 1) {
      throw token.get("content").refused("is the letter of a byte: " + JsonString.quote(content));
    }
    return new Added(content, id, token.get("normalized").flag(false), token);
  }

  private static void refuseSameId(List<Added> tokens) throws ModelFormatException {
    Map<Integer, Added> byId = new LinkedHashMap<>();
    Map<String, Added> byContent = new LinkedHashMap<>();
    for (Added token : tokens) {
      Added other = byId.put(token.id, token);
      if (other != null || byContent.put(token.content, token) != null) {
        throw token.field.refused("has the same id or content as an earlier one");
      }
    }
  }

  /**
   * Tokens that are not normalized are looked for first, in the whole text. Here the leftmost token
   * wins. That is the same unless a token of one kind overlaps one of the other.
   */
  private static void refuseOverlaps(List<Added> tokens) throws ModelFormatException {
    for (Added first : tokens) {
      for (Added second : tokens) {
        if (first.normalized && !second.normalized && overlap(first.content, second.content)) {
          throw first
              .field
              .get("normalized")
              .refused(
                  "is true, and this token may overlap "
                      + JsonString.quote(second.content)
                      + ", for which it is false");
        }
      }
    }
  }

  /** Whether one holds the other, or an end of one is the start of the other. */
  private static boolean overlap(String a, String b) {
    if (a.contains(b) || b.contains(a)) {
      return true;
    }
    for (int length = 1; length < Math.min(a.length(), b.length()); length++) {
      if (a.regionMatches(a.length() - length, b, 0, length)
          || b.regionMatches(b.length() - length, a, 0, length)) {
        return true;
      }
    }
    return false;
  }
}
