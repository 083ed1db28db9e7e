package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbcTextTest {

  private static String abc(String notes, String metre, String key) {
    Melody melody = NoteText.parse(notes, TimeSignature.parse(metre), 4);
    return AbcText.format(melody.withKey(Optional.of(KeySignature.parse(key))));
  }

  @Test
  void aTuneIsFourBarsALineWithABeatInEachWord() {
    assertThat(abc("C4 C4 G4 G4 A4 A4 G4:2 F4:.5 G4:.5 E4 D4:1.5 C4:.5 c5:4 b4:4", "4/4", "C"))
        .isEqualTo(
            """
            M:4/4 L:1/8 K:C
            | C2 C2 G2 G2 | A2 A2 G4 | FG E2 D3C | c8 |
            | B8 |]
            """);
  }

  @Test
  void theKeySaysWhichNotesNeedAnAccidental() {
    assertThat(abc("F#4 F4 F4 F#4 F#4 C#5 Bb4 B4", "4/4", "D"))
        .isEqualTo("M:4/4 L:1/8 K:D\n| F2 =F2 F2 ^F2 | F2 c2 ^A2 B2 |]\n");
    assertThat(abc("Bb4 B4 Gb4 E4", "4/4", "Gm")).contains("K:Gm\n| B2 =B2 _G2 =E2 |]");
  }

  @Test
  void octavesLengthsAndTies() {
    assertThat(abc("C2:.25 C3:.25 C6:.5 C7 r:1.5 G4:1.5", "4/4", "C"))
        .isEqualTo("M:4/4 L:1/8 K:C\n| C,,/2C,/2c' c''2 z3G- | G2 |]\n");
  }

  @Test
  void aJigHasThreeEighthsToABeat() {
    assertThat(abc("D4:.5 E4:.5 F#4:.5 G4:.5 A4:.5 B4:.5 A4:3", "6/8", "D"))
        .contains("| DEF GAB | A6 |]");
  }

  @Test
  void metreChangesStandWhereTheyHappen() {
    Melody melody =
        new Melody(
            12,
            List.of(new MelodyNote(0, 48, 60), new MelodyNote(48, 8, 62)),
            List.of(new Metre(0, TimeSignature.COMMON), new Metre(48, new TimeSignature(3, 4))),
            Optional.empty(),
            84);
    assertThat(AbcText.format(melody)).isEqualTo("M:4/4 L:1/8 K:C\n| C8 | [M:3/4] D4/3z14/3 |]\n");
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
        String bar = AbcText.format(melody).split("\n")[1];
        assertThat(AbcPitch.read(bar.substring(2, bar.indexOf('8')), fifths)).isEqualTo(pitch);
      }
    }
  }
}
