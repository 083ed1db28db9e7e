package ritornello.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * WAV files as they are found.
 *
 * @param tag how samples are stored: 1 whole numbers, 3 floating point
 * @param bits of a sample
 * @param channels each gets the same
 * @param extensible whether the header is the long one
 * @param told the length that the header tells, for {@code RIFF} and {@code data}; negative for the
 *     right one
 */
public record WavFile(int tag, int bits, int channels, boolean extensible, long told) {
  private static final int PCM = 1;

  /** 16 bits, mono, all as it should be. */
  public static final WavFile USUAL = new WavFile(PCM, 16, 1, false, -1);

  public static WavFile ofBits(int tag, int bits) {
    return new WavFile(tag, bits, 1, false, -1);
  }

  /** The bytes of a file with these samples. */
  public byte[] bytes(float[] samples, float rateHz) {
    int frame = bits / 8 * channels;
    int format = extensible ? 40 : 16;
    int data = samples.length * frame;
    ByteBuffer out = ByteBuffer.allocate(28 + format + data).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (told < 0 ? 20 + format + data : told));
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(format);
    out.putShort((short) (extensible ? 0xFFFE : tag)).putShort((short) channels);
    out.putInt((int) rateHz).putInt(((int) rateHz) * frame);
    out.putShort((short) frame).putShort((short) bits);
    if (extensible) {
      out.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) tag);
      out.putShort((short) 0).putInt(0x00100000).putInt(0xAA000080).putInt(0x719B3800);
    }
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) (told < 0 ? data : told));
    for (float sample : samples) {
      for (int channel = 0; channel < channels; channel++) {
        put(out, sample);
      }
    }
    return out.array();
  }

  private void put(ByteBuffer out, float sample) {
    double clipped = Math.max(-1, Math.min(1, sample));
    if (tag != PCM) {
      if (bits == 64) {
        out.putDouble(sample);
      } else {
        out.putFloat(sample);
      }
      return;
    }
    long whole = Math.round(clipped * ((1L << (bits - 1)) - 1)) + (bits == 8 ? 128 : 0);
    for (int i = 0; i < bits / 8; i++) {
      out.put((byte) (whole >> (8 * i)));
    }
  }
}
