package ritornello.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Floating-point samples as whole numbers, little-endian, for as many frames as were asked for; the
 * last of them fade to silence.
 */
final class PcmStream extends InputStream {
  private static final int CHANNELS = 2;
  private static final int BLOCK_FRAMES = 4096;
  private static final double FADE_SECONDS = 0.05;

  private final InputStream floats;
  private final RenderSettings settings;
  private final long frames;
  private final long fadeFrames;
  private final byte[] taken = new byte[BLOCK_FRAMES * CHANNELS * Float.BYTES];
  private final ByteBuffer made;
  private long madeFrames;
  private double peak;
  private long clipped;

  /**
   * @param floats 32-bit, little-endian, two channels
   * @param frames how many to take
   */
  PcmStream(InputStream floats, RenderSettings settings, long frames) {
    this.floats = floats;
    this.settings = settings;
    this.frames = frames;
    this.fadeFrames = Math.min(frames, Math.round(FADE_SECONDS * settings.sampleRate()));
    this.made = ByteBuffer.allocate(BLOCK_FRAMES * CHANNELS * settings.bits() / 8).limit(0);
  }

  /** What was taken so far. */
  Rendering rendering() {
    return new Rendering(madeFrames, settings.sampleRate(), peak, clipped);
  }

  @Override
  public int read() throws IOException {
    return made.hasRemaining() || make() ? made.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    } else if (!made.hasRemaining() && !make()) {
      return -1;
    }
    int count = Math.min(length, made.remaining());
    made.get(bytes, offset, count);
    return count;
  }

  private boolean make() throws IOException {
    int block = (int) Math.min(BLOCK_FRAMES, frames - madeFrames);
    if (block == 0) {
      return false;
    }
    int bytes = block * CHANNELS * Float.BYTES;
    if (floats.readNBytes(taken, 0, bytes) < bytes) {
      throw new EOFException("the synthesizer stopped before the end of the music");
    }
    ByteBuffer samples = ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
    double gain = settings.gain();
    made.clear();
    for (int i = 0; i < block; i++, madeFrames++) {
      double fade = Math.min(1, (double) (frames - 1 - madeFrames) / Math.max(1, fadeFrames));
      for (int channel = 0; channel < CHANNELS; channel++) {
        put(samples.getFloat() * gain * fade);
      }
    }
    made.flip();
    return true;
  }

  private void put(double amplitude) {
    double size = Math.abs(amplitude);
    peak = Math.max(peak, size);
    clipped += size > 1 ? 1 : 0;
    long most = (1L << (settings.bits() - 1)) - 1;
    int value = (int) Math.max(-most - 1, Math.min(most, Math.round(amplitude * (most + 1))));
    for (int shift = 0; shift < settings.bits(); shift += 8) {
      made.put((byte) (value >> shift));
    }
  }
}
