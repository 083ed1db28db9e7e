package ritornello.audio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/**
 * Sound as it is recorded just now. Close it, or it keeps the program alive.
 *
 * <p>One thread reads; another may {@link #stop}.
 */
public final class Microphone implements AudioSource {
  private static final List<AudioFormat> FORMATS =
      List.of(format(44_100, 1), format(48_000, 1), format(44_100, 2), format(48_000, 2));

  /** What the system may keep before it is read: a busy moment loses nothing. */
  private static final double BUFFER_SECONDS = 0.5;

  private static final long LONGEST_CLOSING_MILLIS = 2000;

  private final String name;
  private final TargetDataLine line;
  private final PcmReader reader;
  private volatile boolean stopped;

  private Microphone(String name, TargetDataLine line) throws NoMicrophoneException {
    this.name = name;
    this.line = line;
    try {
      this.reader = new PcmReader(new AudioInputStream(line), line.getFormat());
    } catch (IOException e) {
      line.close();
      throw new NoMicrophoneException("the " + name + " input can't be read", e);
    }
  }

  private static AudioFormat format(float rateHz, int channels) {
    return new AudioFormat(rateHz, 16, channels, true, false);
  }

  /** Names of the inputs that are there, to be asked for by. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (format(Optional.of(info)).isPresent()) {
        names.add(info.getName());
      }
    }
    return names;
  }

  /**
   * Opens an input and begins to record.
   *
   * @param name of the input, or a part of it; the system's default input if there is none
   * @throws NoMicrophoneException if there is none, or it is in use; the message names those that
   *     are there
   */
  public static Microphone open(Optional<String> name) throws NoMicrophoneException {
    Optional<Mixer.Info> mixer = Optional.empty();
    if (name.isPresent()) {
      mixer = Optional.of(find(name.get()).orElseThrow(() -> none(name)));
    }
    AudioFormat format = format(mixer).orElseThrow(() -> none(name));
    String called = mixer.map(Mixer.Info::getName).orElse("default");
    try {
      TargetDataLine line =
          mixer.isPresent()
              ? AudioSystem.getTargetDataLine(format, mixer.get())
              : AudioSystem.getTargetDataLine(format);
      int frames = (int) (BUFFER_SECONDS * format.getSampleRate());
      line.open(format, frames * format.getFrameSize());
      line.start();
      return new Microphone(called, line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new NoMicrophoneException(
          "the " + called + " input is in use or does not work; " + there(), e);
    }
  }

  private static NoMicrophoneException none(Optional<String> name) {
    return new NoMicrophoneException(
        name.map(n -> "there is no input '" + n + "'; ").orElse("") + there());
  }

  private static String there() {
    List<String> names = names();
    return names.isEmpty()
        ? "there is no microphone or other sound input"
        : "there are these inputs: " + String.join(", ", names);
  }

  private static Optional<Mixer.Info> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    Optional<Mixer.Info> containing = Optional.empty();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      String there = info.getName().toLowerCase(Locale.ROOT);
      boolean records = !wanted.isEmpty() && format(Optional.of(info)).isPresent();
      if (records && there.equals(wanted)) {
        return Optional.of(info);
      } else if (records && there.contains(wanted) && containing.isEmpty()) {
        containing = Optional.of(info);
      }
    }
    return containing;
  }

  /** The first format that an input takes, if it is one. */
  private static Optional<AudioFormat> format(Optional<Mixer.Info> mixer) {
    return FORMATS.stream()
        .filter(
            format -> {
              DataLine.Info line = new DataLine.Info(TargetDataLine.class, format);
              return mixer.isPresent()
                  ? AudioSystem.getMixer(mixer.get()).isLineSupported(line)
                  : AudioSystem.isLineSupported(line);
            })
        .findFirst();
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  @Override
  public float rateHz() {
    return line.getFormat().getSampleRate();
  }

  @Override
  public int read(float[] samples) throws IOException {
    return stopped ? -1 : reader.read(samples);
  }

  /** Makes {@link #read} return soon, and then say that it is at the end. */
  public void stop() {
    stopped = true;
    line.stop();
  }

  /** Closes the input, or gives up on one that does not answer any more. */
  @Override
  public void close() {
    Thread thread = new Thread(line::close, "closing " + name);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(LONGEST_CLOSING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it goes on closing, and nobody waits
    }
  }
}
