package io.github.lucenebpe.cli;

import static io.github.lucenebpe.cli.CommandRun.bpe;
import static io.github.lucenebpe.cli.CommandRun.bpeWithInput;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.github.lucenebpe.model.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TestConvertCommand {
  private static final String LAKE = "src/test/resources/golden/train/lake.regex.320.model";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private String root;

  @Before
  public void findRoot() {
    root = folder.getRoot().toString();
  }

  private void encodesLikeLake(String file) {
    String text = "The lake lies still. <|endoftext|>\n";
    String expected = bpeWithInput(text, "encode", "--special", "all", "-m", LAKE).out();
    bpeWithInput(text, "encode", "--special", "all", "-m", file).prints(expected);
  }

  @Test
  public void fromFormatToFormat() {
    String json = root + "/tokenizer.json";
    bpe("convert", "--model", LAKE, "--output", json).prints(json + "\n");
    encodesLikeLake(json);
    bpe("convert", "--model", json, "--output", root + "/lake.bpe").prints(root + "/lake.bpe\n");
    encodesLikeLake(root + "/lake.bpe");
    bpe("convert", "-m", root + "/lake.bpe", "-o", root + "/lake", "--format", "minbpe")
        .prints(root + "/lake.model\n" + root + "/lake.vocab\n");
    encodesLikeLake(root + "/lake.model");
  }

  @Test
  public void ranksAndWhatTheyLack() throws IOException {
    String file = root + "/p50k.tiktoken";
    bpe("convert", "--encoding", "p50k_base", "--output", file)
        .prints(
            file
                + "\n{\"pattern\":\"'(?:[sdmt]|ll|ve|re)| ?\\\\p{L}++| ?\\\\p{N}++"
                + "| ?[^\\\\s\\\\p{L}\\\\p{N}]++|\\\\s++$|\\\\s+(?!\\\\S)|\\\\s\","
                + "\"special_tokens\":{\"<|endoftext|>\":50256}}\n");
    assertEquals(-1, Files.mismatch(Path.of(file), Path.of("models/p50k_base.tiktoken")));
  }

  @Test
  public void ranksOfAStranger() {
    String ranks = root + "/lake.tiktoken";
    String file = root + "/lake.bpe";
    bpe("convert", "-m", LAKE, "-o", ranks).succeeds();
    bpe("convert", "-m", ranks, "-o", file)
        .rejectsInput(
            ranks
                + ": ranks alone do not say how to split and which tokens are special,"
                + " and they are those of no shipped encoding: give the pattern too");
    bpe(
            "convert",
            "--model",
            ranks,
            "--pattern",
            "gpt4-minbpe",
            "--special",
            "<|endoftext|>=100257",
            "--output",
            file)
        .prints(file + "\n");
    encodesLikeLake(file);
    bpe("convert", "-m", ranks, "--special", "<|x|>", "-o", file, "--force")
        .rejectsUsage("--special is for ranks, together with --pattern (see bpe convert --help)");
    bpe("convert", "--pattern", "gpt2", "-o", file, "--force")
        .rejectsUsage("--pattern is for ranks, which --model names (see bpe convert --help)");
    bpe("convert", "-m", ranks, "--pattern", "gpt2", "--special", "<|x|>=97", "-o", file, "--force")
        .rejectsInput("special token <|x|> cannot have the id 97: it is taken");
    bpe("convert", "-m", root + "/no", "--pattern", "gpt2", "-o", file, "--force")
        .rejectsInput(root + "/no: no such file or folder");
    bpe("convert", "-m", LAKE, "--pattern", "gpt2", "-o", file, "--force")
        .rejectsInput(LAKE + " line 1: expected a token id, got \"v1\"");
  }

  @Test
  public void trainInEveryFormat() {
    for (ModelFormat format :
        List.of(ModelFormat.MINBPE, ModelFormat.HUGGING_FACE, ModelFormat.BPE)) {
      String file = root + "/trained" + format.ending();
      CommandRun run =
          bpeWithInput(
              "the lake and the water and the lake",
              "train",
              "--vocab-size",
              "260",
              "--special",
              "<|x|>",
              "--format",
              format.label(),
              "--output",
              root + "/trained",
              "-");
      assertTrue(run.out(), run.succeeds().out().startsWith(file + ": 4 merges of 35 bytes"));
      bpeWithInput("the<|x|>", "encode", "--special", "all", "-m", file).prints("257 260\n");
    }
  }

  /** Before the training, not after it. */
  @Test
  public void trainRefusesWhatTheFormatCannotHold() {
    bpe(
            "train",
            "--vocab-size",
            "260",
            "--special",
            "é",
            "--format",
            "huggingface",
            "--output",
            root + "/out",
            "missing")
        .rejectsInput(
            root
                + "/out.json: Hugging Face's format cannot hold the special token \"é\", which it"
                + " reads as other bytes");
  }

  @Test
  public void whatExistsIsKept() throws IOException {
    String file = root + "/a.json";
    Files.writeString(Path.of(file), "mine");
    bpe("convert", "-m", LAKE, "-o", file)
        .rejectsInput(file + ": exists already; --force replaces it");
    assertEquals("mine", Files.readString(Path.of(file)));
    bpe("convert", "-m", LAKE, "-o", file, "--force").succeeds();
    encodesLikeLake(file);
  }

  @Test
  public void whatTheFormatCannotHold() {
    String file = root + "/a.json";
    bpe("convert", "-e", "o200k_harmony", "-o", file)
        .rejectsInput(
            file
                + ": Hugging Face's format cannot hold two special tokens with one id:"
                + " \"<|endofprompt|>\", \"<|reserved_200018|>\"");
    assertFalse(Files.exists(Path.of(file)));
    bpe("convert", "-o", root + "/no/a.json")
        .rejectsInput(root + "/no/a.json: there is no folder " + root + "/no");
  }

  @Test
  public void badUsage() {
    bpe("convert", "-o", root + "/a.onnx")
        .rejectsUsage(
            "--output: expected a name that ends in .model, .tiktoken, .json, .bpe, or --format,"
                + " got "
                + root
                + "/a.onnx (see bpe convert --help)");
    bpe("convert", "-o", root)
        .rejectsUsage(
            "--output: expected a file, " + root + " is a folder (see bpe convert --help)");
    bpe("convert", "-o", root + "/.json")
        .rejectsUsage(
            "--output: expected a name before the ending, got "
                + root
                + "/.json (see bpe convert --help)");
    bpe("convert", "-o", root + "/a", "--format", "onnx")
        .rejectsUsage(
            "Invalid value for option '--format': expected minbpe, tiktoken, huggingface, bpe, got"
                + " onnx (see bpe convert --help)");
  }
}
