package io.github.lucenebpe.model;

import io.github.lucenebpe.bpe.Encoding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of files that an encoding can be written to. */
public enum ModelFormat {
  /** minbpe's {@code .model} and {@code .vocab}: {@link MinbpeModel}. */
  MINBPE("minbpe", ".model") {
    @Override
    List<String> endings() {
      return List.of(ending(), ".vocab");
    }

    @Override
    void contents(Encoding encoding, List<Path> files, Map<Path, byte[]> out) throws IOException {
      MinbpeModel.contents(encoding, files.get(0), files.get(1), out);
    }
  },
  /** tiktoken's ranks, without pattern and special tokens: {@link TiktokenFile}. */
  TIKTOKEN("tiktoken", ".tiktoken") {
    @Override
    void contents(Encoding encoding, List<Path> files, Map<Path, byte[]> out) throws IOException {
      out.put(files.get(0), TiktokenFile.content(encoding, files.get(0)));
    }
  },
  /** Hugging Face's {@code tokenizer.json}: {@link HuggingFaceFile}. */
  HUGGING_FACE("huggingface", ".json") {
    @Override
    void contents(Encoding encoding, List<Path> files, Map<Path, byte[]> out) throws IOException {
      out.put(files.get(0), HuggingFaceFile.content(encoding, files.get(0)));
    }
  },
  /**
   * The format of this library, for every encoding that comes from merges: {@link EncodingFile}.
   */
  BPE("bpe", ".bpe") {
    @Override
    void contents(Encoding encoding, List<Path> files, Map<Path, byte[]> out) throws IOException {
      out.put(files.get(0), EncodingFile.content(encoding, files.get(0)));
    }
  };

  private final String label;
  private final String ending;

  ModelFormat(String label, String ending) {
    this.label = label;
    this.ending = ending;
  }

  /** The ends of the names of all files, that of the main one first. */
  List<String> endings() {
    return List.of(ending);
  }

  abstract void contents(Encoding encoding, List<Path> files, Map<Path, byte[]> out)
      throws IOException;

  /** What a user calls it: {@code minbpe}, {@code tiktoken}, {@code huggingface}, {@code bpe}. */
  public String label() {
    return label;
  }

  /** The end of the name of the main file, such as {@code .model}. */
  public String ending() {
    return ending;
  }

  /** The files that {@link #write} makes, the main one first. */
  public List<Path> files(Path prefix) {
    Path name = prefix.getFileName();
    if (name == null || name.toString().isEmpty()) {
      throw new IllegalArgumentException("prefix must end in a file name, got " + prefix);
    }
    return endings().stream().map(ending -> prefix.resolveSibling(name + ending)).toList();
  }

  /** All {@linkplain #label() labels}. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ModelFormat::label).toList();
  }

  /**
   * The format of a label.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static ModelFormat of(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected " + String.join(", ", labels()) + ", got " + label));
  }

  /**
   * Writes an encoding. All files appear whole or, if anything fails, none of them does.
   *
   * @param prefix path of the files without their endings
   * @param overwrite whether files that exist may be replaced
   * @throws ModelFormatException if the format cannot hold the encoding; the message says why
   * @throws java.nio.file.FileAlreadyExistsException if a file exists and is not to be replaced
   * @throws IOException if writing fails; the message names the file
   */
  public void write(Encoding encoding, Path prefix, boolean overwrite) throws IOException {
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents(encoding, files(prefix), contents);
    AtomicFiles.write(contents, overwrite);
  }

  /**
   * Throws what {@link #write} would throw without writing. Before a training, an encoding without
   * merges can tell whether the work would be in vain.
   */
  public void checkWrite(Encoding encoding, Path prefix, boolean overwrite) throws IOException {
    contents(encoding, files(prefix), new LinkedHashMap<>());
    for (Path file : files(prefix)) {
      AtomicFiles.check(file, overwrite);
    }
  }
}
