package ritornello.tunes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.tunes.AbcElement.Sound;

@DisplayName("A tune in ABC notation")
class AbcTuneTest {

  private static final int QUARTER = AbcTune.PPQ;

  static AbcTune tune(String metre, String key, String music) throws AbcException {
    return AbcTune.parse("x.abc", header(metre, key) + music + "\n");
  }

  private static String header(String metre, String key) {
    return "X:1\nT:A tune\nC:trad.\nO:Here, 1800\nM:"
        + metre
        + "\nL:1/8\nQ:1/4=120\nK:"
        + key
        + "\n";
  }

  private static List<Integer> pitches(AbcTune tune) {
    return sounds(tune).stream().map(sound -> sound.pitch().orElse(-1)).toList();
  }

  private static List<Long> lengths(AbcTune tune) {
    return sounds(tune).stream().map(Sound::ticks).toList();
  }

  private static List<Sound> sounds(AbcTune tune) {
    return tune.played().stream().filter(Sound.class::isInstance).map(Sound.class::cast).toList();
  }

  @Test
  @DisplayName("has its letters in the octaves of ABC")
  void octaves() throws AbcException {
    assertThat(pitches(tune("4/4", "C", "C, C c c' B, B b z |]")))
        .containsExactly(48, 60, 72, 84, 59, 71, 83, -1);
  }

  @ParameterizedTest
  @CsvSource({
    "C, 60 62 64 65 67 69 71",
    "D, 61 62 64 66 67 69 71",
    "Bb, 60 62 63 65 67 69 70",
    "Em, 60 62 64 66 67 69 71",
    "F#m, 61 62 64 66 68 69 71",
    "Ador, 60 62 64 66 67 69 71",
    "Dmix, 60 62 64 66 67 69 71",
    "Gdor, 60 62 64 65 67 69 70"
  })
  @DisplayName("has the sharps and flats of its key")
  void keySignatures(String key, String expected) throws AbcException {
    assertThat(pitches(tune("7/8", key, "C D E F G A B |]")))
        .containsExactly(
            List.of(expected.split(" ")).stream().map(Integer::valueOf).toArray(Integer[]::new));
  }

  @ParameterizedTest
  @CsvSource({"C, 0", "Bb, 10", "F#m, 6", "Ador, 9", "Dmix, 2", "Ebm, 3"})
  @DisplayName("knows the tonic of its key, whatever the mode")
  void tonics(String key, int tonic) {
    assertThat(AbcKey.parse(key).orElseThrow().tonic()).isEqualTo(tonic);
  }

  @Test
  @DisplayName("keeps an accidental in all octaves up to the bar line")
  void accidentals() throws AbcException {
    assertThat(pitches(tune("4/4", "C", "^F F f F _B B =B B | F4 B4 |]")))
        .containsExactly(66, 66, 78, 66, 70, 70, 71, 71, 65, 71);
  }

  @Test
  @DisplayName("keeps an accidental through a tie over the bar line, and no longer")
  void tiedAccidental() throws AbcException {
    assertThat(pitches(tune("4/4", "C", "^F8- | F4 F4 |]"))).containsExactly(66, 66, 65);
  }

  @Test
  @DisplayName("reads lengths, broken rhythms and triplets")
  void lengths() throws AbcException {
    assertThat(
            lengths(
                tune("4/4", "C", "C2 C/ C/ C3/2 C/2 C>C C/<C/ | (3CDE (3C2D2E2 C// C/4 C3/ |]")))
        .containsExactly(
            480L, 120L, 120L, 360L, 120L, 360L, 120L, 60L, 180L, 160L, 160L, 160L, 320L, 320L, 320L,
            60L, 60L, 360L);
  }

  @Test
  @DisplayName("is played with its repeats and endings")
  void repeats() throws AbcException {
    assertThat(pitches(tune("2/4", "C", "|: C4 |1 D4 :|2 E4 |: F4 :: G4 :| A4 |]")))
        .containsExactly(60, 62, 60, 64, 65, 65, 67, 67, 69);
  }

  @Test
  @DisplayName("repeats from its beginning where no sign says otherwise")
  void repeatFromStart() throws AbcException {
    assertThat(pitches(tune("2/4", "C", "C4 | D4 :| E4 |]"))).containsExactly(60, 62, 60, 62, 64);
  }

