package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On 480 ticks and 4 steps a quarter note: 120 ticks a step. */
class QuantiserTest {
  private static final int STEP = 120;

  private final List<TimeSignatureChange> metres = new ArrayList<>();

  private Quantiser.Result quantise(int stepsPerQuarter, Note... notes) {
    Score score = new Score(480, List.of(), metres, List.of(), List.of(), List.of());
    return Quantiser.quantise(score, List.of(notes), stepsPerQuarter, Optional.empty());
  }

  private Melody melody(Note... notes) {
    return quantise(4, notes).melody();
  }

  private static Note note(long tick, long length, int pitch) {
    return new Note(tick, length, pitch, 80);
  }

  private void metre(int step, String metre) {
    metres.add(new TimeSignatureChange((long) step * STEP, TimeSignature.parse(metre)));
  }

  private static List<String> metres(Melody melody) {
    return melody.metres().stream().map(m -> m.step() + ":" + m.timeSignature()).toList();
  }

  @Test
  void startsAndEndsGoToTheNearestStep() {
    assertThat(melody(note(59, 125, 60), note(300, 115, 62), note(431, 600, 64)).notes())
        .containsExactly(
            new MelodyNote(0, 2, 60), new MelodyNote(3, 1, 62), new MelodyNote(4, 5, 64));
  }

  @Test
  void theShortestNoteIsAStep() {
    assertThat(melody(note(0, 5, 60), note(480, 1, 62)).notes())
        .containsExactly(new MelodyNote(0, 1, 60), new MelodyNote(4, 1, 62));
  }

  @Test
  void swingAndTripletsKeepAllNotes() {
    Note[] swung = {note(0, 320, 60), note(320, 160, 62), note(480, 320, 64), note(800, 160, 65)};
    assertThat(melody(swung).notes()).extracting(MelodyNote::startStep).containsExactly(0, 3, 4, 7);
    assertThat(quantise(12, swung).melody().notes())
        .extracting(MelodyNote::startStep)
        .containsExactly(0, 8, 12, 20);
    assertThat(quantise(12, swung).quantising().moved()).isZero();
    assertThat(quantise(4, swung).quantising().moved()).isEqualTo(2);
  }

  @Test
  void onOneStepTheLongestNoteIsKept() {
    Quantiser.Result result = quantise(4, note(0, 30, 67), note(30, 450, 60), note(480, 480, 62));
    assertThat(result.melody().notes())
        .containsExactly(new MelodyNote(0, 4, 60), new MelodyNote(4, 4, 62));
    assertThat(result.quantising().dropped()).isEqualTo(1);
  }

  @Test
  void ofEquallyLongNotesOnOneStepTheOneOnTheGridIsKept() {
    assertThat(melody(note(0, 60, 60), note(60, 60, 70), note(120, 60, 62)).notes())
        .extracting(MelodyNote::pitch)
        .containsExactly(60, 62);
  }

  @Test
  void emptyBarsBeforeTheMelodyGoAndThePickupsRestStays() {
    Melody melody = melody(note(44 * STEP, 4 * STEP, 60), note(48 * STEP, 16 * STEP, 62));
    assertThat(melody.notes())
        .containsExactly(new MelodyNote(12, 4, 60), new MelodyNote(16, 16, 62));
    assertThat(melody.lengthSteps()).isEqualTo(32);
  }

  @Test
  void theMelodyEndsAtTheBarLine() {
    metre(0, "3/4");
    assertThat(melody(note(0, STEP, 60)).lengthSteps()).isEqualTo(12);
    assertThat(melody(note(0, 12 * STEP, 60)).lengthSteps()).isEqualTo(12);
    assertThat(melody(note(0, 13 * STEP, 60)).lengthSteps()).isEqualTo(24);
  }

  @Test
  void ofALongSilenceTwoBarsStay() {
    Melody kept = melody(note(0, STEP, 60), note(48 * STEP, STEP, 62));
    assertThat(kept.notes().get(1).startStep()).isEqualTo(48);
    Quantiser.Result result = quantise(4, note(0, STEP, 60), note(1603 * STEP, STEP, 62));
    assertThat(result.melody().notes().get(1).startStep()).isEqualTo(48 + 3);
    assertThat(result.quantising().shortenedSilences()).isEqualTo(1);
  }

  @Test
  void aHangingNoteIsCutAfterEightBars() {
    Melody melody = melody(note(0, 1_999_999_999, 60));
    assertThat(melody.notes()).containsExactly(new MelodyNote(0, 128, 60));
    assertThat(melody.lengthSteps()).isEqualTo(128);
  }

  @Test
  void metresChangeWhereTheFileSays() {
    metre(0, "4/4");
    metre(32, "6/8");
    metre(44, "4/4");
    Melody melody = melody(note(0, 60 * STEP, 60));
    assertThat(metres(melody)).containsExactly("0:4/4", "32:6/8", "44:4/4");
    assertThat(melody.lengthSteps()).isEqualTo(60);
  }

  @Test
  void aMetreInsideABarMakesItShorter() {
    metre(0, "4/4");
    metre(24, "3/4");
    Melody melody = melody(note(0, 30 * STEP, 60));
    assertThat(metres(melody)).containsExactly("0:4/4", "16:2/4", "24:3/4");
    assertThat(melody.lengthSteps()).isEqualTo(36);
  }

  @Test
  void aShortBarAtTheStartIsAPickup() {
    metre(0, "1/4");
    metre(4, "3/4");
    Melody melody = melody(note(0, 4 * STEP, 60), note(4 * STEP, 12 * STEP, 62));
    assertThat(metres(melody)).containsExactly("0:3/4");
    assertThat(melody.notes())
        .containsExactly(new MelodyNote(8, 4, 60), new MelodyNote(12, 12, 62));
    assertThat(melody.lengthSteps()).isEqualTo(24);
  }

  @Test
  void aPickupWrittenAsRestsStays() {
    metre(0, "6/8");
    Melody melody = melody(note(10 * STEP, 2 * STEP, 60), note(12 * STEP, 12 * STEP, 62));
    assertThat(melody.notes().get(0).startStep()).isEqualTo(10);
    assertThat(melody.bars()).hasSize(2);
  }

  @Test
  void metresOffTheGridAreRoundedToSixteenths() {
    metre(0, "13/32");
    assertThat(metres(melody(note(0, STEP, 60)))).containsExactly("0:7/16");
    assertThat(metres(quantise(12, note(0, STEP, 60)).melody())).containsExactly("0:7/16");
  }

  @Test
  void withoutAMetreItIsCommonTime() {
    assertThat(metres(melody(note(0, STEP, 60)))).containsExactly("0:4/4");
    metre(16, "3/4");
    assertThat(metres(melody(note(0, 17 * STEP, 60)))).containsExactly("0:4/4", "16:3/4");
  }

  @Test
  void whatIsTooLongLosesItsEnd() {
    metre(0, "255/1");
    Note[] notes = new Note[500];
    for (int i = 0; i < notes.length; i++) {
      notes[i] = note(i * 255L * 4 * 480, STEP, 60);
    }
    Quantiser.Result result = quantise(4, notes);
    assertThat(result.quantising().cut()).isTrue();
    assertThat(result.melody().lengthSteps()).isBetween(1 << 20, (1 << 20) + 4080);
    assertThat(result.melody().notes()).hasSizeBetween(257, 258);
  }
}
