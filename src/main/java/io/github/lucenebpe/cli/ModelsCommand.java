package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.Encodings;
import io.github.lucenebpe.model.LlmNames;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bpe models}: what is shipped. */
@Command(
    name = "models",
    description = {
      "List the shipped encodings: name, size of the vocabulary (greatest id + 1), split pattern "
          + "and special tokens.",
      "",
      "With --llms list the language models instead, each with its encoding; a name with * at the "
          + "end stands for all names that begin so."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bpe models", "  bpe models --llms --json"})
final class ModelsCommand implements Callable<Integer> {
  private static final int SHOWN_SPECIAL_TOKENS = 6;

  @ParentCommand private Bpe bpe;

  @Option(names = "--llms", description = "List language models.")
  private boolean llms;

  @Option(
      names = "--json",
      description = "Print a JSON object for each line, with all special tokens.")
  private boolean asJson;

  @Override
  public Integer call() throws IOException {
    if (llms) {
      for (Map.Entry<String, String> llm : LlmNames.names().entrySet()) {
        printLlm("llm", llm.getKey(), llm.getValue());
      }
      for (Map.Entry<String, String> prefix : LlmNames.prefixes().entrySet()) {
        printLlm("prefix", prefix.getKey(), prefix.getValue());
      }
    } else {
      for (String name : Encodings.names()) {
        printEncoding(Encodings.get(name));
      }
    }
    return 0;
  }

  private void printLlm(String kind, String name, String encoding) throws IOException {
    Writer out = bpe.console.text;
    if (asJson) {
      Json.writeLine(
          out,
          json -> {
            json.writeStringField(kind, name);
            json.writeStringField("encoding", encoding);
          });
    } else {
      String shown = kind.equals("prefix") ? name + "*" : name;
      out.write(String.format(Locale.ROOT, "%-14s  %s\n", encoding, shown));
    }
  }

  private void printEncoding(Encoding encoding) throws IOException {
    Writer out = bpe.console.text;
    if (asJson) {
      Json.writeLine(
          out,
          json -> {
            json.writeStringField("encoding", encoding.name());
            json.writeNumberField("vocabulary_size", encoding.vocabularySize());
            json.writeStringField("pattern", encoding.splitter().toString());
            json.writeStringField("regex", encoding.splitter().pattern());
            json.writeObjectFieldStart("special_tokens");
            for (Map.Entry<String, Integer> special : encoding.specialTokens().entrySet()) {
              json.writeNumberField(special.getKey(), special.getValue());
            }
            json.writeEndObject();
          });
    } else {
      out.write(
          String.format(
              Locale.ROOT,
              "%-14s  %6d  %-6s  %s\n",
              encoding.name(),
              encoding.vocabularySize(),
              encoding.splitter(),
              summary(encoding.specialTokens())));
    }
  }

  /** The first special tokens with their ids, and how many more there are. */
  private static String summary(Map<String, Integer> specials) {
    String first =
        specials.entrySet().stream()
            .limit(SHOWN_SPECIAL_TOKENS)
            .map(special -> special.getKey() + " " + special.getValue())
            .collect(Collectors.joining(", "));
    int more = specials.size() - SHOWN_SPECIAL_TOKENS;
    return more > 0 ? first + String.format(Locale.ROOT, " and %,d more", more) : first;
  }
}
