package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code index} and {@code search}, which need each other. */
public class TestIndexAndSearch {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private Path index;

  @Before
  public void writeTexts() throws IOException {
    root = folder.getRoot().toPath();
    index = root.resolve("index");
    write("docs/a.txt", "The European Parliament sits in Strasbourg.\nParliament votes today.");
    write("docs/b.txt", "parliament: a house where one speaks");
    write("docs/deep/c.txt", "안녕하세요 🌳 hello world");
  }

  @Test
  public void reportsDocumentsAndTokens() {
    String report = indexDocs().succeeds().out();
    assertTrue(
        report,
        report.matches(
            "\\Q" + index + "\\E: 3 documents, [0-9]+ tokens of cl100k_base, [0-9.]+ s\n"));
  }

  @Test
  public void findsAWordWithAndWithoutBlankAndCapital() {
    indexDocs().succeeds();
    List<String> lines = search("parliament");
    assertEquals(
        List.of(
            "a.txt  (13 tokens)",
            "The European **Parliament** sits in Strasbourg. **Parliament** votes today.",
            "b.txt  (8 tokens)",
            "**parliament**: a house where one speaks",
            "2 of 3 documents, tokens of cl100k_base"),
        sorted(lines));
  }

  /** Lines without score and folder; the two hits in the order of their paths. */
  private List<String> sorted(List<String> lines) {
    List<String> plain =
        lines.stream().map(l -> l.replaceFirst("^[0-9.]+  .*/", "").strip()).toList();
    return plain.get(0).startsWith("a")
        ? plain
        : List.of(plain.get(2), plain.get(3), plain.get(0), plain.get(1), plain.get(4));
  }

  @Test
  public void aQueryWithBlanksIsAPhrase() {
    indexDocs().succeeds();
    assertTrue(search("european parliament").getLast().startsWith("0 of 3 documents"));
    assertTrue(search("European Parliament").getLast().startsWith("1 of 3 documents"));
    assertTrue(search("house where", "hello world").getLast().startsWith("2 of 3 documents"));
  }

  @Test
  public void marksWholeCharacters() {
    indexDocs().succeeds();
    assertTrue(search("🌳").get(1).endsWith("안녕하세요 **🌳** hello world"));
  }

  @Test
  public void json() {
    indexDocs().succeeds();
    String line = bpe("search", index.toString(), "hello", "--json").succeeds().out();
    assertTrue(
        line,
        line.matches(
            "\\{\"score\":[0-9.]+,\"path\":\"\\Q"
                + root.resolve("docs/deep/c.txt")
                + "\\E\",\"tokens\":10,\"snippet\":\"안녕하세요 🌳 \\*\\*hello\\*\\* world\"}\n"));
  }

  @Test
  public void limit() {
    indexDocs().succeeds();
    List<String> lines = search("parliament", "--limit", "1");
    assertEquals(3, lines.size());
    assertTrue(lines.getLast().startsWith("2 of 3 documents"));
  }

  @Test
  public void longTextsAreCutToSnippets() throws IOException {
    write("docs/long.txt", "word ".repeat(50_000) + "needle " + "word ".repeat(50_000));
    indexDocs().succeeds();
    String snippet = search("needle").get(1);
    assertTrue(snippet, snippet.contains("word **needle** word"));
    assertTrue(snippet, snippet.strip().startsWith("…") && snippet.endsWith("…"));
    assertTrue("length " + snippet.length(), snippet.length() < 400);
  }

  @Test
  public void trainedModelTravelsWithTheIndex() throws IOException {
    String model = root + "/my";
    bpe("train", "--vocab-size", "300", "--output", model, root + "/docs").succeeds();
    indexDocs("--model", model + ".model").succeeds();
    Files.delete(root.resolve("my.model"));
    List<String> lines = search("Parliament");
    assertEquals("1 of 3 documents, tokens of my.model", lines.getLast());
  }

  @Test
  public void indexThatExists() throws IOException {
    indexDocs().succeeds();
    indexDocs().rejectsInput(index + ": there is an index already; --force replaces it");
    write("docs/d.txt", "one more");
    indexDocs("--force").succeeds();
    assertTrue(search("more").getLast().startsWith("1 of 4 documents"));
    assertEquals("nothing else is left", Set.of("docs", "index"), names(root));
  }

  @Test
  public void onlyAnIndexOfOursIsReplaced() throws IOException {
    write("index/precious.txt", "mine");
    indexDocs("--force").rejectsInput(index + ": expected an index made by 'bpe index'");
    assertEquals("mine", Files.readString(index.resolve("precious.txt")));
  }

  @Test
  public void anIndexWithOtherFilesIsNotReplaced() throws IOException {
    indexDocs().succeeds();
    for (String foreign : List.of("precious.txt", "_mine", "segments")) {
      write("index/" + foreign, "mine");
      indexDocs("--force")
          .rejectsInput(
              index
                  + ": --force replaces nothing but an index, and "
                  + foreign
                  + " is no part of it");
      assertEquals("mine", Files.readString(index.resolve(foreign)));
      Files.delete(index.resolve(foreign));
    }
    Files.createDirectory(index.resolve("_9.fnm"));
    indexDocs("--force")
        .rejectsInput(
            index + ": --force replaces nothing but an index, and _9.fnm is no part of it");
  }

