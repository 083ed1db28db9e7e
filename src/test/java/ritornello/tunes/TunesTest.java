package ritornello.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import ritornello.midi.MidiReader;
import ritornello.score.KeySignature;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;
import ritornello.tunes.AbcElement.Bar;
import ritornello.tunes.AbcElement.Sound;

/** What can be said of every tune in src/tunes/. */
@DisplayName("The tunes")
class TunesTest {

  private static List<AbcTune> tunes;

  @BeforeAll
  static void readTunes() throws IOException {
    tunes = MakeCorpus.readTunes();
  }

  private static List<Note> melody(AbcTune tune) {
    return TuneScore.of(tune).tracks().get(0).notes();
  }

  @Test
  @DisplayName("are many, in many metres and modes")
  void variety() {
    assertThat(tunes).hasSizeGreaterThanOrEqualTo(80);
    assertThat(tunes.stream().map(tune -> tune.header().timeSignature().toString()))
        .contains("2/4", "3/4", "4/4", "2/2", "3/8", "6/8", "9/8");
    assertThat(tunes.stream().map(tune -> tune.header().key().mode()))
        .contains(AbcKey.Mode.values());
    assertThat(tunes.stream().map(tune -> tune.header().key().tonic()).distinct().count())
        .isGreaterThanOrEqualTo(7);
    assertThat(tunes).allMatch(tune -> tune.barCount() >= 8 && tune.barCount() <= 64);
  }

  @Test
  @DisplayName("are in files with the names of their titles")
  void fileNames() {
    assertThat(tunes)
        .allSatisfy(tune -> assertThat(tune.name()).isEqualTo(kebab(tune.header().title())));
  }

