package ritornello.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** Each measure of pieces that are so simple that it can be worked out by hand. */
class MeasuresTest {
  private static final String SCALE = "C4 D4 E4 F4 G4 A4 B4 C5";
  private static final String CHROMATIC = "C4 C#4 D4 D#4 E4 F4 F#4 G4 G#4 A4 A#4 B4";
  private static final String REST_BARS = "r:4 ";
  private static final String BEGINS = "C4 D4 E4 F4 ";
  private static final String GOES_ON = "G4:2 A4:2 ";

  private static Measures measures(String notes) {
    return Measures.of(PianoRollTest.score(notes, "4/4")).orElseThrow();
  }

  /** In 4/4, at 120 quarter notes a minute. */
  @ParameterizedTest
  @CsvSource({
    "PITCH_COUNT, " + SCALE + ", 8",
    "PITCH_CLASS_COUNT, " + SCALE + ", 7",
    "PITCH_RANGE, " + SCALE + ", 12",
    "PITCH_RANGE, C4, 0",
    // Twice 1/4 for C, and six times 1/8: 1/4 * 2 bits + 6/8 * 3 bits.
    "PITCH_CLASS_ENTROPY, " + SCALE + ", 2.75",
    "PITCH_CLASS_ENTROPY, C4 C5 C6 C3, 0",
    "PITCH_CLASS_ENTROPY, C4:2 D4, 1",
    "PITCH_CLASS_ENTROPY, " + CHROMATIC + ", 3.5849625",
    "PITCH_CLASS_ENTROPY_1_BAR, " + SCALE + ", 2",
    // 2 bits in the first bar, none in the last, none that count between.
    "PITCH_CLASS_ENTROPY_1_BAR, C4 D4 E4 F4 r:4 C4:4, 1",
    "PITCH_CLASS_ENTROPY_4_BARS, C4:4 D4:4 E4:4 F4:4 G4:4, 2",
    "PITCH_CLASS_ENTROPY_4_BARS, C4:4 D4:4, 1",
    // Windows from bar 1 and 3 have one note each, that from bar 2 none.
    "PITCH_CLASS_ENTROPY_4_BARS, C4:4 r:16 D4:4, 0",
    "SCALE_CONSISTENCY, " + SCALE + ", 1",
    "SCALE_CONSISTENCY, " + CHROMATIC + ", 0.5833333",
    // A minor has the notes of C major, harmonic minor's G sharp not.
    "SCALE_CONSISTENCY, A4 B4 C5 D5 E5 F5 G#5 A5, 0.875",
    "MEAN_INTERVAL, " + SCALE + ", 1.7142857",
    "MEAN_INTERVAL, C4 C5 C4, 12",
    "MEAN_ONSET_INTERVAL, C4 D4:2 E4, 1.5",
    "MEAN_ONSET_INTERVAL, C4 r D4, 2",
    "NOTES_PER_BAR, " + SCALE + ", 4",
    "NOTES_PER_BAR, C4:8 D4, 0.6666667",
    "NOTES_PER_SECOND, " + SCALE + ", 2",
    "EMPTY_BAR_RATE, " + SCALE + ", 0",
    "EMPTY_BAR_RATE, C4:4 r:4 r:4 D4:4, 0.5",
    "EMPTY_BAR_RATE, C4:8 r:4 D4:4, 0.25",
    "EMPTY_BAR_RATE, r:4 C4:4, 0.5",
    "GROOVE_CONSISTENCY, " + SCALE + ", 1",
    // Of 64 positions two differ.
    "GROOVE_CONSISTENCY, C4 D4 E4 F4 G4:2 A4:2, 0.96875",
    "GROOVE_CONSISTENCY, C4 D4 E4 F4 r:4 C4 D4 E4 F4, 0.9375",
    "GROOVE_SIMILARITY, " + BEGINS + GOES_ON + BEGINS + ", 0.9791667",
    // A A B A: three pairs of six are alike.
    "BAR_SIMILARITY, " + BEGINS + BEGINS + GOES_ON + BEGINS + ", 0.5",
    // Three notes of five are in both.
    "BAR_SIMILARITY, C4 D4 E4 F4 C4 D4 E4 G4, 0.6",
    // The same pitches at other places are others.
    "BAR_SIMILARITY, C4 D4 D4 C4 D4 C4 C4 D4, 0",
    "BAR_SIMILARITY, " + BEGINS + REST_BARS + BEGINS + ", 1",
    "REPEATED_BARS, " + BEGINS + BEGINS + GOES_ON + BEGINS + ", 0.5",
    "REPEATED_BARS, " + SCALE + ", 0"
  })
  void isWhatItIsByHand(Measure measure, String notes, double expected) {
    assertThat(measures(notes).values(measure)).hasSize(1);
    assertThat(measures(notes).values(measure)[0]).isCloseTo(expected, within(1e-6));
  }

