package ritornello.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ritornello.score.Chord;
import ritornello.score.Harmony;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.score.Metre;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;

class AbcTextTest {

  private static String abc(String notes, String metre, String key) {
    return abc(NoteText.parse(notes, TimeSignature.parse(metre), 4), key);
  }

  private static String abc(Melody melody, String key) {
    String text = AbcText.format(melody.withKey(Optional.of(KeySignature.parse(key))), "Tune", 120);
    return text.substring(text.indexOf("K:"));
  }

  @Test
  void aTuneHasAllThatAnAbcProgramAsksFor() {
    Melody melody = NoteText.parse("D4:3", TimeSignature.parse("6/8"), 4);
    assertThat(AbcText.format(melody, "A\nTune", 90))
        .isEqualTo("X:1\nT:A Tune\nM:6/8\nL:1/8\nQ:3/8=60\nK:C\nD6 |]\n");
  }

  @Test
  void aTuneIsFourBarsALineWithABeatInEachWord() {
    assertThat(abc("C4 C4 G4 G4 A4 A4 G4:2 F4:.5 G4:.5 E4 D4:1.5 C4:.5 c5:4 b4:4", "4/4", "C"))
        .isEqualTo(
            """
            K:C
            C2 C2 G2 G2 | A2 A2 G4 | FG E2 D3C | c8 |
            B8 |]
            """);
  }

  @Test
  void theKeySaysWhichNotesNeedAnAccidental() {
    assertThat(abc("F#4 F4 F4 F#4 F#4 C#5 Bb4 B4", "4/4", "D"))
        .isEqualTo("K:D\nF2 =F2 F2 ^F2 | F2 c2 ^A2 B2 |]\n");
    assertThat(abc("Bb4 B4 Eb4 E4", "4/4", "Gm")).isEqualTo("K:Gm\nB2 =B2 E2 =E2 |]\n");
  }

  @Test
  void octavesLengthsAndTies() {
    assertThat(abc("C2:.25 C3:.25 C6:.5 C7 r:1.5 G4:1.5", "4/4", "C"))
        .isEqualTo("K:C\nC,,/2C,/2c' c''2 z2 zG- | G2 z2 z4 |]\n");
    assertThat(abc("r:3 C#5:2 C5 D5:2", "4/4", "C"))
        .as("a tie takes its accidental over the bar line")
        .isEqualTo("K:C\n^c2- | ^c2 =c2 d4 |]\n");
  }

  @Test
  void aJigHasThreeEighthsToABeat() {
    assertThat(abc("D4:.5 E4:.5 F#4:.5 G4:.5 A4:.5 B4:.5 A4:3", "6/8", "D"))
        .contains("DEF GAB | A6 |]");
  }

  @Test
  void aPickupIsAShortBarBeforeTheLines() {
    assertThat(abc("r:3 G4 " + "C4:4 ".repeat(5), "4/4", "C"))
        .isEqualTo("K:C\nG2 | C8 | C8 | C8 | C8 |\nC8 |]\n");
  }

  @Test
  void tripletsAreWrittenAsTriplets() {
    Melody melody =
        new Melody(
            12,
            List.of(
                new MelodyNote(0, 4, 60),
                new MelodyNote(4, 4, 62),
                new MelodyNote(8, 4, 64),
                new MelodyNote(12, 8, 65),
                new MelodyNote(20, 4, 67),
                new MelodyNote(24, 8, 60),
                new MelodyNote(32, 8, 62),
                new MelodyNote(40, 8, 64)),
            List.of(new Metre(0, TimeSignature.COMMON)),
            Optional.empty(),
            48);
    assertThat(abc(melody, "C")).isEqualTo("K:C\n(3CDE (3:2:2F2G (3C2D2E2 |]\n");
  }

  @Test
  void metreChangesStandWhereTheyHappen() {
    Melody melody =
        new Melody(
            12,
            List.of(new MelodyNote(0, 48, 60), new MelodyNote(48, 12, 62)),
            List.of(new Metre(0, TimeSignature.COMMON), new Metre(48, new TimeSignature(3, 4))),
            Optional.empty(),
            84);
    assertThat(abc(melody, "C")).isEqualTo("K:C\nC8 | [M:3/4] D2 z2 z2 |]\n");
  }

  @Test
  void everyPitchInEveryKeyIsWritten() {
    for (int fifths = -7; fifths <= 7; fifths++) {
      for (int pitch = 0; pitch < 128; pitch++) {
        Melody melody =
            new Melody(
                4,
                List.of(new MelodyNote(0, 16, pitch)),
                List.of(new Metre(0, TimeSignature.COMMON)),
                Optional.of(new KeySignature(fifths, false)),
                16);
        String bar = AbcText.format(melody, "", 120).split("\n")[6];
        assertThat(AbcPitch.read(bar.substring(0, bar.indexOf('8')), fifths)).isEqualTo(pitch);
      }
    }
  }

  @Test
  void chordsStandInQuotesAndTieWhatSoundsOn() {
    Melody melody =
        NoteText.parse("C5:4 r:2 G4 G4", TimeSignature.COMMON, 4)
            .withKey(Optional.of(KeySignature.parse("C")));
    Harmony harmony =
        new Harmony(
            4,
            List.of(
                new Harmony.Span(0, 8, Chord.parse("C")),
                new Harmony.Span(8, 8, Chord.parse("F#m7b5")),
                new Harmony.Span(20, 8, Chord.parse("G7")),
                new Harmony.Span(28, 4, Chord.parse("C/E"))));
    assertThat(AbcText.format(melody, "Tune", 120, harmony))
        .endsWith("K:C\n\"C\"c4- \"F#m7b5\"c4 | \"G7\"z4 G2 \"C/E\"G2 |]\n");
  }
}
