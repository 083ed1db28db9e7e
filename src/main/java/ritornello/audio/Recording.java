package ritornello.audio;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A recording in a file, or in a pipe: WAV, AIFF or AU of 8 to 32 bits, whole numbers or floating
 * point, at 4 to 384 kHz, of any number of channels, whose mean is taken. It is read bit by bit,
 * however long it is; a file that ends too early ends there.
 */
public final class Recording implements AudioSource {
  static final String CONVERT =
      "convert it to a WAV file of 16 bits, for example by: ffmpeg -i FILE hum.wav";

  private static final int START_BYTES = 12;
  private static final int MOST_CHANNELS = 256;

  private final Path file;
  private final PcmReader samples;

  private Recording(Path file, PcmReader samples) {
    this.file = file;
    this.samples = samples;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it can't be read, or is no recording of these kinds; the message names
   *     it and says what to do
   */
  public static Recording open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; give the name of a recording");
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      return new Recording(file, open(in));
    } catch (EOFException e) {
      in.close();
      throw new IOException(file + " ends before its first sample", e);
    } catch (IOException e) {
      in.close();
      throw new IOException(file + " can't be listened to: " + e.getMessage(), e);
    }
  }

  private static PcmReader open(InputStream in) throws IOException {
    in.mark(START_BYTES);
    byte[] start = in.readNBytes(START_BYTES);
    in.reset();
    AudioInputStream stream;
    if (RiffHeader.isRiff(start)) {
      RiffHeader header = RiffHeader.read(in);
      InputStream data = new FirstBytes(in, header.bytes());
      stream = new AudioInputStream(data, header.format(), AudioSystem.NOT_SPECIFIED);
      return new PcmReader(decoded(checked(stream), data), decodedFormat(stream.getFormat()));
    }
    refuse(start);
    try {
      stream = checked(AudioSystem.getAudioInputStream(in));
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("it is no WAV, AIFF or AU file; " + CONVERT, e);
    }
    return new PcmReader(decoded(stream, stream), decodedFormat(stream.getFormat()));
  }

  private static AudioInputStream checked(AudioInputStream stream) throws IOException {
    AudioFormat format = stream.getFormat();
    if (!(format.getSampleRate() >= 4000 && format.getSampleRate() <= 384_000)) {
      throw new IOException(
          "its sample rate is " + format.getSampleRate() + " Hz; it must be from 4000 to 384000");
    }
    if (format.getChannels() < 1 || format.getChannels() > MOST_CHANNELS) {
      throw new IOException("it has " + format.getChannels() + " channels");
    }
    return stream;
  }

  private static boolean isLogarithmic(AudioFormat format) {
    return format.getEncoding().equals(Encoding.ALAW) || format.getEncoding().equals(Encoding.ULAW);
  }

  /**
   * @param plain the same bytes, without the stream's wish for whole frames
   */
  private static InputStream decoded(AudioInputStream stream, InputStream plain) {
    return isLogarithmic(stream.getFormat())
        ? AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, stream)
        : plain;
  }

  private static AudioFormat decodedFormat(AudioFormat format) {
    if (!isLogarithmic(format)) {
      return format;
    }
    return new AudioFormat(
        format.getSampleRate(), 16, format.getChannels(), true, format.isBigEndian());
  }

  /** Says what it is, where that is easily told, and it is no recording that can be read. */
  private static void refuse(byte[] start) throws IOException {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.isEmpty()) {
      throw new IOException("it is empty");
    } else if (text.startsWith("MThd")) {
      throw new IOException("it is a MIDI file, so its notes are known; see 'ritornello inspect'");
    }
    String kind = "";
    if (text.startsWith("ID3")
        || text.startsWith("\u00ff\u00fb")
        || text.startsWith("\u00ff\u00f3")) {
      kind = "an MP3 file";
    } else if (text.startsWith("OggS")) {
      kind = "an Ogg file";
    } else if (text.startsWith("fLaC")) {
      kind = "a FLAC file";
    } else if (text.startsWith("ftyp", 4)) {
      kind = "an M4A or MP4 file";
    }
    if (!kind.isEmpty()) {
      throw new IOException("it is " + kind + ", which is compressed; " + CONVERT);
    }
  }

  @Override
  public float rateHz() {
    return samples.rateHz();
  }

  @Override
  public int read(float[] block) throws IOException {
    try {
      return samples.read(block);
    } catch (IOException e) {
      throw new IOException(file + " can't be read any further: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    samples.close();
  }

  /** The first so many bytes of a stream. */
  private static final class FirstBytes extends FilterInputStream {
    private long left;

    FirstBytes(InputStream in, long count) {
      super(in);
      left = count;
    }

    @Override
    public int read() throws IOException {
      int value = left > 0 ? in.read() : -1;
      left--;
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = in.read(bytes, from, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }
}
