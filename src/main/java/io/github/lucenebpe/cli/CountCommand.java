package io.github.lucenebpe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.train.Document;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe count}: how many tokens texts have. */
@Command(
    name = "count",
    description = {
      "Print how many tokens files have, each and in total.",
      "",
      "Next to the tokens stand the characters (Unicode code points), the bytes of UTF-8 and how "
          + "many bytes a token has on average."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe count --llm gpt-4o prompt.txt",
      "  bpe count --limit 8191 passages/          status 1 if a file has more",
      "  bpe count --json src README.md",
      "  git diff | bpe count"
    })
final class CountCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private SpecialOption specialOption;

  @Mixin private MalformedOption malformedOption;

  @Option(
      names = "--json",
      description = "Print one JSON object: \"encoding\", \"files\" and \"total\".")
  private boolean asJson;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "The most tokens that a file may have: one that has more is an error (status 1), after "
              + "all are counted.")
  private Long limit;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = Inputs.FILES_AND_FOLDERS + Inputs.OR_STANDARD_INPUT)
  private List<Path> files = List.of();

  /** The sizes of a text, or of several together. */
  private record Sizes(String name, long tokens, long characters, long bytes) {
    Sizes plus(Sizes other) {
      return new Sizes(
          name, tokens + other.tokens, characters + other.characters, bytes + other.bytes);
    }

    double bytesPerToken() {
      return tokens == 0 ? 0 : (double) bytes / tokens;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (limit != null && limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "--limit must not be negative, got " + limit);
    }
    Encoding encoding = encodingOption.load();
    SpecialTokens specials = specialOption.of(encoding);
    StreamEncoder encoder = new StreamEncoder(encoding, specials);
    List<Sizes> all = new ArrayList<>();
    Sizes total = new Sizes("total", 0, 0, 0);
    for (Document input : Inputs.filesAndFolders(bpe.console, files)) {
      Sizes sizes = measure(encoder, input);
      all.add(sizes);
      total = total.plus(sizes);
    }
    if (asJson) {
      printJson(encoding, all, total);
    } else {
      List<Sizes> rows = new ArrayList<>(all);
      if (all.size() != 1) {
        rows.add(total);
      }
      printTable(rows);
    }
    if (limit != null) {
      requireLimit(all);
    }
    return 0;
  }

  private void requireLimit(List<Sizes> all) throws InputException {
    List<Sizes> over = all.stream().filter(sizes -> sizes.tokens > limit).toList();
    if (!over.isEmpty()) {
      Sizes first = over.getFirst();
      String more = over.size() == 1 ? "" : " (and " + (over.size() - 1) + " more)";
      throw new InputException(
          first.name + ": " + first.tokens + " tokens, the limit is " + limit + more);
    }
  }

  private Sizes measure(StreamEncoder encoder, Document input) throws IOException {
    try (SizedReader text = new SizedReader(input.open(malformedOption.malformed))) {
      long tokens = encoder.count(text);
      return new Sizes(input.name(), tokens, text.characters(), text.bytes());
    } catch (IllegalArgumentException e) {
      throw new InputException(input.name() + ": " + e.getMessage(), e);
    }
  }

  private void printTable(List<Sizes> rows) throws IOException {
    Writer out = bpe.console.text;
    out.write(row("tokens", "characters", "bytes", "bytes/token", "file"));
    for (Sizes row : rows) {
      String ratio = String.format(Locale.ROOT, "%.2f", row.bytesPerToken());
      out.write(row(row.tokens, row.characters, row.bytes, ratio, row.name));
    }
  }

  private static String row(
      Object tokens, Object characters, Object bytes, String ratio, String name) {
    return String.format(
        Locale.ROOT, "%12s %12s %12s %12s  %s\n", tokens, characters, bytes, ratio, name);
  }

  private void printJson(Encoding encoding, List<Sizes> rows, Sizes total) throws IOException {
    Json.writeLine(
        bpe.console.text,
        json -> {
          json.writeStringField("encoding", encoding.name());
          json.writeArrayFieldStart("files");
          for (Sizes row : rows) {
            json.writeStartObject();
            json.writeStringField("file", row.name);
            write(row, json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectFieldStart("total");
          write(total, json);
          json.writeEndObject();
        });
  }

  private static void write(Sizes sizes, JsonGenerator json) throws IOException {
    json.writeNumberField("tokens", sizes.tokens);
    json.writeNumberField("characters", sizes.characters);
    json.writeNumberField("bytes", sizes.bytes);
  }
}
