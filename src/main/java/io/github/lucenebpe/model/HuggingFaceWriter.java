package io.github.lucenebpe.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.Merges;
import io.github.lucenebpe.bpe.Vocabulary;
import io.github.lucenebpe.split.RegexSplitter;
import io.github.lucenebpe.split.Splitter;
import io.github.lucenebpe.split.WholeTextSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The text of a {@link HuggingFaceFile}. */
final class HuggingFaceWriter {
  private static final String BYTE_LEVEL_WITHOUT_SPLITTING =
      "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"trim_offsets\": true,"
          + " \"use_regex\": false}";

  private final Encoding encoding;
  private final String file;
  private final StringBuilder out = new StringBuilder();

  /** Ordinary tokens in {@link ByteLevel} letters; null for an unused id. */
  private final String[] letters;

  private final Map<String, Integer> idOfLetters = new HashMap<>();

  private HuggingFaceWriter(Encoding encoding, String file) {
    this.encoding = encoding;
    this.file = file;
    Vocabulary vocabulary = encoding.vocabulary();
    this.letters = new String[vocabulary.size()];
    for (int id = 0; id < letters.length; id++) {
      if (vocabulary.contains(id)) {
        letters[id] = ByteLevel.letters(vocabulary.bytes(id));
      }
    }
  }

  /**
   * The whole file.
   *
   * @param file its name, for messages
   * @throws ModelFormatException if the format cannot hold the encoding; the message says why
   */
  static String format(Encoding encoding, String file) throws ModelFormatException {
    return new HuggingFaceWriter(encoding, file).format();
  }

  private String format() throws ModelFormatException {
    for (int id = 0; id < letters.length; id++) {
      if (letters[id] != null && idOfLetters.put(letters[id], id) != null) {
        throw refused("two tokens with the same bytes: " + JsonString.quote(letters[id]));
      }
    }
    List<Map.Entry<String, Integer>> specials = specials();
    out.append("{\n  \"version\": \"1.0\",\n  \"truncation\": null,\n  \"padding\": null,\n");
    addedTokens(specials);
    out.append("  \"normalizer\": null,\n  \"pre_tokenizer\": ");
    preTokenizer();
    out.append(",\n  \"post_processor\": null,\n");
    out.append("  \"decoder\": {\"type\": \"ByteLevel\", \"add_prefix_space\": true,");
    out.append(" \"trim_offsets\": true, \"use_regex\": true},\n");
    out.append("  \"model\": {\n    \"type\": \"BPE\",\n    \"dropout\": null,\n");
    out.append("    \"unk_token\": null,\n    \"continuing_subword_prefix\": null,\n");
    out.append("    \"end_of_word_suffix\": null,\n    \"fuse_unk\": false,\n");
    out.append("    \"byte_fallback\": false,\n    \"ignore_merges\": ");
    out.append(encoding.isMadeOfRanks()).append(",\n");
    vocab(specials);
    merges();
    return out.append("  }\n}\n").toString();
  }

  /** The special tokens in the order of their ids, once it is sure that the format holds them. */
  private List<Map.Entry<String, Integer>> specials() throws ModelFormatException {
    List<Map.Entry<String, Integer>> specials =
        new ArrayList<>(encoding.specialTokens().entrySet());
    Map<Integer, String> names = new HashMap<>();
    for (int i = 0; i < specials.size(); i++) {
      String name = specials.get(i).getKey();
      String shown = JsonString.quote(name);
      if (!UTF_8.newEncoder().canEncode(name)) {
        throw refused("a special token with an unpaired surrogate: " + shown);
      }
      String other = names.put(specials.get(i).getValue(), name);
      if (other != null) {
        throw refused("two special tokens with one id: " + JsonString.quote(other) + ", " + shown);
      }
      if (ByteLevel.bytes(name) != null && name.chars().anyMatch(c -> c > '~')) {
        throw refused("the special token " + shown + ", which it reads as other bytes");
      }
      if (idOfLetters.containsKey(name)) {
        throw refused(
            "the special token " + shown + " besides an ordinary one with the same bytes");
      }
      for (Map.Entry<String, Integer> earlier : specials.subList(0, i)) {
        if (name.startsWith(earlier.getKey())) {
          throw refused(
              "the special token "
                  + JsonString.quote(earlier.getKey())
                  + " before "
                  + shown
                  + ": it takes the longest one that matches");
        }
      }
    }
    specials.sort(Map.Entry.comparingByValue());
    return specials;
  }

