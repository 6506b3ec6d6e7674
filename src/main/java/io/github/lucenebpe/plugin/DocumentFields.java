package io.github.lucenebpe.plugin;

/** A document on its way into an index, as an engine shows it to a processor. */
public interface DocumentFields {
  /**
   * The value of a field: a text, a number, a list, a map.
   *
   * @param path names of objects and fields with dots between them
   * @return null if there is no such field
   */
  Object get(String path);

  /** Sets a field; objects on the way that are missing are made. */
  void set(String path, Object value);
}
