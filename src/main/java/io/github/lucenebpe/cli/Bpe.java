package io.github.lucenebpe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line: {@code bpe COMMAND …}. */
@Command(
    name = "bpe",
    description = "Byte-pair encoding of GPT-style models: train, encode, count, index, search.",
    versionProvider = Bpe.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    usageHelpWidth = 100,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      CountPiecesCommand.class,
      EncodeCommand.class,
      DecodeCommand.class,
      CountCommand.class,
      ChunkCommand.class,
      ModelsCommand.class,
      IndexCommand.class,
      SearchCommand.class,
      ConvertCommand.class,
      ReportCommand.class,
      DemoCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  bpe demo                                   the whole line on real text",
      "  echo 'Hello world' | bpe encode            ids of a text in cl100k_base",
      "  bpe count --llm gpt-4o README.md src       tokens per file and in total",
      "  source <(bpe generate-completion)          completion for bash and zsh",
      "",
      "Exit status: 0, 1 (bad input), 2 (bad usage). BPE_JAVA_OPTS holds options for the JVM."
    })
public final class Bpe {
  // Lucene logs at start which vector instructions it would like to have; held strongly, because
  // the level of a logger that nobody holds is forgotten.
  private static final Logger LUCENE_LOGGER = Logger.getLogger("org.apache.lucene");

  static final String EMPTY_PATH = "a path must not be empty";

  final Console console;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "With an error, print where in the program it arose.")
  boolean stackTrace;

  Bpe(Console console) {
    this.console = console;
  }

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    LUCENE_LOGGER.setLevel(Level.SEVERE);
    System.exit(run(Console.ofProcess(), args));
  }

  private static Path path(String value) {
    if (value.isEmpty()) {
      throw new TypeConversionException(EMPTY_PATH);
    }
    return Path.of(value);
  }

  /** Runs a command and returns its exit status. */
  static int run(Console console, String... args) {
    Failures failures = new Failures(console);
    CommandLine line =
        new CommandLine(new Bpe(console))
            .setOut(new PrintWriter(console.text))
            .setErr(new PrintWriter(console.err, true, StandardCharsets.UTF_8))
            .setColorScheme(Help.defaultColorScheme(console.outIsTerminal ? Ansi.AUTO : Ansi.OFF))
            .registerConverter(Path.class, Bpe::path)
            .setExpandAtFiles(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    try {
      int status = line.execute(args);
      if (status == CommandLine.ExitCode.OK) {
        console.flush();
      }
      return status;
    } catch (IOException | OutOfMemoryError e) {
      return failures.report(e, false);
    }
  }

  /** The version in the manifest of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Bpe.class.getPackage().getImplementationVersion();
      return new String[] {
        "lucene-analysis-bpe " + (version == null ? "(not from a jar)" : version),
        "Java " + Runtime.version()
      };
    }
  }
}
