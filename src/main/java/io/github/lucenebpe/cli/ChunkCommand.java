package io.github.lucenebpe.cli;

import io.github.lucenebpe.count.TextBoundary;
import io.github.lucenebpe.count.TokenCounter;
import io.github.lucenebpe.count.TokenWindow;
import io.github.lucenebpe.count.TokenWindows;
import io.github.lucenebpe.train.Document;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe chunk}: texts in windows of so many tokens. */
@Command(
    name = "chunk",
    description = {
      "Cut texts into chunks of at most so many tokens, for an embedding model.",
      "",
      "Each line of output is an object: \"file\", \"chunk\" (its number), \"start\" and \"end\" "
          + "(its place in UTF-16 units), \"tokens\" and \"text\". Each text, encoded by itself, "
          + "has that many tokens; chunks cover the file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe chunk --llm text-embedding-3-small --max-tokens 512 --overlap 64 book.txt",
      "  bpe chunk --boundary paragraph README.md"
    })
final class ChunkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private MalformedOption malformedOption;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "The most tokens of a chunk, 4 or more; ${DEFAULT-VALUE} by default.")
  private int maxTokens;

  @Option(
      names = "--overlap",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "The most tokens with which a chunk repeats the end of the one before, up to half of a "
              + "chunk; ${DEFAULT-VALUE} by default.")
  private int overlap;

  @Option(
      names = "--boundary",
      paramLabel = "token|word|line|sentence|paragraph",
      defaultValue = "sentence",
      description =
          "Where a chunk ends if it can in its second half, ${DEFAULT-VALUE} by default; else at "
              + "the next finer boundary.")
  private TextBoundary boundary;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = Inputs.FILES_AND_FOLDERS + Inputs.OR_STANDARD_INPUT)
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    TokenCounter counter = new TokenCounter(encodingOption.load());
    TokenWindows windows = windows(counter);
    for (Document input : Inputs.filesAndFolders(bpe.console, files)) {
      int number = 0;
      for (TokenWindow chunk : windows.of(text(input))) {
        print(input.name(), number++, chunk);
      }
    }
    return 0;
  }

  private TokenWindows windows(TokenCounter counter) {
    try {
      return new TokenWindows(counter, maxTokens, overlap, boundary);
    } catch (IllegalArgumentException e) {
      String option = e.getMessage().replaceAll("\\bmaxTokens\\b", "--max-tokens");
      throw new ParameterException(
          spec.commandLine(), option.replaceFirst("^overlap", "--overlap"), e);
    }
  }

  private String text(Document input) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader reader = input.open(malformedOption.malformed)) {
      reader.transferTo(text);
    }
    return text.toString();
  }

  private void print(String file, int number, TokenWindow chunk) throws IOException {
    Json.writeLine(
        bpe.console.text,
        json -> {
          json.writeStringField("file", file);
          json.writeNumberField("chunk", number);
          json.writeNumberField("start", chunk.start());
          json.writeNumberField("end", chunk.end());
          json.writeNumberField("tokens", chunk.tokens());
          json.writeStringField("text", chunk.text());
        });
  }
}
