package io.github.lucenebpe.train;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertEquals;

import io.github.lucenebpe.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.Test;

/** 11,000 random corpora with the merges that minbpe made of them. */
public class TestTrainerRandomCases {

  @Test
  public void testMergesAreThoseOfMinbpe() throws IOException {
    Path goldens = SharedData.dir("goldens");
    int cases = 0;
    for (int file = 1; file <= 3; file++) {
      cases += checkFile(goldens.resolve("random-cases-" + file + ".txt.gz"));
    }
    assertEquals(11_000, cases);
  }

  /** A line is: mode, pieces in hex with commas between, merges wanted, merges. */
  private static int checkFile(Path file) throws IOException {
    int line = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), US_ASCII))) {
      String text;
      while ((text = lines.readLine()) != null) {
        line++;
        String[] fields = text.split("\t", -1);
        PieceCounts pieces = new PieceCounts();
        for (String hex : fields[1].split(",", -1)) {
          byte[] piece = HexFormat.of().parseHex(hex);
          pieces.add(piece, 0, piece.length, 1);
        }
        int wanted = Integer.parseInt(fields[2]);
        TrainingResult result = BpeTrainer.train(pieces, 256 + wanted);
        assertEquals(file + " line " + line, fields[3], Pairs.of(result));
        assertEquals(wanted, result.wanted());
      }
    }
    return line;
  }
}