  private static String kebab(String title) {
    return Normalizer.normalize(title, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}|'", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  @Test
  @DisplayName("are as long as a number of whole bars, the pickup and the last bar taken together")
  void wholeBars() {
    for (AbcTune tune : tunes) {
      long ticks =
          tune.played().stream()
              .filter(Sound.class::isInstance)
              .mapToLong(element -> ((Sound) element).ticks())
              .sum();
      assertThat(ticks % tune.barTicks()).as(tune.name()).isZero();
    }
  }

  @Test
  @DisplayName("would not be accepted with any one note left out that is shorter than a bar")
  void leavingOutOneNote() {
    Random random = new Random(1);
    for (AbcTune tune : tunes) {
      List<AbcElement> played = new ArrayList<>(tune.played());
      List<Integer> sounds =
          IntStream.range(0, played.size())
              .filter(i -> played.get(i) instanceof Sound sound && sound.ticks() < tune.barTicks())
              .boxed()
              .toList();
      int leftOut = sounds.get(random.nextInt(sounds.size()));
      played.remove(leftOut);
      assertThatThrownBy(() -> AbcBars.check(tune.name(), played, tune.barTicks()))
          .as("%s without its element %d", tune.name(), leftOut)
          .isInstanceOf(AbcException.class);
    }
  }

  @Test
  @DisplayName("have one note at a time on channel 1, and chords only on channel 2")
  void monophonic() throws IOException {
    for (AbcTune tune : tunes) {
      Score read =
          MidiReader.read(MakeCorpus.midiBytes(tune), tune.name(), MidiReader.Mode.STRICT).score();
      Track melody = read.tracks().get(0);
      assertThat(melody.channel()).isZero();
      assertThat(melody.name()).isEqualTo(tune.header().title());
      long end = 0;
      for (Note note : melody.notes()) {
        assertThat(note.startTick()).as(tune.name()).isGreaterThanOrEqualTo(end);
        end = note.endTick();
      }
      assertThat(read.tracks().stream().skip(1)).hasSizeLessThanOrEqualTo(1);
      assertThat(read.tracks().stream().skip(1))
          .allMatch(track -> track.channel() == 1 && track.name().equals("Chords"));
      assertThat(read.noteCount()).isEqualTo(TuneScore.of(tune).noteCount());
    }
  }

  @Test
  @DisplayName("stay in the range of a voice or a fiddle and leap over an octave very seldom")
  void range() {
    int steps = 0;
    int leaps = 0;
    for (AbcTune tune : tunes) {
      List<Note> notes = melody(tune);
      assertThat(notes).as(tune.name()).allMatch(n -> n.pitch() >= 55 && n.pitch() <= 88);
      for (int i = 1; i < notes.size(); i++) {
        int leap = Math.abs(notes.get(i).pitch() - notes.get(i - 1).pitch());
        assertThat(leap).as("%s, note %d", tune.name(), i).isLessThanOrEqualTo(24);
        steps++;
        leaps += leap > 12 ? 1 : 0;
      }
    }
    assertThat((double) leaps / steps).isLessThan(0.003);
  }

  @Test
  @DisplayName("are in the key that they say: few notes are outside of its scale")
  void inKey() {
    for (AbcTune tune : tunes) {
      KeySignature signature = tune.header().key().signature();
      List<Note> notes = melody(tune);
      long outside = notes.stream().filter(note -> !inScale(note.pitch(), signature)).count();
      assertThat((double) outside / notes.size()).as(tune.name()).isLessThan(0.12);
    }
  }

  /**
   * A major scale is the seven fifths from one below its tonic up; minor also has the raised sixth
   * and seventh, three and five fifths over its tonic, the fourth of those seven.
   */
  private static boolean inScale(int pitch, KeySignature signature) {
    int place = Math.floorMod(pitch * 7 - signature.fifths() + 1, 12);
    return place < 7 || (signature.minor() && (place == 7 || place == 9));
  }

  @Test
  @DisplayName("end on a note of the tonic chord, most on the tonic, and on a chord that has it")
  void endings() {
    int onTonic = 0;
    for (AbcTune tune : tunes) {
      Score score = TuneScore.of(tune);
      List<Note> notes = score.tracks().get(0).notes();
      Note last = notes.get(notes.size() - 1);
      int above = Math.floorMod(last.pitch() - tune.header().key().tonic(), 12);
      assertThat(above).as(tune.name()).isIn(0, 3, 4, 7);
      onTonic += above == 0 ? 1 : 0;
      if (score.tracks().size() > 1) {
        assertThat(score.tracks().get(1).notes())
            .as("chords under the last note of %s", tune.name())
            .anyMatch(
                n ->
                    n.startTick() < last.endTick()
                        && n.endTick() >= last.endTick()
                        && (n.pitch() - last.pitch()) % 12 == 0);
      }
    }
    assertThat(onTonic).isGreaterThan(tunes.size() * 9 / 10);
  }

  @Test
  @DisplayName("have chords that mostly go with the notes on the first beats of bars")
  void chordsFit() {
    int fits = 0;
    int all = 0;
    for (AbcTune tune : tunes) {
      Score score = TuneScore.of(tune);
      if (score.tracks().size() < 2) {
        continue;
      }
      Map<Long, List<Integer>> chords =
          score.tracks().get(1).notes().stream()
              .collect(
                  Collectors.groupingBy(
                      Note::startTick,
                      Collectors.mapping(note -> note.pitch() % 12, Collectors.toList())));
      int fitsHere = 0;
      int here = 0;
      for (Note note : score.tracks().get(0).notes()) {
        if (note.startTick() % tune.barTicks() == 0 && chords.containsKey(note.startTick())) {
          here++;
          fitsHere += chords.get(note.startTick()).contains(note.pitch() % 12) ? 1 : 0;
        }
      }
      assertThat((double) fitsHere / here).as(tune.name()).isGreaterThan(0.6);
      fits += fitsHere;
      all += here;
    }
    assertThat((double) fits / all).isGreaterThan(0.9);
  }

  @Test
  @DisplayName("are all different, also when transposed")
  void noTwoAlike() {
    Map<String, String> beginnings = new HashMap<>();
    for (AbcTune tune : tunes) {
      List<Note> notes = melody(tune);
      String beginning =
          IntStream.range(1, Math.min(16, notes.size()))
              .mapToObj(i -> step(notes.get(i - 1), notes.get(i), tune.barTicks()))
              .collect(Collectors.joining(" "));
      assertThat(beginnings.put(beginning, tune.name()))
          .as("begins as %s does", tune.name())
          .isNull();
    }
  }

  private static String step(Note before, Note note, long barTicks) {
    long ticks = 1000 * (note.startTick() - before.startTick()) / barTicks;
    return (note.pitch() - before.pitch()) + ":" + ticks;
  }

  @Test
  @DisplayName("have a bar line at their end")
  void barLineAtTheEnd() {
    assertThat(tunes).allMatch(tune -> tune.played().get(tune.played().size() - 1) instanceof Bar);
  }
}