  @Test
  @DisplayName("may begin with a pickup, and a repeat sign may split a bar")
  void pickup() throws AbcException {
    AbcTune tune = tune("3/4", "C", "|: G2 | c4 B2 | c4 :: G2 | e4 d2 | c4 :|");
    assertThat(tune.pickupTicks()).isEqualTo(QUARTER);
    assertThat(tune.barCount()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C4 | C8 | C8 |]", // last bar does not make up for the pickup
        "C8 | C4 | C8 |]", // too short
        "C8 | C8 C | C7 |]", // too long
        "C8 | | C8 |]", // empty
        "C8 | C8 | C4", // ends in the middle
        "|: C4 | C8 :| C8 |]", // short by the pickup, but only the first time
      })
  @DisplayName("is refused where a bar does not add up as it is played")
  void wrongBars(String music) {
    assertThatThrownBy(() -> tune("4/4", "C", music))
        .isInstanceOf(AbcException.class)
        .hasMessageContaining("bar")
        .hasMessageContaining("; expected ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "C8 | C7 | C8 |];9;9;bar 2, as played, lasts 3 1/2 quarters up to this '|'; expected 4",
        "C8 | H8 |];9;6;'H' is not expected; expected a note (A to g)",
        "C8 | !p! C8 |];9;6;'!' is not expected",
        "C8 | ^8 |];9;6;'^' is not expected",
        "\"H7\" C8 |];9;1;'H7' is not a chord symbol",
        "\"G C8 |];9;1;expected a second '\"'",
        "(CDE) C |];9;1;expected '(3'",
        "(3CD(3E C |];9;5;expected 1 more notes of the triplet",
        "(3CD;9;5;the tune ends inside a triplet",
        "C>;9;3;the tune ends after '>' or '<'",
        "C8- | D8 |];9;1;expected the same note after the tie",
        "z8- | z8 |];9;1;a rest can not be tied",
        "C0 |];9;2;expected a length of more than 0",
        "C1234 |];9;2;at most 3 digits",
        "C/1/99 |];9;1;too short",
        "C8 :C8 |];9;4;expected '|:', ':|' or '::'",
        "|: C8 | C8 |];9;1;'|:' is never closed",
        "|: C8 |: C8 :|;9;7;'|:' inside a repeated passage",
        "|: C8 |1 D8 :| E8 |];9;7;a first ending without a second",
        "C8 |3 D8 |];9;4;expected endings written as",
        "C,,,,,,8 |];9;1;outside of MIDI's 0 to 127",
      })
  @DisplayName("is refused with the line, the column and what was expected")
  void errors(String music, int line, int column, String problem) {
    assertThatThrownBy(() -> tune("4/4", "C", music))
        .isInstanceOf(AbcException.class)
        .hasMessageStartingWith("x.abc, line " + line + ", column " + column + ": ")
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T:A tune;T: ;line 2, column 1;expected the field 'T:' with a value",
        "M:4/4;R:reel;line 5, column 1;expected the field 'M:' with a value, found 'R:reel'",
        "M:4/4;M:4/5;line 5, column 3;'4/5' is not expected; expected a time signature",
        "L:1/8;L:8;line 6, column 3;expected a length, as 1/8",
        "L:1/8;L:0/8;line 6, column 3;expected a length, as 1/8",
        "Q:1/4=120;Q:120;line 7, column 3;expected a tempo, as 1/4=100",
        "Q:1/4=120;Q:1/4=5;line 7, column 3;expected a tempo of 20 to 400",
        "K:C;K:H;line 8, column 3;expected a key",
        "K:C;K:Cphr;line 8, column 3;expected a key",
        "K:C;K:G#;line 8, column 3;expected a key",
      })
  @DisplayName("is refused where a field is missing or has a value that it can not have")
  void wrongHeader(String right, String wrong, String where, String problem) {
    String text = header("4/4", "C").replace(right + "\n", wrong + "\n") + "C8 |]\n";
    assertThatThrownBy(() -> AbcTune.parse("x.abc", text))
        .isInstanceOf(AbcException.class)
        .hasMessageStartingWith("x.abc, " + where)
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("is refused without notes, however short the file is")
  void truncated() {
    String text = header("4/4", "C") + "C8 |";
    for (int length = 0; length < text.length(); length++) {
      String cut = text.substring(0, length);
      assertThatThrownBy(() -> AbcTune.parse("x.abc", cut))
          .as("cut after %d characters", length)
          .isInstanceOf(AbcException.class);
    }
  }
}