  private void addedTokens(List<Map.Entry<String, Integer>> specials) {
    out.append("  \"added_tokens\": [");
    String separator = "\n";
    for (Map.Entry<String, Integer> special : specials) {
      out.append(separator).append("    {\"id\": ").append(special.getValue());
      out.append(", \"content\": ").append(JsonString.quote(special.getKey()));
      out.append(", \"single_word\": false, \"lstrip\": false, \"rstrip\": false,");
      out.append(" \"normalized\": false, \"special\": true}");
      separator = ",\n";
    }
    out.append(specials.isEmpty() ? "],\n" : "\n  ],\n");
  }

  private void preTokenizer() throws ModelFormatException {
    Splitter splitter = encoding.splitter();
    if (splitter instanceof WholeTextSplitter) {
      out.append(BYTE_LEVEL_WITHOUT_SPLITTING);
      return;
    }
    String pattern;
    try {
      pattern = OnigurumaPattern.of(splitter);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file + ": Hugging Face's format: " + e.getMessage(), e);
    }
    // The known patterns match all text. Of others only the matches are kept, as with findall.
    boolean matchesAll = !(splitter instanceof RegexSplitter);
    out.append("{\n    \"type\": \"Sequence\",\n    \"pretokenizers\": [\n");
    out.append("      {\"type\": \"Split\", \"pattern\": {\"Regex\": ");
    out.append(JsonString.quote(pattern)).append("}, \"behavior\": ");
    out.append(matchesAll ? "\"Isolated\"" : "\"Removed\"");
    out.append(", \"invert\": ").append(!matchesAll).append("},\n");
    out.append("      ").append(BYTE_LEVEL_WITHOUT_SPLITTING).append("\n    ]\n  }");
  }

  /**
   * All tokens, the special ones too: ids of added tokens that are not in the vocabulary are given
   * out anew when the file is read, without holes.
   */
  private void vocab(List<Map.Entry<String, Integer>> specials) {
    Map<String, Integer> ids = new HashMap<>(idOfLetters);
    specials.forEach(special -> ids.put(special.getKey(), special.getValue()));
    out.append("    \"vocab\": {");
    String separator = "\n";
    for (Map.Entry<String, Integer> token :
        ids.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      out.append(separator).append("      ").append(JsonString.quote(token.getKey()));
      out.append(": ").append(token.getValue());
      separator = ",\n";
    }
    out.append("\n    },\n");
  }

  private void merges() {
    List<String[]> pairs = encoding.isMadeOfRanks() ? allPairs() : rules(encoding.merges());
    out.append("    \"merges\": [");
    String separator = "\n";
    for (String[] pair : pairs) {
      out.append(separator).append("      [").append(JsonString.quote(pair[0]));
      out.append(", ").append(JsonString.quote(pair[1])).append(']');
      separator = ",\n";
    }
    out.append(pairs.isEmpty() ? "]\n" : "\n    ]\n");
  }

  private List<String[]> rules(Merges merges) {
    List<String[]> pairs = new ArrayList<>();
    for (int id = 0; id < merges.size(); id++) {
      if (merges.isMerge(id)) {
        pairs.add(new String[] {letters[merges.left(id)], letters[merges.right(id)]});
      }
    }
    return pairs;
  }

  /** Ranks merge whatever gives a token: all pairs of tokens that do, smallest rank first. */
  private List<String[]> allPairs() {
    List<String[]> pairs = new ArrayList<>();
    for (String token : letters) {
      List<String[]> pairsOfToken = new ArrayList<>();
      for (int i = 1; token != null && i < token.length(); i++) {
        String[] pair = {token.substring(0, i), token.substring(i)};
        if (idOfLetters.containsKey(pair[0]) && idOfLetters.containsKey(pair[1])) {
          pairsOfToken.add(pair);
        }
      }
      pairsOfToken.sort(
          Comparator.<String[]>comparingInt(pair -> idOfLetters.get(pair[0]))
              .thenComparingInt(pair -> idOfLetters.get(pair[1])));
      pairs.addAll(pairsOfToken);
    }
    return pairs;
  }

  private ModelFormatException refused(String what) {
    return new ModelFormatException(file + ": Hugging Face's format cannot hold " + what);
  }
}
