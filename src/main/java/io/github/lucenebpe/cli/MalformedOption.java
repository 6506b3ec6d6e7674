package io.github.lucenebpe.cli;

import io.github.lucenebpe.train.Malformed;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What happens at bytes that are no UTF-8; a {@link Mixin} of the commands that read folders. */
final class MalformedOption {
  @Option(
      names = "--malformed",
      paramLabel = "fail|replace",
      defaultValue = "fail",
      converter = Converter.class,
      completionCandidates = Converter.class,
      description =
          "Bytes that are no UTF-8: 'fail' with file and byte offset (the default), or 'replace' "
              + "them by U+FFFD.")
  Malformed malformed;

  private static final class Converter implements ITypeConverter<Malformed>, Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("fail", "replace").iterator();
    }

    @Override
    public Malformed convert(String value) {
      return switch (value) {
        case "fail" -> Malformed.REPORT;
        case "replace" -> Malformed.REPLACE;
        default -> throw new TypeConversionException("expected fail or replace, got " + value);
      };
    }
  }
}
