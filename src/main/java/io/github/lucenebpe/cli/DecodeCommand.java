package io.github.lucenebpe.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.train.Document;
import io.github.lucenebpe.train.Malformed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe decode}: ids to text. */
@Command(
    name = "decode",
    description = {
      "Print the bytes of tokens, exactly: nothing is added between them or at the end.",
      "",
      "Ids are arguments, or stand in files or on standard input with blanks, commas or line ends "
          + "between them.",
      "",
      "With --jsonl each line of input is an object {\"ids\": […]} and each line of output an object "
          + "{\"text\": …}; bytes that are no UTF-8 become U+FFFD there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe decode 9906 1917",
      "  bpe encode --llm gpt-4o book.txt | bpe decode --llm gpt-4o | cmp - book.txt"
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int SHOWN_CHARACTERS = 60;

  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Option(names = "--jsonl", description = "Input and output are JSON lines.")
  private boolean jsonLines;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read ids from this file, - for standard input; may be repeated.")
  private List<Path> files = List.of();

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Token ids.")
  private List<String> ids = List.of();

  @Override
  public Integer call() throws IOException {
    if (!ids.isEmpty() && (jsonLines || !files.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "ids are either arguments, or in files or on standard input");
    }
    Encoding encoding = encodingOption.load();
    if (!ids.isEmpty()) {
      decode(encoding, String.join(" ", ids), "arguments");
      return 0;
    }
    for (Document input : Inputs.files(bpe.console, files)) {
      if (jsonLines) {
        decodeLines(encoding, input);
      } else {
        decodeText(encoding, input);
      }
    }
    return 0;
  }

  private void decodeText(Encoding encoding, Document input) throws IOException {
    try (BufferedReader lines = new BufferedReader(input.open(Malformed.REPORT))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        decode(encoding, line, input.name() + " line " + number);
      }
    }
  }

  private void decode(Encoding encoding, String line, String place) throws IOException {
    StringTokenizer words = new StringTokenizer(line, " \t\f\r\n,");
    while (words.hasMoreTokens()) {
      int id = parse(words.nextToken(), place);
      try {
        bpe.console.out.write(encoding.tokenBytes(id));
      } catch (IllegalArgumentException e) {
        throw new InputException(place + ": " + e.getMessage(), e);
      }
    }
  }

  private static int parse(String word, String place) throws InputException {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new InputException(place + ": expected a token id, got \"" + shortened(word) + "\"", e);
    }
  }

  /** A word for a message, which a file that holds no ids at all must not fill. */
  private static String shortened(String word) {
    return word.codePointCount(0, word.length()) <= SHOWN_CHARACTERS
        ? word
        : word.substring(0, word.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
  }

  private void decodeLines(Encoding encoding, Document input) throws IOException {
    new JsonLines(bpe.console, "ids")
        .answer(
            input,
            value -> {
              String text = encoding.decode(ids(value));
              return json -> json.writeStringField("text", text);
            });
  }

  private static int[] ids(JsonParser value) throws IOException {
    if (value.currentToken() != JsonToken.START_ARRAY) {
      throw new InputException("expected an array of token ids as \"ids\"");
    }
    IntStream.Builder ids = IntStream.builder();
    while (value.nextToken() != JsonToken.END_ARRAY) {
      if (value.currentToken() != JsonToken.VALUE_NUMBER_INT
          || value.getNumberType() != JsonParser.NumberType.INT) {
        throw new InputException(
            "expected a token id in \"ids\", got \"" + shortened(value.getText()) + "\"");
      }
      ids.add(value.getIntValue());
    }
    return ids.build().toArray();
  }
}
