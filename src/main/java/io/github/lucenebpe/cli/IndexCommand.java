package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.train.Document;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bpe index}: a Lucene index of text files. */
@Command(
    name = "index",
    description = {
      "Make a Lucene index of text files: the terms are token ids, path, text and number of tokens "
          + "are stored with each document. The index remembers its encoding.",
      "",
      "The index is built beside the output folder and moved there when it is whole."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe index docs --output docs.index",
      "  bpe index src README.md --output code.index --llm gpt-4o --force"
    })
final class IndexCommand implements Callable<Integer> {
  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private MalformedOption malformedOption;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "INDEXDIR",
      required = true,
      description = "The folder of the index.")
  private Path output;

  @Option(names = "--force", description = "Replace an index that exists.")
  private boolean force;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = Inputs.FILES_AND_FOLDERS)
  private List<Path> files;

  @Override
  public Integer call() throws IOException {
    long start = System.nanoTime();
    TextIndex.checkReplaceable(output, force);
    Encoding encoding = encodingOption.load();
    List<Document> inputs = inputs();
    int documents = 0;
    long tokens = 0;
    try (ReplacedFolder folder = new ReplacedFolder(output)) {
      try (TextIndexWriter index =
              new TextIndexWriter(folder.path(), encoding, encodingOption.modelFile());
          Progress progress = Progress.start(bpe.console, "indexing", "documents", inputs.size())) {
        for (Document input : inputs) {
          tokens += index.add(input.name(), read(input));
          documents++;
          progress.done(documents);
        }
        index.commit();
      }
      // What was put there meanwhile stays.
      TextIndex.checkReplaceable(output, force);
      folder.commit();
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw InputException.unwritable(output, e);
    }
    bpe.console.text.write(
        String.format(
            Locale.ROOT,
            "%s: %s, %s of %s, %.1f s\n",
            output,
            Progress.number(documents, "document"),
            Progress.number(tokens, "token"),
            encoding.name(),
            (System.nanoTime() - start) / 1e9));
    return 0;
  }

  /** What is to be indexed; an index that is replaced is no part of it. */
  private List<Document> inputs() throws IOException {
    Path replaced = output.toAbsolutePath().normalize();
    return Inputs.filesAndFolders(bpe.console, files).stream()
        .filter(input -> !Path.of(input.name()).toAbsolutePath().normalize().startsWith(replaced))
        .toList();
  }

  private String read(Document input) throws InputException {
    StringWriter text = new StringWriter();
    try (Reader reader = input.open(malformedOption.malformed)) {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new InputException(Failures.message(e), e);
    }
    return text.toString();
  }
}