  @Test
  public void damagedIndex() throws IOException {
    indexDocs().succeeds();
    Files.write(index.resolve("segments_1"), new byte[] {1});
    String damaged =
        index
            + ": the index is damaged (a file ends too early):"
            + " make it again with bpe index --force";
    bpe("search", index.toString(), "hello").rejectsInput(damaged);
    indexDocs().rejectsInput(damaged);
    indexDocs("--force").succeeds();
    Files.delete(index.resolve("_0.si"));
    bpe("search", index.toString(), "hello")
        .rejectsInput(
            index
                + ": the index is damaged (there is no _0.si):"
                + " make it again with bpe index --force");
    indexDocs("--force").succeeds();
    assertTrue(search("hello").getLast().startsWith("1 of 3 documents"));
  }

  @Test
  public void queryWithoutTokens() throws IOException {
    String letters = Files.writeString(root.resolve("letters"), "ababab").toString();
    bpe("train", "--pattern", "[a-z]+", "--vocab-size", "258", "-o", root + "/my", letters)
        .succeeds();
    indexDocs("--model", root + "/my.model").succeeds();
    assertEquals(List.of("0 of 3 documents, tokens of my.model"), search("123"));
    assertTrue(search("123", "house").getLast().startsWith("1 of 3 documents"));
  }

  @Test
  public void outputThatIsAFile() throws IOException {
    write("index", "mine");
    indexDocs("--force").rejectsInput(index + ": expected a folder, this is a file");
  }

  @Test
  public void emptyFolderBecomesTheIndex() throws IOException {
    Files.createDirectory(index);
    indexDocs().succeeds();
    assertTrue(search("hello").getLast().startsWith("1 of 3 documents"));
  }

  @Test
  public void indexInsideTheFolderThatIsIndexed() throws IOException {
    index = root.resolve("docs/index");
    indexDocs().succeeds();
    indexDocs("--force").succeeds();
    assertTrue(search("hello").getLast().startsWith("1 of 3 documents"));
  }

  @Test
  public void malformedTextLeavesTheOldIndex() throws IOException {
    indexDocs().succeeds();
    Path bad = root.resolve("docs/bad");
    Files.write(bad, new byte[] {(byte) 0xFF});
    indexDocs("--force").rejectsInput(bad + ": malformed UTF-8 at byte 0");
    assertEquals("nothing half-made is left", Set.of("docs", "index"), names(root));
    assertTrue(search("hello").getLast().startsWith("1 of 3 documents"));
    indexDocs("--force", "--malformed", "replace").succeeds();
  }

  @Test
  public void outputInAFolderThatIsMissing() {
    bpe("index", root + "/docs", "--output", root + "/no/index")
        .rejectsInput(root + "/no: no such file or folder");
  }

  @Test
  public void outputThatCannotBeWritten() {
    index = root.resolve("x".repeat(250));
    indexDocs().rejectsInput(index + ": cannot be written: File name too long");
  }

  @Test
  public void signalLeavesNothing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Bpe.class.getName(),
                "index",
                "-",
                "--output",
                index.toString())
            .redirectErrorStream(true)
            .start();
    try {
      while (process.isAlive() && names(root).size() < 2) {
        Thread.sleep(10);
      }
      assertEquals("a folder is filled", 2, names(root).size());
      process.destroy();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    assertEquals(Set.of("docs"), names(root));
  }

  @Test
  public void missingIndex() {
    bpe("search", index.toString(), "hello")
        .rejectsInput(index + ": expected the folder of an index");
  }

  @Test
  public void folderThatIsNoIndex() {
    bpe("search", root + "/docs", "hello")
        .rejectsInput(root + "/docs: expected an index made by 'bpe index'");
  }

  @Test
  public void wrongQueries() {
    bpe("search", "index")
        .rejectsUsage("Missing required parameter: 'QUERY' (see bpe search --help)");
    bpe("search", "index", " ").rejectsUsage("a query must not be blank (see bpe search --help)");
    bpe("search", "index", "a", "--limit", "0")
        .rejectsUsage("--limit must be at least 1, got 0 (see bpe search --help)");
  }

  @Test
  public void formsOfAQuery() {
    assertEquals(Set.of("world", " world", "World", " World"), TextIndexSearcher.forms("world"));
    assertEquals(Set.of("World", " World"), TextIndexSearcher.forms("World"));
    assertEquals(Set.of("안녕", " 안녕"), TextIndexSearcher.forms("안녕"));
  }

  private CommandRun indexDocs(String... options) {
    Stream<String> fixed = Stream.of("index", root + "/docs", "--output", index.toString());
    return bpe(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private List<String> search(String... arguments) {
    Stream<String> fixed = Stream.of("search", index.toString());
    CommandRun run = bpe(Stream.concat(fixed, Stream.of(arguments)).toArray(String[]::new));
    return run.succeeds().out().lines().toList();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(f -> f.getFileName().toString()).toList());
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
