package ritornello.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import ritornello.midi.MidiWriter;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/**
 * How exactly the program plays in time: a click track whose tempo changes in every bar is played
 * by the command as a user gives it, once by the synthesizer to a sound card of its own that is
 * recorded, once to a MIDI output that notes when it gets what. Says by how much the times between
 * the clicks differ from what the score says: that is, after removing the latency, which is the
 * median.
 *
 * <p>Argument: how many bars of four clicks (default 100).
 */
public final class PlayingJitter {
  private static final int PPQ = 480;
  private static final int CLICKS_A_BAR = 4;
  private static final int SIDE_STICK = 37;

  /** Clicks are at least 0.2 seconds apart, and a click is over by then. */
  private static final int SHORTEST_SAMPLES = 7000;

  private static final int LATENCY_MILLIS = 500;
  private static final double AUDIBLE = 0.02;
  private static final Path SOUND_FONT = Path.of("/usr/share/sounds/sf2/TimGM6mb.sf2");

  private final Path folder;
  private final Score score;
  private final double[] expectedMillis;

  private PlayingJitter(Path folder, int bars) {
    this.folder = folder;
    score = clicks(bars);
    expectedMillis =
        score.tracks().get(0).notes().stream()
            .mapToDouble(note -> score.tempoMap().microsAt(note.startTick()) / 1000.0)
            .toArray();
  }

  /** Quarter notes, in each bar at another tempo from 60 to 300 a minute. */
  private static Score clicks(int bars) {
    SplittableRandom random = new SplittableRandom(1);
    List<TempoChange> tempos = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    for (int click = 0; click < bars * CLICKS_A_BAR; click++) {
      long tick = (long) click * PPQ;
      if (click % CLICKS_A_BAR == 0) {
        tempos.add(TempoChange.ofQpm(tick, random.nextDouble(60, 300)));
      }
      notes.add(new Note(tick, PPQ / 4, SIDE_STICK, 127));
    }
    Track track = new Track("clicks", Track.DRUM_CHANNEL, notes, List.of());
    return new Score(PPQ, tempos, List.of(), List.of(), List.of(), List.of(track));
  }

  /** Measures, and prints a table. */
  public static void main(String[] args) throws Exception {
    int bars = args.length > 0 && !args[0].equals(".") ? Integer.parseInt(args[0]) : 100;
    Path folder = Files.createTempDirectory("jitter");
    PlayingJitter jitter = new PlayingJitter(folder, bars);
    Files.write(folder.resolve("clicks.mid"), MidiWriter.toBytes(jitter.score));
    System.out.println("| | clicks | 50th percentile, ms | 99th | most |\n|---|---|---|---|---|");
    jitter.report("synthesizer, heard in the recorded sound", jitter.heardMillis());
    jitter.report("MIDI output, on arrival", jitter.arrivedMillis());
  }

  private void report(String what, double[] millis) {
    double[] late = new double[millis.length];
    for (int i = 0; i < late.length; i++) {
      late[i] = millis[i] - expectedMillis[i];
    }
    double latency = percentile(late, 0.5);
    double[] off = Arrays.stream(late).map(x -> Math.abs(x - latency)).toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | %.2f |%n",
        what,
        off.length,
        percentile(off, 0.5),
        percentile(off, 0.99),
        percentile(off, 1));
  }

  private static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }

  private ProcessBuilder program(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-exports=java.desktop/com.sun.media.sound=ALL-UNNAMED");
    command.add("-D" + RecordingDevices.FILE + "=" + folder.resolve("arrived"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("ritornello.cli.Ritornello");
    command.addAll(List.of("play", folder.resolve("clicks.mid").toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).inheritIO();
  }

  private static void run(ProcessBuilder program) throws Exception {
    int exitCode = program.start().waitFor();
    if (exitCode != 0) {
      throw new IOException("the program ended with " + exitCode);
    }
  }

  private double[] arrivedMillis() throws Exception {
    run(program("--port", RecordingDevices.RECORDER));
    return RecordingDevices.read(folder.resolve("arrived")).stream()
        .filter(sent -> sent.status() >> 4 == 9)
        .mapToDouble(sent -> sent.micros() / 1000.0)
        .toArray();
  }

  private double[] heardMillis() throws Exception {
    try (SoundServer sound =
        new SoundServer(Files.createDirectory(folder.resolve("sound")), LATENCY_MILLIS)) {
      int from = sound.recordedSamples();
      run(sound.playingHere(program("--soundfont", SOUND_FONT.toString())));
      TimeUnit.SECONDS.sleep(1);
      return onsets(samples(sound.recording(from)));
    }
  }

  private static double[] samples(byte[] recording) {
    double[] samples = new double[recording.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = ((recording[2 * i + 1] << 8) | (recording[2 * i] & 255)) / 32768.0;
    }
    return samples;
  }

  /**
   * Where sound begins after silence: each click is the same sound, so that its threshold is passed
   * at the same place of it.
   */
  private double[] onsets(double[] samples) throws IOException {
    List<Double> onsets = new ArrayList<>();
    int latest = -SHORTEST_SAMPLES;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > AUDIBLE && i - latest >= SHORTEST_SAMPLES) {
        onsets.add(i * 1000.0 / SoundServer.RATE_HZ);
        latest = i;
      }
    }
    if (onsets.size() != expectedMillis.length) {
      throw new IOException(
          onsets.size() + " clicks are heard: the machine has too much else to do for this");
    }
    return onsets.stream().mapToDouble(millis -> millis).toArray();
  }
}
