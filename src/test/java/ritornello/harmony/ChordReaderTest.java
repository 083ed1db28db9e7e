package ritornello.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.harmony.HarmonizedTune.Named;
import ritornello.harmony.HarmonizedTune.Silence;
import ritornello.harmony.HarmonizedTune.Sounding;
import ritornello.harmony.HarmonizedTune.Unknown;
import ritornello.score.Melody;
import ritornello.score.Note;
import ritornello.score.NoteText;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** What sounds under a melody is read as chords. */
class ChordReaderTest {
  private static final int PPQ = 480;

  private static List<String> read(Score score) {
    return ChordReader.read("it", score).orElseThrow().sounding().stream()
        .map(ChordReaderTest::name)
        .toList();
  }

  private static String name(Sounding sounding) {
    if (sounding instanceof Named named) {
      return named.chord().symbol();
    }
    return sounding instanceof Silence ? "-" : "?";
  }

  /** A melody and other notes, each as {@code tick length pitch}. */
  private static Score score(String melody, String metre, int... others) {
    Melody notes = NoteText.parse(melody, TimeSignature.parse(metre), 4);
    return with(notes.toScore("Melody", 120, 0, 90), "Chords", 1, others);
  }

  private static Score with(Score score, String name, int channel, int... others) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < others.length; i += 3) {
      notes.add(new Note(others[i], others[i + 1], others[i + 2], 70));
    }
    List<Track> tracks = new ArrayList<>(score.tracks());
    tracks.add(new Track(name, channel, notes, List.of()));
    return new Score(
        score.ppq(),
        score.tempos(),
        score.timeSignatures(),
        score.keySignatures(),
        score.texts(),
        tracks);
  }

  @Test
  void eachBeatHasTheChordThatSoundsMostOfIt() {
    Score score =
        score(
            "c5 d5 e5 f5",
            "4/4",
            0,
            960,
            48,
            0,
            960,
            64,
            0,
            960,
            67, // C major for two beats
            960,
            480,
            53,
            960,
            480,
            57,
            960,
            480,
            60,
            960,
            480,
            62); // F6 for one, then nothing
    assertThat(read(score)).containsExactly("C", "C", "F6", "-");
  }

  @Test
  void ofNotesThatNoChordHasNothingIsLearned() {
    Score score =
        score(
            "c5 d5", "2/4", 0, 480, 60, 0, 480, 61, 0, 480, 62, 480, 480, 57, 480, 480, 60, 480,
            480, 64);
    HarmonizedTune tune = ChordReader.read("it", score).orElseThrow();
    assertThat(read(score)).containsExactly("?", "Am");
    assertThat(tune.unknown()).isEqualTo(1);
    assertThat(tune.named()).isEqualTo(1);
    assertThat(tune.sounding().get(0)).isInstanceOf(Unknown.class);
    assertThat(Targets.of(tune, new Labels(List.of("m")))[0]).isEqualTo(Progressions.UNKNOWN);
  }

  @Test
  void drumsAndTheMelodyAreNoChord() {
    Score score = score("c5 e5", "2/4", 0, 960, 57, 0, 960, 60, 0, 960, 64);
    Score drummed = with(score, "Drums", Track.DRUM_CHANNEL, 0, 480, 41, 480, 480, 42);
    assertThat(read(drummed)).containsExactly("Am", "Am");
  }

  /** The melody loses the silent bars, and its chords go along. */
  @Test
  void chordsStayWithTheirNotesWhereSilenceIsShortened() {
    int later = 10 * 4 * PPQ;
    Score bare =
        NoteText.parse("c5 d5 e5 f5", TimeSignature.parse("4/4"), 4).toScore("M", 120, 0, 90);
    List<Note> notes = new ArrayList<>(bare.tracks().get(0).notes());
    notes.add(new Note(later, 4 * PPQ, 79, 90));
    Track melody = new Track("Melody", 0, notes, List.of());
    Score score =
        with(
            new Score(
                PPQ, bare.tempos(), bare.timeSignatures(), List.of(), List.of(), List.of(melody)),
            "Chords",
            1,
            0,
            1920,
            48,
            0,
            1920,
            52,
            0,
            1920,
            55,
            later,
            1920,
            55,
            later,
            1920,
            59,
            later,
            1920,
            62,
            later,
            1920,
            65);
    List<String> names = read(score);
    assertThat(names).startsWith("C", "C", "C", "C").endsWith("G7", "G7", "G7", "G7");
    assertThat(names.subList(4, names.size() - 4)).containsOnly("-").hasSizeLessThan(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4/4", "6/8"})
  void aTuneWithoutChordsIsNoneToLearnFrom(String metre) {
    Score score =
        NoteText.parse("c5 d5 e5 f5 g5 a5", TimeSignature.parse(metre), 4).toScore("", 90, 0, 90);
    assertThat(ChordReader.read("it", score)).isEmpty();
    assertThat(
            ChordReader.read(
                "it", new Score(PPQ, List.of(), List.of(), List.of(), List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void whatWasWrittenIsRead() {
    for (HarmonizedTune tune : ComposedTunes.tunes(12, 1)) {
      HarmonizedTune again = ChordReader.read(tune.name(), ComposedTunes.score(tune)).orElseThrow();
      assertThat(again.melody().notes()).isEqualTo(tune.melody().notes());
      assertThat(again.key().fifths()).isEqualTo(tune.key().fifths());
      assertThat(again.sounding()).isEqualTo(tune.sounding());
    }
  }
}
