package ritornello.play;

import be.tarsos.dsp.AudioDispatcher;
import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.io.UniversalAudioInputStream;
import be.tarsos.dsp.pitch.PitchDetectionResult;
import be.tarsos.dsp.pitch.PitchProcessor;
import be.tarsos.dsp.pitch.PitchProcessor.PitchEstimationAlgorithm;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** The notes that TarsosDSP hears in a recording of one voice. */
public final class Ear {
  private static final int FRAME = 1024;
  private static final int HOP = 256;
  private static final double QUIETEST_DB = -70;
  private static final double SHORTEST_SECONDS = 0.05;

  /**
   * A note that was heard.
   *
   * @param pitch MIDI key number
   */
  public record Heard(double startSeconds, double endSeconds, int pitch) {}

  private final List<Heard> notes = new ArrayList<>();
  private int pitch = -1;
  private double startSeconds;
  private double lastSeconds;

  private final double hopSeconds;

  private Ear(float rateHz) {
    this.hopSeconds = HOP / rateHz;
  }

  /** Listens to 16-bit little-endian samples of the sound server. */
  static List<Heard> notes(byte[] recording) {
    return notes(recording, SoundServer.RATE_HZ);
  }

  /** Listens to 16-bit little-endian samples of one channel. */
  public static List<Heard> notes(byte[] recording, float rateHz) {
    Ear ear = new Ear(rateHz);
    TarsosDSPAudioFormat format = new TarsosDSPAudioFormat(rateHz, 16, 1, true, false);
    AudioDispatcher dispatcher =
        new AudioDispatcher(
            new UniversalAudioInputStream(new ByteArrayInputStream(recording), format),
            FRAME,
            FRAME - HOP);
    dispatcher.addAudioProcessor(
        new PitchProcessor(PitchEstimationAlgorithm.FFT_YIN, rateHz, FRAME, ear::hear));
    dispatcher.run();
    ear.end();
    return ear.notes;
  }

  private void hear(PitchDetectionResult result, AudioEvent event) {
    if (!result.isPitched() || event.getdBSPL() < QUIETEST_DB) {
      return;
    }
    int now = (int) Math.round(69 + 12 * Math.log(result.getPitch() / 440) / Math.log(2));
    double seconds = event.getTimeStamp();
    if (now != pitch || seconds - lastSeconds > 5 * hopSeconds) {
      end();
      pitch = now;
      startSeconds = seconds;
    }
    lastSeconds = seconds;
  }

  private void end() {
    if (pitch >= 0 && lastSeconds - startSeconds >= SHORTEST_SECONDS) {
      notes.add(new Heard(startSeconds, lastSeconds + hopSeconds, pitch));
    }
  }
}
