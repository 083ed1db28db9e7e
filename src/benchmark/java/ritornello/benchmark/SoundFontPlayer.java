package ritornello.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.midi.Synthesizer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import ritornello.audio.Hum;

/** Plays one voice with an instrument of a SoundFont into memory, without a sound device. */
final class SoundFontPlayer {
  static final float RATE_HZ = 44_100;
  private static final double VIBRATO_HZ = 5.5;
  private static final double BENDS_A_SECOND = 200;
  private static final double BEND_CENTS = 200;
  private static final double TAIL_SECONDS = 1;
  private static final int VELOCITY = 90;

  private record Timed(long micros, int order, MidiMessage message) {}

  private final Soundbank bank;
  private final int program;

  /**
   * @param program General MIDI, 0 to 127
   */
  SoundFontPlayer(Path soundFont, int program) throws IOException {
    try {
      this.bank = MidiSystem.getSoundbank(soundFont.toFile());
    } catch (InvalidMidiDataException e) {
      throw new IOException(soundFont + " is no SoundFont", e);
    }
    this.program = program;
  }

  /**
   * How notes are played.
   *
   * @param share of its time that a note sounds; the rest is silent
   * @param vibratoCents how far the pitch swings to either side
   * @param room whether there are reverberation and chorus, as the synthesizer has them by default
   */
  record Manner(double share, double vibratoCents, boolean room) {}

  /** Samples of one channel from time 0 on. */
  float[] play(List<Hum.Sung> notes, Manner manner) {
    try {
      return played(notes, manner);
    } catch (ReflectiveOperationException
        | IOException
        | InvalidMidiDataException
        | MidiUnavailableException e) {
      throw new IllegalStateException("the JDK's synthesizer does not play", e);
    }
  }

  private float[] played(List<Hum.Sung> notes, Manner manner)
      throws ReflectiveOperationException,
          IOException,
          InvalidMidiDataException,
          MidiUnavailableException {
    double end = notes.stream().mapToDouble(n -> n.onsetSeconds() + n.seconds()).max().orElse(0);
    float[] samples = new float[(int) ((end + TAIL_SECONDS) * RATE_HZ)];
    Synthesizer synthesizer = MidiSystem.getSynthesizer();
    AudioFormat format = new AudioFormat(RATE_HZ, 16, 1, true, false);
    AudioInputStream stream =
        (AudioInputStream)
            Class.forName("com.sun.media.sound.AudioSynthesizer")
                .getMethod("openStream", AudioFormat.class, Map.class)
                .invoke(synthesizer, format, Map.of("load default soundbank", false));
    try (stream) {
      synthesizer.loadAllInstruments(bank);
      send(events(notes, manner, end), synthesizer.getReceiver());
      byte[] bytes = stream.readNBytes(2 * samples.length);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) ((bytes[2 * i + 1] << 8) | (bytes[2 * i] & 255)) / 32768f;
      }
    } finally {
      synthesizer.close();
    }
    return samples;
  }

  private static void send(List<Timed> events, Receiver receiver) throws MidiUnavailableException {
    events.stream()
        .sorted(Comparator.comparingLong(Timed::micros).thenComparingInt(Timed::order))
        .forEach(event -> receiver.send(event.message(), event.micros()));
  }

  private List<Timed> events(List<Hum.Sung> notes, Manner manner, double end)
      throws InvalidMidiDataException {
    List<Timed> events = new ArrayList<>();
    for (int effect : manner.room() ? new int[0] : new int[] {91, 93}) {
      events.add(new Timed(0, 0, new ShortMessage(ShortMessage.CONTROL_CHANGE, 0, effect, 0)));
    }
    events.add(new Timed(0, 0, new ShortMessage(ShortMessage.PROGRAM_CHANGE, 0, program, 0)));
    for (Hum.Sung note : notes) {
      long start = Math.round(note.onsetSeconds() * 1e6);
      long stop = Math.round((note.onsetSeconds() + manner.share() * note.seconds()) * 1e6);
      events.add(
          new Timed(start, 3, new ShortMessage(ShortMessage.NOTE_ON, 0, note.pitch(), VELOCITY)));
      events.add(new Timed(stop, 2, new ShortMessage(ShortMessage.NOTE_OFF, 0, note.pitch(), 64)));
    }
    for (int i = 0; manner.vibratoCents() > 0 && i < end * BENDS_A_SECOND; i++) {
      double seconds = i / BENDS_A_SECOND;
      double cents = manner.vibratoCents() * Math.sin(2 * Math.PI * VIBRATO_HZ * seconds);
      int bend = (int) Math.round(8192 * (1 + cents / BEND_CENTS));
      events.add(
          new Timed(
              Math.round(seconds * 1e6),
              1,
              new ShortMessage(ShortMessage.PITCH_BEND, 0, bend & 127, bend >> 7)));
    }
    return events;
  }

  /** When a note that begins at time 0 is first heard: at a hundredth of its loudest sample. */
  double latencySeconds() {
    float[] samples = play(List.of(new Hum.Sung(0.5, 0.5, 69)), new Manner(1, 0, false));
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    int first = 0;
    while (Math.abs(samples[first]) < peak / 100) {
      first++;
    }
    return first / (double) RATE_HZ - 0.5;
  }
}
