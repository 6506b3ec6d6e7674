package io.github.lucenebpe.cli;

import io.github.lucenebpe.model.ModelFormat;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format of model files, and lists them for the completion script. */
final class FormatConverter implements ITypeConverter<ModelFormat>, Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ModelFormat.labels().iterator();
  }

  @Override
  public ModelFormat convert(String value) {
    try {
      return ModelFormat.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
