package io.github.lucenebpe.cli;

import io.github.lucenebpe.train.Document;
import io.github.lucenebpe.train.Malformed;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Runs commands in a folder and prints each as a person would type it, with its time. */
final class DemoSteps {
  private final Console console;
  private final Path folder;

  DemoSteps(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
  }

  /** A file in the folder, as an argument. */
  String file(String name) {
    return folder.resolve(name).toString();
  }

  /** Prints a line at once. */
  void say(String line) throws IOException {
    console.text.write(line + "\n");
    console.flush();
  }

  /** Makes {@code documents}, a folder of files, and {@code all.txt} of the lines of a text. */
  void takeDocuments(Document text, int limit) throws IOException {
    long start = System.nanoTime();
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Path all = folder.resolve("all.txt");
    int taken = 0;
    try (BufferedReader lines = new BufferedReader(text.open(Malformed.REPORT));
        BufferedWriter out = Files.newBufferedWriter(all)) {
      for (String line = lines.readLine(); line != null && taken < limit; line = lines.readLine()) {
        taken++;
        Path file = documents.resolve(String.format(Locale.ROOT, "%05d.txt", taken));
        Files.writeString(file, line + "\n");
        out.write(line + "\n");
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "%s of %s in %s, %,d bytes",
            Progress.number(taken, "document"),
            text.name(),
            documents,
            Files.size(all)));
    sayTime(start);
  }

  /** Runs a command. */
  void run(String... command) throws IOException {
    run(console, "", command);
  }

  /** Runs a command that prints to a file. */
  void runTo(String file, String... command) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(file))) {
      run(Console.of(InputStream.nullInputStream(), out, console.err), " > " + file, command);
    }
  }

  private void run(Console output, String redirection, String... command) throws IOException {
    say("$ bpe " + shown(command) + redirection);
    long start = System.nanoTime();
    if (Bpe.run(output, command) != 0) {
      throw new InputException("the demo ended, for 'bpe " + command[0] + "' failed");
    }
    sayTime(start);
  }

  private void sayTime(long start) throws IOException {
    say(String.format(Locale.ROOT, "  (%.2f s)", (System.nanoTime() - start) / 1e9));
  }

  private static String shown(String... words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ");
      line.append(word.contains(" ") ? "'" + word + "'" : word);
    }
    return line.toString();
  }
}
