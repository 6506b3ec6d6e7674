package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.model.ModelFormat;
import io.github.lucenebpe.model.TiktokenFile;
import io.github.lucenebpe.split.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe convert}: an encoding to a file of another format. */
@Command(
    name = "convert",
    description = {
      "Write an encoding in another format: minbpe (.model, and .vocab beside it), tiktoken "
          + "(.tiktoken), huggingface (.json, a tokenizer.json) or bpe (.bpe).",
      "",
      "What the format cannot hold is refused with the reason; bpe holds all that merges make. Ranks "
          + "of tiktoken say neither how to split nor what the special tokens are: the command prints "
          + "both when it writes them, and needs both to read those of a stranger."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe convert --model my.model --output tokenizer.json",
      "  bpe convert --encoding o200k_base --output o200k.json",
      "  bpe convert --model tokenizer.json --output my.bpe",
      "  bpe convert --model a.tiktoken --pattern cl100k --special '<|endoftext|>' --output a.bpe"
    })
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private PatternOption patternOption;

  @Mixin private SpecialTokensOption specials;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write; its ending tells the format.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      completionCandidates = FormatConverter.class,
      description = "The format, if it is not to be told by the ending, which it then gets.")
  private ModelFormat format;

  @Option(names = "--force", description = "Replace files that exist.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    if (Files.isDirectory(output)) {
      throw usage("--output: expected a file, " + output + " is a folder");
    }
    ModelFormat target = format == null ? byEnding() : format;
    Path prefix = withoutEnding(target);
    Encoding encoding = load();
    Outputs.check(() -> target.write(encoding, prefix, force), force);
    for (Path file : target.files(prefix)) {
      bpe.console.text.write(file + "\n");
    }
    if (target == ModelFormat.TIKTOKEN) {
      printWhatRanksLack(encoding);
    }
    return 0;
  }

  private Encoding load() throws IOException {
    if (!patternOption.isGiven()) {
      if (specials.isGiven()) {
        throw usage("--special is for ranks, together with --pattern");
      }
      return encodingOption.load();
    }
    Path ranks = encodingOption.modelFile();
    if (ranks == null) {
      throw usage("--pattern is for ranks, which --model names");
    }
    Splitter splitter = patternOption.splitter();
    byte[][] tokens = TiktokenFile.read(Files.readAllBytes(ranks), ranks.toString());
    Map<String, Integer> specialTokens = specials.ids(tokens.length, 0);
    return Encoding.ofRanks(ranks.toString(), splitter, tokens, specialTokens);
  }

  private ModelFormat byEnding() {
    return Arrays.stream(ModelFormat.values())
        .filter(known -> output.toString().endsWith(known.ending()))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--output: expected a name that ends in "
                        + Arrays.stream(ModelFormat.values())
                            .map(ModelFormat::ending)
                            .collect(Collectors.joining(", "))
                        + ", or --format, got "
                        + output));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Path withoutEnding(ModelFormat target) {
    String name = output.getFileName() == null ? "" : output.getFileName().toString();
    String prefix =
        name.endsWith(target.ending())
            ? name.substring(0, name.length() - target.ending().length())
            : name;
    if (prefix.isEmpty()) {
      throw usage("--output: expected a name before the ending, got " + output);
    }
    return output.resolveSibling(prefix);
  }

  private void printWhatRanksLack(Encoding encoding) throws IOException {
    Json.writeLine(
        bpe.console.text,
        json -> {
          json.writeStringField("pattern", encoding.splitter().pattern());
          json.writeObjectFieldStart("special_tokens");
          for (var special : encoding.specialTokens().entrySet()) {
            json.writeNumberField(special.getKey(), special.getValue());
          }
          json.writeEndObject();
        });
  }
}
