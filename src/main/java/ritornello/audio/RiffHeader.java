package ritornello.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/**
 * What stands before the samples of a WAV file. The JDK's reader believes the lengths in it, which
 * are 0 or as large as can be in what was written into a pipe; here the sound goes on to the end of
 * such a file.
 *
 * @param format of the samples
 * @param bytes of samples; {@link Long#MAX_VALUE} for all that follow
 */
record RiffHeader(AudioFormat format, long bytes) {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xFFFE;

  private static final int FORMAT_BYTES = 16;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int MOST_FORMAT_BYTES = 4096;

  /** From here on a length means that its writer did not know it: nearly 2 GB. */
  private static final long UNKNOWN = 0x7FFF_F000L;

  /**
   * Whether a file begins as WAV files do; RF64 is for more than 4 GB, RIFX has all bytes swapped.
   */
  static boolean isRiff(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return text.matches("(?s)(RIFF|RIFX|RF64|BW64)....WAVE.*");
  }

  /**
   * Reads up to the first sample.
   *
   * @throws IOException if there is none, or they are stored in a way that isn't known
   */
  static RiffHeader read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(12);
    boolean swapped = start[3] == 'X';
    ByteOrder order = swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    AudioFormat format = null;
    while (true) {
      ByteBuffer chunk = bytes(in, 8, order);
      String name = StandardCharsets.ISO_8859_1.decode(chunk.slice(0, 4)).toString();
      long length = Integer.toUnsignedLong(chunk.getInt(4));
      if (name.equals("data")) {
        if (format == null) {
          throw new IOException("it does not say how its samples are stored (no fmt chunk)");
        }
        return new RiffHeader(format, length == 0 || length >= UNKNOWN ? Long.MAX_VALUE : length);
      } else if (name.equals("fmt ")) {
        if (length < FORMAT_BYTES || length > MOST_FORMAT_BYTES) {
          throw new IOException("its header is damaged (a fmt chunk of " + length + " bytes)");
        }
        format = format(bytes(in, (int) (length + length % 2), order), swapped);
      } else {
        in.skipNBytes(length + length % 2);
      }
    }
  }

  private static ByteBuffer bytes(InputStream in, int count, ByteOrder order) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(order);
  }

  private static AudioFormat format(ByteBuffer chunk, boolean bigEndian) throws IOException {
    int tag = Short.toUnsignedInt(chunk.getShort(0));
    if (tag == EXTENSIBLE && chunk.limit() >= EXTENSIBLE_BYTES) {
      tag = Short.toUnsignedInt(chunk.getShort(24));
    }
    int channels = Short.toUnsignedInt(chunk.getShort(2));
    float rate = Integer.toUnsignedLong(chunk.getInt(4));
    int frame = Short.toUnsignedInt(chunk.getShort(12));
    int bits = Short.toUnsignedInt(chunk.getShort(14));
    // Of samples that are no whole bytes, the missing bits are the lowest.
    int sample = channels > 0 && frame % channels == 0 ? frame / channels : 0;
    sample = sample == 0 ? (bits + 7) / 8 : sample;
    if (channels == 0 || sample == 0) {
      throw new IOException(
          "its header is damaged (" + channels + " channels of " + bits + " bits)");
    }
    Encoding encoding = encoding(tag, sample);
    return new AudioFormat(
        encoding, rate, 8 * sample, channels, sample * channels, rate, bigEndian);
  }

  private static Encoding encoding(int tag, int sampleBytes) throws IOException {
    if (tag == PCM && sampleBytes <= 4) {
      return sampleBytes == 1 ? Encoding.PCM_UNSIGNED : Encoding.PCM_SIGNED;
    } else if (tag == FLOAT && (sampleBytes == 4 || sampleBytes == 8)) {
      return Encoding.PCM_FLOAT;
    } else if (tag == A_LAW && sampleBytes == 1) {
      return Encoding.ALAW;
    } else if (tag == MU_LAW && sampleBytes == 1) {
      return Encoding.ULAW;
    }
    throw new IOException(
        String.format(
                "its samples are compressed or unusual (format 0x%04x, %d bytes each); ",
                tag, sampleBytes)
            + Recording.CONVERT);
  }
}
