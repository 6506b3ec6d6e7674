package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.split.Splitter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The encoding in a {@link HuggingFaceFile}. Fields are read in the order in which they act. */
final class HuggingFaceReader {
  private final JsonField root;
  private final JsonField model;

  /** Ids by the {@link ByteLevel} letters of the tokens, the added tokens left out. */
  private final Map<String, Integer> vocab = new LinkedHashMap<>();

  private HuggingFaceReader(JsonField root) throws ModelFormatException {
    this.root = root;
    this.model = root.get("model");
  }

  /**
   * Reads an encoding.
   *
   * @param text the whole file
   * @param name the name of the file, for messages and as the name of the encoding
   * @throws ModelFormatException if the text is not such a file, or has a feature that is not
   *     supported; the message names the field
   */
  static Encoding read(String text, String name) throws ModelFormatException {
    return new HuggingFaceReader(JsonField.parse(text, name)).encoding(name);
  }

  private Encoding encoding(String name) throws ModelFormatException {
    model.get("type").oneOf("BPE");
    for (String field : new String[] {"truncation", "padding"}) {
      root.get(field).mustBeOff("an encoding has the ids of the whole text and no others");
    }
    readVocab();
    Map<String, Integer> specials = HuggingFaceAddedTokens.read(root, vocab);
    specials.keySet().forEach(vocab::remove);
    refuseNormalizer(root.get("normalizer"));
    Splitter splitter = HuggingFaceSplit.read(root.get("pre_tokenizer"));
    model.get("dropout").mustBeOff("the same text must have the same ids");
    model.get("continuing_subword_prefix").mustBeOff("tokens are bytes without marks");
    model.get("end_of_word_suffix").mustBeOff("tokens are bytes without marks");
    JsonField decoder = root.get("decoder");
    if (decoder.isNull()) {
      throw decoder.expected("a decoder of type \"ByteLevel\"");
    }
    decoder.get("type").oneOf("ByteLevel");
    byte[][] tokens = tokens();
    return new HuggingFaceMerges(model, vocab, tokens).encoding(name, splitter, specials);
  }

  private void readVocab() throws ModelFormatException {
    JsonField field = model.get("vocab");
    for (String token : field.object().keySet()) {
      vocab.put(token, field.get(token).integer(Encoding.MAX_SPECIAL_ID));
    }
  }

  private static void refuseNormalizer(JsonField normalizer) throws ModelFormatException {
    boolean empty =
        normalizer.isNull()
            || ("Sequence".equals(normalizer.get("type").value())
                && normalizer.get("normalizers").elements().isEmpty());
    if (!empty) {
      throw normalizer
          .get("type")
          .refused(
              "is not supported: an encoding takes the text as it is, got "
                  + normalizer.get("type").string());
    }
  }

  /** The bytes of the ordinary tokens by id. */
  private byte[][] tokens() throws ModelFormatException {
    JsonField field = model.get("vocab");
    byte[][] tokens = new byte[1 << 16][];
    int size = 0;
    for (Map.Entry<String, Integer> entry : vocab.entrySet()) {
      String shown = JsonString.quote(entry.getKey());
      int id = entry.getValue();
      if (id >= Merges.MAX_SIZE) {
        throw field.refused("the id of " + shown + " must be below " + Merges.MAX_SIZE);
      }
      byte[] bytes = ByteLevel.bytes(entry.getKey());
      if (bytes == null || bytes.length == 0) {
        throw field.refused(shown + " is no added token, nor bytes in byte-level letters");
      }
      if (id >= tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(id + 1, 2 * tokens.length));
      }
      if (tokens[id] != null) {
        throw field.refused(
            JsonString.quote(ByteLevel.letters(tokens[id]))
                + " and "
                + shown
                + " have the same id "
                + id);
      }
      tokens[id] = bytes;
      size = Math.max(size, id + 1);
    }
    for (int b = 0; b < Merges.BYTES; b++) {
      String letter = ByteLevel.letters(new byte[] {(byte) b});
      if (!vocab.containsKey(letter)) {
        throw field.refused("has no token for the byte " + b + ", which is \"" + letter + "\"");
      }
    }
    return Arrays.copyOf(tokens, size);
  }
}
