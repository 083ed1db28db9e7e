package ritornello.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ritornello.audio.Accuracy;
import ritornello.audio.Hum;
import ritornello.audio.Transcriber;
import ritornello.audio.Transcription;
import ritornello.benchmark.SoundFontPlayer.Manner;
import ritornello.midi.MidiReader;
import ritornello.score.Note;
import ritornello.score.Score;

/**
 * How many notes are heard right in melodies that an instrument of a SoundFont plays, or a made-up
 * voice hums: clean, in noise, with vibrato.
 *
 * <p>Arguments: how many tunes of ../shared/data/nottingham/melody, spread evenly, and a SoundFont.
 */
public final class ListeningAccuracy {
  private static final long SEED = 1;

  private static final double CLEAN = 100;

  private record Condition(String name, Manner manner, double snrDb) {}

  private static final List<Condition> CONDITIONS =
      List.of(
          new Condition("clean", new Manner(0.9, 0, false), CLEAN),
          new Condition("noise 20 dB", new Manner(0.9, 0, false), 20),
          new Condition("noise 10 dB", new Manner(0.9, 0, false), 10),
          new Condition("vibrato 50 cents", new Manner(0.9, 50, false), CLEAN),
          new Condition("in a room", new Manner(0.9, 0, true), CLEAN),
          new Condition("legato", new Manner(1, 0, false), CLEAN));

  private ListeningAccuracy() {}

  private interface Sound {
    float[] play(List<Hum.Sung> notes, Manner manner);
  }

  private record Instrument(String name, float rateHz, double latencySeconds, Sound sound) {}

  public static void main(String[] arguments) throws Exception {
    List<List<Hum.Sung>> tunes = tunes(Integer.parseInt(arguments[0]));
    List<Instrument> instruments = new ArrayList<>();
    for (String program : new String[] {"flute 74", "piano 1", "violin 41"}) {
      int number = Integer.parseInt(program.substring(program.indexOf(' ') + 1)) - 1;
      SoundFontPlayer player = new SoundFontPlayer(Path.of(arguments[1]), number);
      double latency = player.latencySeconds();
      instruments.add(new Instrument(program, SoundFontPlayer.RATE_HZ, latency, player::play));
    }
    instruments.add(
        new Instrument(
            "hum",
            44_100,
            0,
            (notes, manner) ->
                Hum.plain()
                    .withRate(44_100)
                    .withVibrato(manner.vibratoCents())
                    .sing(shortened(notes, manner.share()), SEED)));
    System.out.printf(
        "%-10s %-16s %7s %9s %7s %7s %8s %8s%n",
        "sound", "condition", "notes", "precision", "recall", "F1", "late ms", "x real");
    record Cell(Instrument instrument, Condition condition) {}
    List<Cell> cells =
        instruments.stream()
            .flatMap(i -> CONDITIONS.stream().map(condition -> new Cell(i, condition)))
            // The made-up voice has no room around it.
            .filter(c -> !(c.instrument().name().equals("hum") && c.condition().manner().room()))
            .toList();
    cells.parallelStream()
        .map(cell -> measure(cell.instrument(), cell.condition(), tunes))
        .forEachOrdered(System.out::print);
  }

  private static List<Hum.Sung> shortened(List<Hum.Sung> notes, double share) {
    return notes.stream()
        .map(n -> new Hum.Sung(n.onsetSeconds(), share * n.seconds(), n.pitch()))
        .toList();
  }

  private static List<List<Hum.Sung>> tunes(int count) throws IOException {
    List<Path> all = Collections.paths("nottingham/melody");
    List<List<Hum.Sung>> tunes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Score score = MidiReader.read(all.get((2 * i + 1) * all.size() / (2 * count))).score();
      List<Note> notes = score.tracks().stream().flatMap(t -> t.notes().stream()).toList();
      tunes.add(Hum.of(notes, score.tempoMap()));
    }
    return tunes;
  }

  private static String measure(
      Instrument instrument, Condition condition, List<List<Hum.Sung>> tunes) {
    Accuracy sum = Accuracy.NONE;
    double nanos = 0;
    double seconds = 0;
    for (List<Hum.Sung> tune : tunes) {
      float[] clean = instrument.sound().play(tune, condition.manner());
      float[] samples =
          condition.snrDb() < CLEAN ? Hum.withNoise(clean, condition.snrDb(), SEED) : clean;
      long begun = System.nanoTime();
      Transcriber transcriber = new Transcriber(instrument.rateHz(), note -> {});
      transcriber.accept(samples, samples.length);
      Transcription heard = transcriber.finish();
      nanos += System.nanoTime() - begun;
      seconds += heard.seconds();
      Accuracy one = Accuracy.of(tune, heard.notes(), instrument.latencySeconds());
      sum = sum.plus(one);
    }
    return String.format(
        Locale.ROOT,
        "%-10s %-16s %7d %9.3f %7.3f %7.3f %8.1f %8.0f%n",
        instrument.name(),
        condition.name(),
        sum.played(),
        sum.precision(),
        sum.recall(),
        sum.f1(),
        1000 * sum.lateSeconds() / sum.right(),
        seconds * 1e9 / nanos);
  }
}
