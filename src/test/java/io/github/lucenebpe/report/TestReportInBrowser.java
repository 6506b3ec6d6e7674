package io.github.lucenebpe.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import io.github.lucenebpe.model.Encodings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The script of the page in a real browser, where there is one. */
public class TestReportInBrowser {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static String browser() {
    String found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .flatMap(dir -> List.of(dir + "/chromium", dir + "/google-chrome").stream())
            .filter(file -> Files.isExecutable(Path.of(file)))
            .findFirst()
            .orElse(null);
    assumeTrue("no chromium or google-chrome on the PATH", found != null);
    return found;
  }

  /** The page after its script has run. */
  private record Shown(Document page, String log) {}

  private Shown show(String html) throws IOException, InterruptedException {
    Path root = folder.getRoot().toPath();
    Path file = Files.writeString(root.resolve("report.html"), html);
    Process process =
        new ProcessBuilder(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--user-data-dir=" + root.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=3000",
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(root.resolve("out").toFile())
            .redirectError(root.resolve("err").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the browser did not end: " + Files.readString(root.resolve("err")));
    }
    String dom = Files.readString(root.resolve("out"), UTF_8);
    return new Shown(Jsoup.parse(dom), Files.readString(root.resolve("err")));
  }

  @Test
  public void testScriptDrawsCurveAndTree() throws IOException, InterruptedException {
    String html =
        TestVocabularyReport.page(
            Encodings.get("r50k_base"), "sample", VocabularyReport.builtInSample());
    Shown shown = show(html);
    assertFalse(shown.log, shown.log.contains("CONSOLE"));
    assertEquals(1, shown.page.select("#curve svg polyline").size());
    assertEquals("·Character", shown.page.select("#chosen bdi").text());
    assertEquals("·Character", shown.page.select("#drawing .root text").first().text());
    // A tree of ten bytes has nine merges.
    assertEquals(10, shown.page.select("#drawing .leaf").size());
    assertEquals(9, shown.page.select("#drawing .merge").size());
    assertTrue(shown.page.select(".text [title]").size() > 100);
  }

  /** An error in the script would be seen. */
  @Test
  public void testErrorsAreSeen() throws IOException, InterruptedException {
    String html = TestVocabularyReport.page(TestVocabularyReport.lake(), "s", "the lake");
    Shown shown = show(html.replace("\n  drawCurve();", "\n  drawNothing();"));
    assertTrue(shown.log, shown.log.contains("drawNothing is not defined"));
  }
}
