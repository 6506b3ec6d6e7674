package io.github.lucenebpe.cli;

import com.github.luben.zstd.ZstdInputStream;
import io.github.lucenebpe.train.Decompressor;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads files of Zstandard (RFC 8878) with zstd-jni, which wraps the reference implementation: the
 * pure Java ones need internals of the JDK that it is about to take away.
 */
final class Zstd implements Decompressor {
  @Override
  public byte[] magic() {
    return new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new ZstdInputStream(compressed);
  }
}
