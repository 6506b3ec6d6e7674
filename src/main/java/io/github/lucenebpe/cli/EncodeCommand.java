package io.github.lucenebpe.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.bpe.Tokens;
import io.github.lucenebpe.train.Document;
import io.github.lucenebpe.train.Malformed;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
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

/** {@code bpe encode}: texts to ids. */
@Command(
    name = "encode",
    description = {
      "Print the token ids of texts: one line for each input, with blanks between the ids.",
      "",
      "With --jsonl each line of input is an object {\"text\": …} and each line of output an object "
          + "{\"ids\": […]}."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  echo 'Hello world' | bpe encode --encoding o200k_base",
      "  bpe encode --special all chat.txt",
      "  bpe encode --model my.model --jsonl --offsets texts.jsonl"
    })
final class EncodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private SpecialOption specialOption;

  @Option(
      names = "--jsonl",
      description = "Input and output are JSON lines; other fields of the input are ignored.")
  private boolean jsonLines;

  @Option(
      names = "--offsets",
      description =
          "With --jsonl: add \"offsets\", the place [start, end) of each token in UTF-16 units.")
  private boolean offsets;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = Inputs.FILES + Inputs.OR_STANDARD_INPUT)
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    if (offsets && !jsonLines) {
      throw new ParameterException(spec.commandLine(), "--offsets needs --jsonl");
    }
    Encoding encoding = encodingOption.load();
    SpecialTokens specials = specialOption.of(encoding);
    for (Document input : Inputs.files(bpe.console, files)) {
      if (jsonLines) {
        encodeLines(encoding, specials, input);
      } else {
        encodeText(encoding, specials, input);
      }
    }
    return 0;
  }

  private void encodeText(Encoding encoding, SpecialTokens specials, Document input)
      throws IOException {
    Writer out = bpe.console.text;
    boolean[] first = {true};
    try (Reader text = input.open(Malformed.REPORT)) {
      new StreamEncoder(encoding, specials)
          .encode(
              text,
              id -> {
                out.write(first[0] ? "" : " ");
                out.write(Integer.toString(id));
                first[0] = false;
              });
    } catch (IllegalArgumentException e) {
      throw new InputException(input.name() + ": " + e.getMessage(), e);
    }
    out.write('\n');
  }

  private void encodeLines(Encoding encoding, SpecialTokens specials, Document input)
      throws IOException {
    Tokens tokens = new Tokens();
    new JsonLines(bpe.console, "text")
        .answer(
            input,
            value -> {
              tokens.clear();
              encoding.tokenize(string(value), specials, tokens);
              return json -> write(tokens, json);
            });
  }

  private static String string(JsonParser value) throws IOException {
    if (value.currentToken() != JsonToken.VALUE_STRING) {
      throw new InputException("expected a string as \"text\"");
    }
    return value.getText();
  }

  private void write(Tokens tokens, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("ids");
    for (int i = 0; i < tokens.size(); i++) {
      json.writeNumber(tokens.id(i));
    }
    json.writeEndArray();
    if (offsets) {
      json.writeArrayFieldStart("offsets");
      for (int i = 0; i < tokens.size(); i++) {
        json.writeStartArray();
        json.writeNumber(tokens.start(i));
        json.writeNumber(tokens.end(i));
        json.writeEndArray();
      }
      json.writeEndArray();
    }
  }
}
