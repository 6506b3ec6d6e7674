package io.github.lucenebpe.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe search}: looks for words in an index. */
@Command(
    name = "search",
    description = {
      "Search an index made by 'bpe index' and print the best documents: score, path, number of "
          + "tokens and a snippet.",
      "",
      "A query is a word, or a phrase if it has blanks; documents that hold any of the queries are "
          + "found. Tokens hang on the blank before a word and on its case, so each query is looked "
          + "for with and without a blank before it, as typed and with a capital first letter. It "
          + "may be the beginning of a longer word if that has the same first tokens."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe search docs.index parliament",
      "  bpe search docs.index 'European Parliament' budget --limit 3 --json"
    })
final class SearchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Print at most so many documents (10 by default).")
  private int limit;

  @Option(names = "--json", description = "Print a JSON object for each document.")
  private boolean asJson;

  @Parameters(index = "0", paramLabel = "INDEXDIR", description = "The folder of the index.")
  private Path index;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "QUERY", description = "What to find.")
  private List<String> queries;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1, got " + limit);
    }
    if (queries.stream().anyMatch(String::isBlank)) {
      throw new ParameterException(spec.commandLine(), "a query must not be blank");
    }
    SnippetFormatter snippets =
        bpe.console.outIsTerminal ? SnippetFormatter.BOLD : SnippetFormatter.ASTERISKS;
    try (TextIndexSearcher searcher = new TextIndexSearcher(index)) {
      TextIndexSearcher.Result result = searcher.search(queries, limit, snippets);
      if (asJson) {
        printJson(result);
      } else {
        print(result, searcher);
      }
    } catch (IOException e) {
      throw DamagedIndexException.orSame(index, e);
    }
    return 0;
  }

  private void print(TextIndexSearcher.Result result, TextIndexSearcher searcher)
      throws IOException {
    Writer out = bpe.console.text;
    for (TextIndexSearcher.Hit hit : result.hits()) {
      out.write(
          String.format(
              Locale.ROOT,
              "%.3f  %s  (%s)\n       %s\n",
              hit.score(),
              hit.path(),
              Progress.number(hit.tokens(), "token"),
              hit.snippet()));
    }
    out.write(
        String.format(
            Locale.ROOT,
            "%,d of %s, tokens of %s\n",
            result.total(),
            Progress.number(searcher.documents(), "document"),
            searcher.encoding().name()));
  }

  private void printJson(TextIndexSearcher.Result result) throws IOException {
    for (TextIndexSearcher.Hit hit : result.hits()) {
      Json.writeLine(
          bpe.console.text,
          json -> {
            json.writeNumberField("score", hit.score());
            json.writeStringField("path", hit.path());
            json.writeNumberField("tokens", hit.tokens());
            json.writeStringField("snippet", hit.snippet());
          });
    }
  }
}
