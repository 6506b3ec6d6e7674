package io.github.lucenebpe.cli;

import io.github.lucenebpe.bpe.Encoding;
import io.github.lucenebpe.bpe.SpecialTokens;
import io.github.lucenebpe.model.AtomicFile;
import io.github.lucenebpe.report.TokenUsage;
import io.github.lucenebpe.report.VocabularyReport;
import io.github.lucenebpe.train.Corpus;
import io.github.lucenebpe.train.Document;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bpe report}: a vocabulary to a page. */
@Command(
    name = "report",
    description = {
      "Write one HTML page about a vocabulary: compression by vocabulary size, lengths and scripts "
          + "of the tokens, the merge tree of any token, and text coloured by token.",
      "",
      "Compression and use are those of the given texts, a built-in one in many scripts if there "
          + "are none. The page needs no other file and no network."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe report --model my.model --output my.html corpus/",
      "  bpe report --encoding o200k_base --output o200k.html"
    })
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private Bpe bpe;

  @Mixin private EncodingOption encodingOption;

  @Mixin private MalformedOption malformedOption;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The page to write.")
  private Path output;

  @Option(names = "--force", description = "Replace a file that exists.")
  private boolean force;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Sample texts. " + Inputs.FILES_AND_FOLDERS)
  private List<Path> files = List.of();

  @Override
  public Integer call() throws IOException {
    Outputs.check(output, force);
    Encoding encoding = encodingOption.load();
    String page = report(encoding).html();
    try (AtomicFile file = AtomicFile.create(output, force)) {
      file.out().write(page.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
    bpe.console.text.write(String.format(Locale.ROOT, "%s: %,d bytes\n", output, page.length()));
    return 0;
  }

  private VocabularyReport report(Encoding encoding) throws IOException {
    TokenUsage usage = new TokenUsage(encoding);
    StreamEncoder encoder = new StreamEncoder(encoding, SpecialTokens.ALL);
    if (files.isEmpty()) {
      String sample = VocabularyReport.builtInSample();
      encoder.encode(new StringReader(sample), usage::add);
      return new VocabularyReport(encoding, usage, "a built-in text in many scripts", sample);
    }
    List<Document> documents =
        Corpus.of(files, bpe.console.in, malformedOption.malformed).documents();
    Excerpt excerpt = new Excerpt(VocabularyReport.MAX_EXCERPT);
    try (Progress progress =
        Progress.start(bpe.console, "Reading", "documents", documents.size())) {
      long read = 0;
      for (Document document : documents) {
        try (Reader text = excerpt.of(document.open(malformedOption.malformed))) {
          encoder.encode(text, usage::add);
        }
        progress.done(++read);
      }
    }
    return new VocabularyReport(encoding, usage, source(documents), excerpt.text());
  }

  private static String source(List<Document> documents) {
    String first = documents.getFirst().name();
    int more = documents.size() - 1;
    return more == 0 ? first : first + " and " + Progress.number(more, "more document");
  }
}
