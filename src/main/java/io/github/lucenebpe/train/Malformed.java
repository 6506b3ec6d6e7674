package io.github.lucenebpe.train;

/** What is done about bytes of a corpus that are not UTF-8. */
public enum Malformed {
  /** Reading ends with an exception that names the file and the byte. */
  REPORT,

  /** Each maximal subpart of a malformed sequence becomes U+FFFD, as in Python and Rust. */
  REPLACE
}
