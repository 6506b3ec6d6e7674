package io.github.lucenebpe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bpe demo}: the other commands one after the other on real text. */
@Command(
    name = "demo",
    description = {
      "Run the main commands on real text and print how long each takes: train a vocabulary, encode "
          + "and decode with it and with cl100k_base, index, search, count.",
      "",
      "The text is a part of the proceedings of the European Parliament in many languages."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bpe demo", "  bpe demo --keep europarl"})
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ParentCommand private Bpe bpe;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      defaultValue = "${sys:bpe.demo.text}",
      description =
          "The text, one document a line, plain or gzip; by default that of Lucene's test framework.")
  private Path text;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Take so many documents of the text (4000 by default).")
  private int documents;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Work in this new folder and keep it, instead of a temporary one.")
  private Path kept;

  @Override
  public Integer call() throws IOException {
    if (text == null) {
      throw new ParameterException(spec.commandLine(), "--text is needed without src/bin/bpe");
    }
    if (kept != null) {
      return run(Files.createDirectory(kept));
    }
    try (ScratchFolder work = new ScratchFolder(Files.createTempDirectory("bpe-demo-"))) {
      return run(work.path());
    }
  }

  private int run(Path work) throws IOException {
    long start = System.nanoTime();
    DemoSteps demo = new DemoSteps(bpe.console, work);
    String all = demo.file("all.txt");
    String model = demo.file("trained.model");
    String index = demo.file("index");

    demo.say("== The text");
    demo.takeDocuments(Inputs.files(bpe.console, List.of(text)).getFirst(), documents);

    demo.say("\n== Train a vocabulary");
    demo.run("train", "--vocab-size", "8192", "--output", demo.file("trained"), all);

    demo.say("\n== Encode it, decode that, compare: with cl100k_base, with the trained vocabulary");
    roundTrip(demo, "--encoding", "cl100k_base");
    roundTrip(demo, "--model", model);

    demo.say("\n== Index the documents as tokens of cl100k_base, and search");
    demo.run("index", demo.file("documents"), "--output", index);
    demo.run("search", index, "human rights", "--limit", "3");

    demo.say("\n== Count the tokens with both");
    demo.run("count", "--encoding", "cl100k_base", all);
    demo.run("count", "--model", model, all);
    demo.say(String.format(Locale.ROOT, "\nDone in %.1f s.", (System.nanoTime() - start) / 1e9));
    return 0;
  }

  private static void roundTrip(DemoSteps demo, String option, String value) throws IOException {
    String all = demo.file("all.txt");
    String ids = demo.file("all.ids");
    String decoded = demo.file("all.decoded");
    demo.runTo(ids, "encode", option, value, all);
    demo.runTo(decoded, "decode", option, value, "--file", ids);
    if (Files.mismatch(Path.of(all), Path.of(decoded)) >= 0) {
      throw new IllegalStateException(decoded + " differs from " + all);
    }
    demo.say("  The decoded text is the text, byte for byte.");
  }
}
