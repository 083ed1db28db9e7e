package ritornello.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;

/** Heard notes find their bars, tempo and key. */
class NotationTest {
  private static final String MARCH =
      "| G4 G4:1/2 A4:1/2 B4 G4 | A4 A4:1/2 B4:1/2 A4:2 | B4 B4:1/2 C5:1/2 D5 B4 | A4 F#4 G4:2 |";
  private static final String WALTZ =
      "| D4:2 F#4 | A4:2 A4 | B4 A4 F#4 | D4:3 | E4:2 G4 | B4:2 B4 | A4 G4 E4 | D4:3 |";
  private static final String JIG =
      "| G4 A4:1/2 B4 A4:1/2 | G4 B4:1/2 D5:3/2 | C5 A4:1/2 F#4 A4:1/2 | G4 A4:1/2 B4:3/2 |"
          + "| G4 A4:1/2 B4 A4:1/2 | G4 B4:1/2 D5:3/2 | C5 A4:1/2 F#4 A4:1/2 | G4:3 |";

  /**
   * Sings it.
   *
   * @param jitter how far beginnings are off, in seconds, at one standard deviation
   * @param drift by which share the tempo swings to either side, once in the piece
   */
  private static List<HeardNote> sung(Melody melody, double qpm, double jitter, double drift) {
    SplittableRandom random = new SplittableRandom(1);
    List<HeardNote> notes = new ArrayList<>();
    double at = 1.3;
    int step = 0;
    for (MelodyNote note : melody.notes()) {
      double turn = 2 * Math.PI * step / melody.lengthSteps();
      double stepSeconds = 15 / qpm * (1 + drift * Math.sin(turn));
      at += (note.startStep() - step) * stepSeconds;
      step = note.startStep();
      double onset = at + jitter * random.nextGaussian();
      double seconds = 0.85 * note.lengthSteps() * stepSeconds;
      notes.add(new HeardNote(onset, seconds, note.pitch(), note.pitch(), 70 + step % 16));
    }
    return notes;
  }

  private static Melody melody(String text, String metre) {
    return NoteText.parse(text, TimeSignature.parse(metre), 4);
  }

  @ParameterizedTest
  @CsvSource({
    "march, 120, 0, 0",
    "march, 100, 0.02, 0",
    "march, 90, 0.015, 0.04",
    "waltz, 120, 0, 0",
    "waltz, 110, 0.02, 0.03",
    "jig, 150, 0, 0",
    "jig, 150, 0.01, 0.02"
  })
  void aTuneIsWrittenAsItWasMeant(String name, double qpm, double jitter, double drift) {
    Melody meant =
        switch (name) {
          case "march" -> melody(MARCH, "4/4");
          case "waltz" -> melody(WALTZ, "3/4");
          default -> melody(JIG, "6/8");
        };
    Notation notation = Notation.of(sung(meant, qpm, jitter, drift), Notation.Wish.NONE);
    assertThat(notation.qpm()).isCloseTo(qpm, within(0.05 * qpm));
    assertThat(notation.melody().firstTimeSignature()).isEqualTo(meant.firstTimeSignature());
    assertThat(notation.melody().notes()).isEqualTo(meant.notes());
    assertThat(notation.key().fifths()).isEqualTo(name.equals("waltz") ? 2 : 1);
    assertThat(notation.score().tracks().get(0).notes())
        .extracting(note -> note.velocity())
        .containsExactlyElementsOf(
            sung(meant, qpm, jitter, drift).stream().map(HeardNote::velocity).toList());
  }

  @Test
  void aGivenTempoIsKeptHoweverOddItIs() {
    Melody meant = melody(MARCH, "4/4");
    Notation.Wish wish =
        new Notation.Wish(Optional.of(60.0), Optional.empty(), Optional.empty(), true, 0);
    Notation notation = Notation.of(sung(meant, 120, 0, 0), wish);
    assertThat(notation.qpm()).isEqualTo(60);
    assertThat(notation.melody().notes().get(0).lengthSteps()).isEqualTo(2);
  }

  @Test
  void fewNotesAreWrittenDownToo() {
    for (int count = 1; count <= 3; count++) {
      List<HeardNote> notes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        notes.add(new HeardNote(0.5 * i, 0.4, 60 + i, 60 + i, 80));
      }
      Notation notation = Notation.of(notes, Notation.Wish.NONE);
      assertThat(notation.melody().notes()).hasSize(count);
      assertThat(notation.score().noteCount()).isEqualTo(count);
    }
  }

  @Test
  void twoHoursOfNotesAreWrittenDown() {
    SplittableRandom random = new SplittableRandom(2);
    List<HeardNote> notes = new ArrayList<>();
    double at = 0;
    for (int i = 0; i < 20_000; i++) {
      at += 0.25 * (1 + random.nextInt(3)) + (random.nextInt(100) == 0 ? 60 : 0);
      notes.add(new HeardNote(at, 0.2, 60 + i % 12, 60 + i % 12, 80));
    }
    Notation notation = Notation.of(notes, Notation.Wish.NONE);
    assertThat(notation.melody().notes()).hasSizeGreaterThan(19_000);
  }
}
