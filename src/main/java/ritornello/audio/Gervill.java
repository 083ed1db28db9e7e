package ritornello.audio;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import ritornello.midi.TimedMessages;

/** The JDK's synthesizer without a sound device: it is asked for samples, and makes them. */
final class Gervill implements AutoCloseable {
  private static final int POLYPHONY = 256;
  private static final int CHANNELS = 2;
  private static final int FLOAT_BITS = 32;
  private static final int FRAME_BYTES = CHANNELS * FLOAT_BITS / 8;

  /** Kept, for a logger that nobody keeps forgets its level. */
  private static final Logger PREFERENCES_LOG = Logger.getLogger("java.util.prefs");

  private final Synthesizer synthesizer;
  private final AudioInputStream samples;

  private Gervill(Synthesizer synthesizer, AudioInputStream samples) {
    this.synthesizer = synthesizer;
    this.samples = samples;
  }

  /**
   * Opens it.
   *
   * @throws IllegalStateException if this Java does not let the program reach it
   */
  static Gervill open(RenderSettings settings, SoundFont soundFont) {
    // That it has made a place for preferences is no news for whoever wants a file.
    PREFERENCES_LOG.setLevel(Level.OFF);
    try {
      Synthesizer synthesizer = MidiSystem.getSynthesizer();
      AudioInputStream samples =
          (AudioInputStream)
              Class.forName("com.sun.media.sound.AudioSynthesizer")
                  .getMethod("openStream", AudioFormat.class, Map.class)
                  .invoke(synthesizer, format(settings), options(settings, soundFont));
      soundFont.bank().ifPresent(synthesizer::loadAllInstruments);
      return new Gervill(synthesizer, samples);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the JDK's synthesizer cannot be opened", e.getCause());
    } catch (MidiUnavailableException | ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the JDK's synthesizer cannot be reached; the option --add-exports"
              + " java.desktop/com.sun.media.sound=ALL-UNNAMED of java would do",
          e);
    }
  }

  private static AudioFormat format(RenderSettings settings) {
    float rate = settings.sampleRate();
    return new AudioFormat(
        AudioFormat.Encoding.PCM_FLOAT, rate, FLOAT_BITS, CHANNELS, FRAME_BYTES, rate, false);
  }

  /** Without its own limiter, which would hide that something is too loud. */
  private static Map<String, Object> options(RenderSettings settings, SoundFont soundFont) {
    Map<String, Object> options = new HashMap<>();
    options.put("interpolation", "sinc");
    options.put("max polyphony", POLYPHONY);
    options.put("reverb", settings.reverb());
    options.put("light reverb", false);
    options.put("auto gain control", false);
    options.put("jitter correction", false);
    options.put("load default soundbank", soundFont.isBuiltIn());
    return options;
  }

  /** Says what is to be played; to be called before the first samples are taken. */
  void play(List<TimedMessages.Timed> messages) throws MidiUnavailableException {
    try (Receiver receiver = synthesizer.getReceiver()) {
      messages.forEach(timed -> receiver.send(timed.message(), timed.micros()));
    }
  }

  /** 32-bit floating-point samples, little-endian, left and right by turns, without end. */
  AudioInputStream samples() {
    return samples;
  }

  @Override
  public void close() {
    synthesizer.close();
  }
}
