package ritornello.play;

import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.SourceDataLine;

/** The JDK's synthesizer, opened so that it keeps time. */
final class Gervill {
  /**
   * By default a thread of its own renders ahead of the sound device, and each time that it is late
   * it renders further ahead for good: on a busy machine the first note was heard up to eight
   * seconds after it was played. Without that thread it is 0.1 seconds, always.
   */
  private static final Map<String, Object> OPTIONS = Map.of("jitter correction", false);

  private Gervill() {}

  /**
   * Opens a synthesizer: with these options, if it is the JDK's and the program may reach them,
   * which the manifest of the program's jar says ({@code Add-Exports}); else as it is.
   */
  static void open(Synthesizer synthesizer) throws MidiUnavailableException {
    try {
      Class.forName("com.sun.media.sound.AudioSynthesizer")
          .getMethod("open", SourceDataLine.class, Map.class)
          .invoke(synthesizer, null, OPTIONS);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof MidiUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("the synthesizer cannot be opened", e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      synthesizer.open();
    }
  }
}
