package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MelodyFinderTest {
  private static final int PPQ = 480;

  private final MelodyFinder finder = new MelodyFinder(4);

  private static Score score(Track... tracks) {
    return new Score(PPQ, List.of(), List.of(), List.of(), List.of(), List.of(tracks));
  }

  /** Quarter notes one after the other. */
  private static Track line(String name, int channel, int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Note((long) i * PPQ, PPQ, pitches[i], 80));
    }
    return new Track(name, channel, notes, List.of());
  }

  /** Triads of quarter notes. */
  private static Track chords(String name, int channel, int count) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 3 * count; i++) {
      notes.add(new Note((long) (i / 3) * PPQ, PPQ, 60 + 4 * (i % 3), 80));
    }
    return new Track(name, channel, notes, List.of());
  }

  private MelodyFinding.Found found(Score score) {
    return (MelodyFinding.Found) finder.find(score);
  }

  private static List<Integer> pitches(MelodyFinding.Found found) {
    return found.melody().notes().stream().map(MelodyNote::pitch).toList();
  }

  @Test
  void itsVoiceStandsWhereItStoodInTheScore() {
    Note first = new Note(7 * PPQ + 3, PPQ, 72, 80);
    Note ornament = new Note(9 * PPQ, 20, 74, 80);
    Note second = new Note(9 * PPQ + 25, PPQ, 76, 80);
    Score score =
        score(
            chords("bass", 1, 4),
            new Track("tune", 0, List.of(first, ornament, second), List.of()));
    assertThat(finder.voice(score)).containsExactly(first, second);
    assertThat(new MelodyFinder(96).voice(score)).containsExactly(first, ornament, second);
    assertThat(finder.voice(score(line("", 9, 35, 38)))).isEmpty();
    assertThat(finder.voice(score())).isEmpty();
  }

  @Test
  void whatHasNoMelodySaysWhy() {
    assertThat(finder.find(score())).isEqualTo(new MelodyFinding.None("no notes"));
    assertThat(finder.find(score(line("", 0)))).isEqualTo(new MelodyFinding.None("no notes"));
    assertThat(finder.find(score(line("", 9, 35, 38))))
        .isEqualTo(new MelodyFinding.None("only drums"));
    assertThat(finder.find(score(line("Drum Kit", 2, 35, 38))))
        .isEqualTo(new MelodyFinding.None("only drums"));
  }

  @Test
  void oneNoteIsAMelody() {
    MelodyFinding.Found found = found(score(line("", 0, 60)));
    assertThat(found.melody().notes()).containsExactly(new MelodyNote(0, 4, 60));
    assertThat(found.melody().lengthSteps()).isEqualTo(16);
    assertThat(found.source())
        .isEqualTo(
            "track 1 (channel 1): no other has notes, drums apart; one voice, 1 note, C4 to C4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Melody",
        "MELODIE",
        "lead_vox",
        "Lead 1",
        "Vocals",
        "Voice",
        "the tune",
        "Solo 2"
      })
  void aPartNamedAsTheMelodyIsIt(String name) {
    Score score = score(line("piano", 0, 72, 74, 76, 77, 79), line(name, 3, 60, 62, 64, 65, 67));
    assertThat(found(score).part()).isEqualTo(1);
    assertThat(found(score).source())
        .startsWith("track 2 \"" + name + "\" (channel 4): by its name, of 2 candidates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bass", "Chords", "Left hand", "Pad 3 (polysynth)", "Strings", "Piano LH"})
  void aPartNamedAsBackgroundIsNot(String name) {
    Score score = score(line(name, 0, 60, 62, 64, 65, 67), line("x", 1, 60, 62, 64, 65, 67));
    assertThat(found(score).part()).isEqualTo(1);
  }

  @Test
  void aLineIsPreferredToChordsAndAHighOneToALowOne() {
    Score score =
        score(
            chords("", 0, 8),
            line("", 1, 36, 43, 36, 43, 36, 43, 36, 43),
            line("", 2, 67, 69, 71, 72, 74, 72, 71, 69),
            line("", 9, 42, 42, 42, 42, 42, 42, 42, 42, 42));
    assertThat(found(score).part()).isEqualTo(2);
    assertThat(found(score).source())
        .isEqualTo(
            "track 3 (channel 3): the most tuneful of 3 candidates; one voice, 8 notes, G4 to D5");
  }

  @Test
  void aFewHighNotesAreNoMelody() {
    int[] tune = {60, 62, 64, 65, 67, 65, 64, 62, 60, 62, 64, 65, 67, 65, 64, 62};
    assertThat(found(score(line("", 0, 96, 98), line("", 1, tune))).part()).isEqualTo(1);
  }

  @Test
  void ofChordsTheUpperVoiceIsTheMelody() {
    MelodyFinding.Found found = found(score(chords("", 0, 4)));
    assertThat(pitches(found)).containsExactly(68, 68, 68, 68);
    assertThat(found.source()).contains("its upper voice, 4 of 12 notes, G#4 to G#4");
  }

  @Test
  void aNameFromAFileStaysOneLine() {
    assertThat(found(score(line("a\nb\u001b[31m", 0, 60))).source()).doesNotContain("\n", "\u001b");
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "-3, -3"})
  void theKeyIsThatOfTheFile(int written, int expected) {
    assertThat(keyOf(written, 60, 62, 64, 65, 67, 69, 71)).isEqualTo(expected);
  }

  @Test
  void cMajorCountsOnlyIfTheNotesDoNotContradict() {
    assertThat(keyOf(0, 60, 62, 64, 65, 67, 69, 71)).isZero();
    assertThat(keyOf(0, 62, 64, 66, 67, 69, 71, 73, 74)).isEqualTo(2);
    assertThat(keyOf(0, 60, 61, 62, 63, 64, 65, 66, 67)).isZero();
  }

  private int keyOf(int written, int... pitches) {
    Score score =
        new Score(
            PPQ,
            List.of(),
            List.of(),
            List.of(new KeySignatureChange(0, new KeySignature(written, false))),
            List.of(),
            List.of(line("", 0, pitches)));
    return found(score).melody().key().orElseThrow().fifths();
  }

  @Test
  void withoutAKeySignatureAClearKeyIsFoundAndAnUnclearOneIsNot() {
    assertThat(found(score(line("", 0, 62, 64, 66, 67, 69, 71, 73, 74))).melody().key())
        .contains(new KeySignature(2, false));
    assertThat(found(score(line("", 0, 60, 61, 62, 63, 64, 65, 66, 67))).melody().key()).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  /** Whatever a file may hold: a melody on the grid, or none where there are no notes. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyScoreHasAMelodyOrAReason(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Score score = randomScore(random);
    boolean pitched = score.tracks().stream().anyMatch(t -> !t.isDrums() && !t.notes().isEmpty());
    for (int steps : new int[] {4, 12}) {
      MelodyFinding finding = new MelodyFinder(steps).find(score);
      assertThat(finding instanceof MelodyFinding.Found).isEqualTo(pitched);
      if (finding instanceof MelodyFinding.Found found) {
        Melody melody = found.melody();
        int kept = found.quantising().notes() - found.quantising().dropped();
        assertThat(melody.notes().size()).isBetween(1, kept);
        assertThat(melody.notes().get(0).startStep()).isLessThan(melody.bars().get(0).endStep());
        if (!found.quantising().cut()) {
          assertThat(melody.notes()).hasSize(kept);
          Bar last = melody.bars().get(melody.bars().size() - 1);
          assertThat(melody.lengthSteps()).isEqualTo(last.endStep());
        }
      }
    }
  }

  private static Score randomScore(SplittableRandom random) {
    int ppq = random.nextBoolean() ? random.nextInt(1, 32768) : PPQ;
    long far = random.nextInt(4) == 0 ? 2_000_000_000L : 40L * ppq;
    List<TimeSignatureChange> metres = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      int numerator = random.nextInt(4) == 0 ? random.nextInt(1, 256) : random.nextInt(1, 13);
      TimeSignature metre = new TimeSignature(numerator, 1 << random.nextInt(8));
      metres.add(new TimeSignatureChange(random.nextBoolean() ? 0 : random.nextLong(far), metre));
    }
    Track[] tracks = new Track[random.nextInt(4)];
    Arrays.setAll(
        tracks,
        i -> {
          List<Note> notes = new ArrayList<>();
          for (int n = random.nextInt(40); n > 0; n--) {
            long length =
                random.nextInt(8) == 0 ? random.nextLong(1, far) : 1 + random.nextInt(ppq);
            notes.add(new Note(random.nextLong(far), length, random.nextInt(128), 64));
          }
          return new Track("", random.nextInt(8, 11), notes, List.of());
        });
    return new Score(ppq, List.of(), metres, List.of(), List.of(), List.of(tracks));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 6, 100})
  void gridsThatSplitNoSixteenthAreRefused(int stepsPerQuarter) {
    assertThatThrownBy(() -> new MelodyFinder(stepsPerQuarter))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
