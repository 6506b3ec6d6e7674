package io.github.lucenebpe.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * {@code src/bin/bpe} in a tree of its own, with a Java that prints its arguments and a Maven that
 * makes an empty jar.
 */
public class TestLauncher {
  private static final Path LAUNCHER = Path.of(System.getProperty("basedir", "."), "src/bin/bpe");
  private static final Path SHELL = Path.of("/bin/sh");

  /** What the launcher uses of a Unix. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "dirname",
          "find",
          "flock",
          "head",
          "locale",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "touch");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path root;
  private Path home;
  private Path tools;

  @Before
  public void makeTree() throws IOException {
    assumeTrue("there is no " + SHELL, Files.isExecutable(SHELL));
    root = folder.getRoot().toPath().toRealPath();
    home = root.resolve("a project");
    Files.createDirectories(home.resolve("src/bin"));
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("models"));
    Files.writeString(home.resolve("pom.xml"), "<project>\n  <version>1</version>\n");
    script(home.resolve("src/bin/bpe"), Files.readString(LAUNCHER));
    Files.copy(LAUNCHER.resolveSibling("find-java"), home.resolve("src/bin/find-java"));
    script(root.resolve("jdk 21/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.writeString(root.resolve("jdk 21/release"), "JAVA_VERSION=\"21.0.1\"\n");
    tools = Files.createDirectory(root.resolve("tools"));
    for (String tool : TOOLS) {
      for (String bin : List.of("/bin", "/usr/bin")) {
        Path file = Path.of(bin, tool);
        if (Files.isExecutable(file) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), file);
        }
      }
    }
    script(
        tools.resolve("mvn"),
        """
        #!/bin/sh
        echo built >>builds
        sleep 1
        mkdir -p target/lib
        touch target/lucene-analysis-bpe-1.jar
        """);
  }

  @Test
  public void sparkInLocalModeFindsAJava() throws Exception {
    script(
        home.resolve("src/bin/spark-submit-local"),
        Files.readString(LAUNCHER.resolveSibling("spark-submit-local")));
    Path libraries = Files.createDirectory(home.resolve("target")).resolve("spark.classpath");
    Files.writeString(libraries, "spark.jar");
    Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.fromMillis(0));
    script(root.resolve("jdk 17/bin/java"), "#!/bin/sh\necho too old\n");
    Files.writeString(root.resolve("jdk 17/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.createSymbolicLink(tools.resolve("java"), root.resolve("jdk 21/bin/java"));
    ProcessBuilder submit = process(home.resolve("src/bin/spark-submit-local"), "--class", "A");
    submit.environment().put("JAVA_HOME", root.resolve("jdk 17").toString());
    Run run = finish(submit.start());
    assertEquals(run.err, 0, run.status);
    List<String> arguments = run.out.lines().toList();
    assertEquals(
        List.of("-cp", "spark.jar", "org.apache.spark.deploy.SparkSubmit"),
        arguments.subList(0, 3));
    assertEquals(
        List.of("--class", "A"), arguments.subList(arguments.size() - 2, arguments.size()));
  }

  private record Run(int status, String out, String err) {}

  @Test
  public void buildsOnceAndStartsJava() throws Exception {
    Run first = run(home.resolve("src/bin/bpe"), "encode", "a b");
    assertEquals("bpe: building " + home + " ...\n", first.err);
    assertEquals(0, first.status);
    List<String> arguments = first.out.lines().toList();
    int classPath = arguments.indexOf("-cp");
    assertEquals(
        List.of(
            "-cp",
            home + "/target/lucene-analysis-bpe-1.jar:" + home + "/target/lib/*",
            "io.github.lucenebpe.cli.Bpe",
            "encode",
            "a b"),
        arguments.subList(classPath, arguments.size()));
    assertTrue(arguments.contains("-Xfirst") && arguments.contains("-Xsecond"));

    assertEquals("", run(home.resolve("src/bin/bpe")).err);
    assertEquals(List.of("built"), builds());
  }

  @Test
  public void buildsWithTheJavaThatItFound() throws Exception {
    script(
        tools.resolve("mvn"),
        """
        #!/bin/sh
        echo "$JAVA_HOME $(command -v java) $*" >&2
        mkdir -p target/lib
        touch target/lucene-analysis-bpe-1.jar
        """);
    Path old = root.resolve("old");
    script(old.resolve("bin/java"), "#!/bin/sh\n");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.createSymbolicLink(tools.resolve("java"), root.resolve("jdk 21/bin/java"));
    ProcessBuilder launcher = process(home.resolve("src/bin/bpe"));
    launcher.environment().put("JAVA_HOME", old.toString());
    String err = finish(launcher.start()).err;
    String found = root + "/jdk 21 " + root + "/jdk 21/bin/java ";
    assertTrue(err, err.lines().anyMatch(line -> line.startsWith(found)));
    assertTrue(err, err.contains(" -Dstyle.color=never "));
  }

  @Test
  public void shortCommandsDoWithoutTheOptimizingCompiler() throws Exception {
    Files.writeString(root.resolve("small"), "a");
    Files.write(root.resolve("large"), new byte[300_000]);
    Files.createDirectory(root.resolve("folder"));
    assertTrue(isShort("--version"));
    assertTrue(isShort("models"));
    assertTrue(isShort("count", "small"));
    assertTrue(isShort("count", "--encoding", "o200k_base", "small", "small"));
    assertTrue(isShort("train", "--vocab-size", "512", "-o", "my", "small"));
    assertTrue(isShort("train", "--vocab-size", "512", "-o", "my", "large"));

    assertFalse("standard input", isShort("count"));
    assertFalse("standard input", isShort("count", "-"));
    assertFalse("the model is no input", isShort("encode", "--model", "small"));
    assertFalse("large", isShort("count", "small", "large"));
    assertFalse("a large model", isShort("count", "--model", "large", "small"));
    Files.write(root.resolve("larger"), new byte[9_000_000]);
    assertFalse("larger", isShort("train", "--vocab-size", "512", "-o", "my", "larger"));
    assertFalse("two", isShort("train", "--vocab-size", "512", "-o", "my", "large", "large"));
    assertFalse("a folder", isShort("train", "--vocab-size", "512", "-o", "my", "small", "folder"));
    assertFalse("a glob", isShort("count", "small", "*.txt"));
    assertFalse("another command", isShort("index", "small"));
  }

  private boolean isShort(String... arguments) throws Exception {
    Run run = run(home.resolve("src/bin/bpe"), arguments);
    assertEquals(0, run.status);
    List<String> options = run.out.lines().toList();
    return options.contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  public void takesTheJarOfTheVersion() throws Exception {
    run(home.resolve("src/bin/bpe"));
    Files.createFile(home.resolve("target/lucene-analysis-bpe-2.jar"));
    Files.createFile(home.resolve("target/lucene-analysis-bpe-1-solr.jar"));
    Run run = run(home.resolve("src/bin/bpe"));
    assertTrue(run.out, run.out.contains("/lucene-analysis-bpe-1.jar:"));
  }

  @Test
  public void archivesClassesOnceForEachBuildAndJava() throws Exception {
    String java =
        "#!/bin/sh\ncase $2 in *ArchiveClassesAtExit=*) echo made >>made; "
            + "echo archive >\"${2#*=}\" ;; *) printf '%s\\n' \"$@\" ;; esac\n";
    script(root.resolve("jdk 21/bin/java"), java);
    String archive = "-XX:SharedArchiveFile=" + home + "/target/bpe.jsa";
    for (int i = 0; i < 2; i++) {
      Run run = run(home.resolve("src/bin/bpe"));
      assertTrue(run.out, run.out.contains(archive + "\n"));
    }
    assertEquals("archive\n", Files.readString(home.resolve("target/bpe.jsa")));
    assertEquals(1, Files.readAllLines(root.resolve("made")).size());

    script(root.resolve("jdk 22/bin/java"), java);
    Files.writeString(root.resolve("jdk 22/release"), "JAVA_VERSION=\"22.0.1\"\n");
    ProcessBuilder other = process(home.resolve("src/bin/bpe"));
    other.environment().put("JAVA_HOME", root.resolve("jdk 22").toString());
    assertEquals(0, finish(other.start()).status);
    assertEquals(2, Files.readAllLines(root.resolve("made")).size());
  }

  @Test
  public void doesWithoutAnArchiveThatCannotBeMade() throws Exception {
    script(root.resolve("jdk 21/bin/java"), "#!/bin/sh\necho run >>runs\nexit 1\n");
    run(home.resolve("src/bin/bpe"));
    run(home.resolve("src/bin/bpe"));
    assertEquals(3, Files.readAllLines(root.resolve("runs")).size());
  }

  @Test
  public void findsItsTreeThroughLinks() throws Exception {
    Path relative = root.resolve("link");
    Files.createSymbolicLink(relative, Path.of("a project/src/bin/bpe"));
    Path link = Files.createDirectory(root.resolve("bin")).resolve("bpe");
    Files.createSymbolicLink(link, relative);
    Run run = run(link);
    assertEquals(0, run.status);
    assertTrue(run.out, run.out.contains(home + "/target/lib/*"));
  }

  @Test
  public void buildsAgainWhenASourceIsNewer() throws Exception {
    run(home.resolve("src/bin/bpe"));
    Files.writeString(home.resolve("src/main/New.java"), "");
    assertEquals("bpe: building " + home + " ...\n", run(home.resolve("src/bin/bpe")).err);
    assertEquals("", run(home.resolve("src/bin/bpe")).err);
    assertEquals(List.of("built", "built"), builds());
  }

  @Test
  public void twoFirstUsesBuildOnce() throws Exception {
    buildsOnceFromTwoProcesses();
  }

  @Test
  public void twoFirstUsesBuildOnceWithoutFlock() throws Exception {
    Files.deleteIfExists(tools.resolve("flock"));
    buildsOnceFromTwoProcesses();
  }

  private void buildsOnceFromTwoProcesses() throws Exception {
    Process one = start(home.resolve("src/bin/bpe"));
    Process two = start(home.resolve("src/bin/bpe"));
    Run first = finish(one);
    Run second = finish(two);
    assertEquals(first.err + second.err, 0, first.status + second.status);
    assertEquals(List.of("built"), builds());
  }

  @Test
  public void failedBuild() throws Exception {
    script(tools.resolve("mvn"), "#!/bin/sh\necho on standard output\nexit 1\n");
    Run run = run(home.resolve("src/bin/bpe"));
    assertEquals(1, run.status);
    assertEquals("", run.out);
    assertEquals(
        "bpe: building "
            + home
            + " ...\non standard output\nbpe: the build of "
            + home
            + " failed\n",
        run.err);
  }

  @Test
  public void noMaven() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Run run = run(home.resolve("src/bin/bpe"));
    assertEquals(1, run.status);
    assertEquals(
        "bpe: Maven (mvn) is needed to build " + home + " and is not on the PATH\n", run.err);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  private Run run(Path launcher, String... arguments) throws Exception {
    return finish(start(launcher, arguments));
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    return process(launcher, arguments).start();
  }

  private ProcessBuilder process(Path launcher, String... arguments) {
    ProcessBuilder process = new ProcessBuilder(launcher.toString());
    process.command().addAll(List.of(arguments));
    process.directory(root.toFile());
    Map<String, String> environment = process.environment();
    environment.put("PATH", tools.toString());
    environment.put("JAVA_HOME", root.resolve("jdk 21").toString());
    environment.put("BPE_JAVA_OPTS", "-Xfirst -Xsecond");
    return process;
  }

  private static Run finish(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
  }

  private static void script(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertTrue(file.toFile().setExecutable(true));
  }
}
