package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ritornello.play.PhraseDetector.Phrase;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.TimeSignature;

class PhraseDetectorTest {
  private static final int PPQ = 480;

  private final PhraseDetector detector =
      new PhraseDetector(new PhraseDetector.Options(2, 3, TimeSignature.COMMON, PPQ, 100));

  private Optional<Phrase> on(int pitch, double quarter) {
    return detector.played(Messages.noteOn(2, pitch, 80), quarter);
  }

  private Optional<Phrase> off(int pitch, double quarter) {
    return detector.played(Messages.noteOff(2, pitch, 30), quarter);
  }

  private static List<Note> notes(Optional<Phrase> phrase) {
    return phrase.orElseThrow().score().tracks().get(0).notes();
  }

  @Test
  void aPhraseIsOverWhenNothingSoundsForAWhile() {
    on(60, 5);
    off(60, 5.5);
    on(62, 5.75);
    assertThat(detector.pass(7)).isEmpty();
    off(62, 7);
    assertThat(detector.pass(9.9)).isEmpty();
    Optional<Phrase> phrase = detector.pass(10);
    assertThat(notes(phrase))
        .containsExactly(new Note(480, 240, 60, 80, 30), new Note(840, 600, 62, 80, 30));
    assertThat(phrase.orElseThrow().startQuarter()).isEqualTo(4);
    assertThat(phrase.orElseThrow().bars()).isEqualTo(1);
    assertThat(phrase.orElseThrow().score().tracks().get(0).channel()).isEqualTo(2);
    assertThat(phrase.orElseThrow().score().tempoMap().tempoAt(0).qpm()).isEqualTo(100);
    assertThat(detector.pass(20)).isEmpty();
  }

  @Test
  void aNoteThatIsHeldIsNoSilence() {
    on(60, 0);
    assertThat(detector.pass(7)).isEmpty();
    assertThat(notes(detector.pass(8))).containsExactly(new Note(0, 8 * PPQ, 60, 80));
  }

  @Test
  void aPhraseIsOverAfterItsLastBarAndTheNextBeginsEvenIfALittleEarly() {
    for (int quarter = 0; quarter < 8; quarter++) {
      assertThat(on(60 + quarter, quarter)).isEmpty();
      off(60 + quarter, quarter + 0.8);
    }
    Optional<Phrase> phrase = on(70, 7.95);
    assertThat(notes(phrase)).hasSize(8);
    assertThat(phrase.orElseThrow().bars()).isEqualTo(2);
    off(70, 8.5);
    Phrase next = detector.end().orElseThrow();
    assertThat(next.startQuarter()).isEqualTo(8);
    assertThat(next.score().tracks().get(0).notes().get(0).startTick()).isZero();
    assertThat(detector.end()).isEmpty();
  }

  @Test
  void pedalsArePartOfItAndANoteOnWithoutVelocityEndsANote() {
    detector.played(Messages.control(2, 64, 127), 0);
    on(60, 1);
    detector.played(Messages.control(2, 64, 127), 1.5);
    detector.played(Messages.noteOn(2, 60, 0), 2);
    Optional<Phrase> phrase = detector.end();
    assertThat(notes(phrase)).containsExactly(new Note(480, 480, 60, 80));
    assertThat(phrase.orElseThrow().score().tracks().get(0).events())
        .containsExactly(new ChannelEvent.ControlChange(720, 64, 127));
  }

  @Test
  void aNoteStruckTwiceEndsWhereItIsStruckAgain() {
    on(60, 0);
    on(60, 1);
    off(60, 1.5);
    assertThat(notes(detector.end()))
        .containsExactly(new Note(0, 480, 60, 80), new Note(480, 240, 60, 80, 30));
  }

  @Test
  void withoutNotesThereIsNoPhrase() {
    off(60, 1);
    detector.played(Messages.control(0, 1, 1), 2);
    assertThat(detector.pass(100)).isEmpty();
    assertThat(detector.end()).isEmpty();
  }

  @Test
  void aPhraseHasToEndSomehow() {
    assertThatThrownBy(() -> new PhraseDetector.Options(0, 3, TimeSignature.COMMON, PPQ, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhraseDetector.Options(1, 0, TimeSignature.COMMON, PPQ, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