  @Test
  void selfSimilarityIsToldByLag() {
    assertThat(measures((BEGINS + GOES_ON).repeat(8)).values(Measure.BAR_SIMILARITY_BY_LAG))
        .containsExactly(0, 1, 1, 1);
    assertThat(
            measures((BEGINS + BEGINS + GOES_ON + BEGINS).repeat(4))
                .values(Measure.BAR_SIMILARITY_BY_LAG))
        // Of 15 neighbours, 4 + 3 are both A; of 14 at distance 2, those that begin with A, not B.
        .satisfies(lags -> assertThat(lags[0]).isCloseTo(7 / 15.0, within(1e-9)))
        .satisfies(lags -> assertThat(lags[1]).isCloseTo(7 / 14.0, within(1e-9)))
        .satisfies(lags -> assertThat(Arrays.copyOfRange(lags, 2, 4)).containsExactly(1, 1));
  }

  @Test
  void pitchClassesCountAsLongAsTheySound() {
    double[] histogram = measures("C4:3 D5").values(Measure.PITCH_CLASS_HISTOGRAM);
    assertThat(histogram).hasSize(12).startsWith(0.75, 0, 0.25);
    assertThat(Arrays.stream(histogram).sum()).isEqualTo(1);
  }

  @Test
  void intervalsAreCountedUpToAnOctave() {
    double[] histogram = measures("C4 E4 E4 C6 C4").values(Measure.INTERVAL_HISTOGRAM);
    assertThat(histogram).hasSize(25);
    assertThat(histogram[12 + 4]).isEqualTo(0.25);
    assertThat(histogram[12]).isEqualTo(0.25);
    assertThat(histogram[24]).isEqualTo(0.25);
    assertThat(histogram[0]).isEqualTo(0.25);
  }

  @Test
  void interOnsetIntervalsAreOfNoteValues() {
    Score score =
        score(ticks(480, 4, 2, 1, 0.5, 0.25, 3, 1.5, 0.75, 0.375, 4 / 3.0, 2 / 3.0, 1 / 3.0));
    assertThat(Measures.of(score).orElseThrow().values(Measure.ONSET_INTERVAL_HISTOGRAM))
        .hasSize(12)
        .containsOnly(1 / 12.0);
  }

  /** Notes that last until the next begins, and one more. */
  private static List<Note> ticks(int ppq, double... quarters) {
    List<Note> notes = new ArrayList<>();
    double start = 0;
    for (double length : quarters) {
      notes.add(new Note(Math.round(start * ppq), Math.round(length * ppq), 60, 80));
      start += length;
    }
    notes.add(new Note(Math.round(start * ppq), ppq, 60, 80));
    return notes;
  }

  private static Score score(List<Note> notes, Track... more) {
    List<Track> tracks = new ArrayList<>(List.of(new Track("", 0, notes, List.of())));
    tracks.addAll(List.of(more));
    return new Score(480, List.of(), List.of(), List.of(), List.of(), tracks);
  }

  @Test
  void drumsAreNotMeasuredAndChordsAreHeardFromAbove() {
    List<Note> melody = List.of(new Note(0, 480, 72, 80), new Note(480, 480, 74, 80));
    List<Note> chord = List.of(new Note(0, 960, 48, 80), new Note(0, 960, 52, 80));
    Track chords = new Track("", 1, chord, List.of());
    Track drums = new Track("", 9, List.of(new Note(0, 9600, 36, 80)), List.of());
    Measures measures = Measures.of(score(melody, chords, drums)).orElseThrow();
    assertThat(measures.values(Measure.MEAN_INTERVAL)).containsExactly(2);
    assertThat(measures.values(Measure.MEAN_ONSET_INTERVAL)).containsExactly(1);
    assertThat(measures.values(Measure.NOTES_PER_BAR)).containsExactly(4);
    assertThat(measures.values(Measure.PITCH_RANGE)).containsExactly(26);
  }

  @Test
  void whatThereIsTooLittleForIsMissing() {
    assertThat(Measures.of(score(List.of()))).isEmpty();
    Track drums = new Track("", 9, List.of(new Note(0, 480, 36, 80)), List.of());
    assertThat(Measures.of(score(List.of(), drums))).isEmpty();
    Measures one = measures("C4");
    assertThat(one.values(Measure.PITCH_COUNT)).containsExactly(1);
    assertThat(one.values(Measure.MEAN_INTERVAL)).isEmpty();
    assertThat(one.values(Measure.INTERVAL_HISTOGRAM)).isEmpty();
    assertThat(one.values(Measure.GROOVE_CONSISTENCY)).isEmpty();
    assertThat(one.values(Measure.BAR_SIMILARITY)).isEmpty();
    assertThat(one.values(Measure.BAR_SIMILARITY_BY_LAG)).isEmpty();
  }

  @Test
  void everyMeasureHasAsManyNumbersAsItSays() {
    Measures measures = measures((BEGINS + GOES_ON).repeat(6));
    for (Measure measure : Measure.values()) {
      assertThat(measures.values(measure)).as(measure.name()).hasSize(measure.size());
    }
  }

  @Test
  void aPieceOfAThousandYearsIsNoMatter() {
    List<Note> notes = List.of(new Note(0, 480, 60, 80), new Note(1L << 40, 480, 62, 80));
    Measures measures = Measures.of(score(notes)).orElseThrow();
    assertThat(measures.values(Measure.EMPTY_BAR_RATE)[0]).isCloseTo(1, within(1e-6));
    assertThat(measures.values(Measure.PITCH_CLASS_ENTROPY_4_BARS)).containsExactly(0);
  }
}
