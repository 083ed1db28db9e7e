package ritornello.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import ritornello.harmony.Accompaniment;
import ritornello.harmony.ChordChart;
import ritornello.harmony.Harmonizer;
import ritornello.harmony.Per;
import ritornello.score.Harmony;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyFinding;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.store.WholeFile;

/**
 * The melody of a score, with chords under it.
 *
 * @param source where the melody was, for people
 * @param melody on a grid, in a key
 * @param harmony on the same grid
 * @param alone the melody as a score, at the tempo that the music begins with
 * @param full the same with a track of chords
 */
record HarmonizedScore(String source, Melody melody, Harmony harmony, Score alone, Score full) {
  private static final String CHART = ".txt";
  private static final int MELODY_VELOCITY = 90;

  /**
   * What can be chosen.
   *
   * @param key of the melody; empty for the one it says, or that fits best
   * @param program General MIDI program of the chords, 0 to 127
   */
  record Settings(
      Per per, Optional<KeySignature> key, Accompaniment.Pattern pattern, int program) {}

  /**
   * Harmonises what 'inspect' tells of as the melody.
   *
   * @throws IllegalArgumentException if there is none
   */
  static HarmonizedScore of(Score score, Harmonizer harmonizer, Settings settings) {
    MelodyFinding.Found found = ExportFormat.melody(score, Optional.empty());
    KeySignature key =
        settings.key().or(found.melody()::key).orElseGet(() -> KeyFinder.best(found.melody()));
    Melody melody = found.melody().withKey(Optional.of(key));
    Harmony harmony = harmonizer.harmonize(melody, settings.per());
    Track track = score.tracks().get(found.part());
    double qpm = score.tempoMap().tempoAt(0).qpm();
    Score alone = melody.toScore(track.name(), qpm, track.program().orElse(0), MELODY_VELOCITY);
    Score full = Accompaniment.with(alone, melody, harmony, settings.pattern(), settings.program());
    return new HarmonizedScore(found.source(), melody, harmony, alone, full);
  }

  KeySignature key() {
    return melody.key().orElseThrow();
  }

  /**
   * Checks that {@link #write} knows what is to be written.
   *
   * @throws IllegalArgumentException if it does not
   */
  static void checkEnding(Path file) {
    if (!isChart(file)) {
      try {
        ExportFormat.of(file);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + ", " + CHART, e);
      }
    }
  }

  private static boolean isChart(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(CHART);
  }

  /**
   * Writes it to a new file, as what its ending says: to play, in notes with the names of the
   * chords, as a picture, or as a chord chart.
   *
   * @throws IOException if it is there already, or can't be written
   */
  void write(String title, Path out) throws IOException {
    if (isChart(out)) {
      byte[] bytes = chart(title).getBytes(StandardCharsets.UTF_8);
      WholeFile.create(out, content -> content.write(bytes));
      return;
    }
    ExportFormat format = ExportFormat.of(out);
    format.write(
        format == ExportFormat.ABC ? alone : full,
        new ExportFormat.Settings(title, Optional.of(melody.stepsPerQuarter()), harmony),
        out);
  }

  private String chart(String title) {
    return Printable.name(title)
        + "\n"
        + key()
        + ", "
        + melody.firstTimeSignature()
        + "\n\n"
        + ChordChart.of(melody, harmony);
  }
}
