package ritornello.audio;

import be.tarsos.dsp.io.TarsosDSPAudioFloatConverter;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import java.io.IOException;
import java.io.InputStream;
import javax.sound.sampled.AudioFormat;

/** Turns the bytes of whole or floating-point numbers into samples of one channel. */
final class PcmReader implements AutoCloseable {
  private final InputStream in;
  private final AudioFormat format;
  private final TarsosDSPAudioFloatConverter converter;
  private byte[] bytes = new byte[0];
  private float[] interleaved = new float[0];

  /**
   * @param in samples in this format; what is left of a frame at its end is dropped
   * @throws IOException if samples of this format can't be turned into numbers
   */
  PcmReader(InputStream in, AudioFormat format) throws IOException {
    this.in = in;
    this.format = format;
    this.converter = TarsosDSPAudioFloatConverter.getConverter(tarsos(format));
    if (converter == null) {
      throw new IOException("its samples are stored as " + format + "; " + Recording.CONVERT);
    }
  }

  private static TarsosDSPAudioFormat tarsos(AudioFormat format) {
    // They have the same names, but for floating point, which has none there.
    TarsosDSPAudioFormat.Encoding encoding =
        new TarsosDSPAudioFormat.Encoding(format.getEncoding().toString());
    return new TarsosDSPAudioFormat(
        encoding,
        format.getSampleRate(),
        format.getSampleSizeInBits(),
        format.getChannels(),
        format.getFrameSize(),
        format.getFrameRate(),
        format.isBigEndian());
  }

  float rateHz() {
    return format.getSampleRate();
  }

  /** As {@link AudioSource#read}. */
  int read(float[] samples) throws IOException {
    int channels = format.getChannels();
    int frameBytes = format.getFrameSize();
    if (bytes.length != samples.length * frameBytes) {
      bytes = new byte[samples.length * frameBytes];
      interleaved = new float[samples.length * channels];
    }
    int frames = fill() / frameBytes;
    converter.toFloatArray(bytes, 0, interleaved, 0, frames * channels);
    for (int i = 0; i < frames; i++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += interleaved[i * channels + channel];
      }
      samples[i] = sum / channels;
    }
    return frames == 0 ? -1 : frames;
  }

  /** Reads until all bytes are there or no more come; a stream of frames may say so by none. */
  private int fill() throws IOException {
    int filled = 0;
    while (filled < bytes.length) {
      int read = in.read(bytes, filled, bytes.length - filled);
      if (read <= 0) {
        break;
      }
      filled += read;
    }
    return filled;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
