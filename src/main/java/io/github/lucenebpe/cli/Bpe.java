package io.github.lucenebpe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
  /** The commands in the order of the help. */
  private static final List<String> COMMANDS =
      List.of(
          "train",
          "count-pieces",
          "encode",
          "decode",
          "count",
          "chunk",
          "models",
          "index",
          "search",
          "convert",
          "report",
          "demo",
          "generate-completion",
          "help");

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
    // Of types that no option has; looking for their classes takes time.
    System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    System.exit(run(Console.ofProcess(), args));
  }

  private static Class<?> command(String name) {
    return switch (name) {
      case "train" -> TrainCommand.class;
      case "count-pieces" -> CountPiecesCommand.class;
      case "encode" -> EncodeCommand.class;
      case "decode" -> DecodeCommand.class;
      case "count" -> CountCommand.class;
      case "chunk" -> ChunkCommand.class;
      case "models" -> ModelsCommand.class;
      case "index" -> IndexCommand.class;
      case "search" -> SearchCommand.class;
      case "convert" -> ConvertCommand.class;
      case "report" -> ReportCommand.class;
      case "demo" -> DemoCommand.class;
      case "generate-completion" -> GenerateCompletion.class;
      case "help" -> HelpCommand.class;
      default -> throw new IllegalArgumentException("unknown command " + name);
    };
  }

  /**
   * The commands that a command line needs: the one that it begins with, or all. Looking at a
   * command by reflection takes a fresh JVM 20 ms.
   */
  private static List<String> commands(String... args) {
    boolean needsOthers =
        args.length == 0
            || !COMMANDS.contains(args[0])
            || args[0].equals("generate-completion")
            || args[0].equals("help");
    return needsOthers ? COMMANDS : List.of(args[0]);
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
    CommandLine line = new CommandLine(new Bpe(console));
    for (String name : commands(args)) {
      line.addSubcommand(name, command(name));
    }
    line.setOut(new PrintWriter(console.text))
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
