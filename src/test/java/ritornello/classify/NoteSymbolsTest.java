package ritornello.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import ritornello.score.KeySignature;
import ritornello.score.Melody;
import ritornello.score.NoteText;
import ritornello.score.TimeSignature;
import ritornello.token.CodecSpec;
import ritornello.token.MelodyCodec;

class NoteSymbolsTest {
  private static final MelodyCodec CODEC = new MelodyCodec(new CodecSpec(MelodyCodec.NAME, 4));

  private static int[] tokens(String notes, TimeSignature metre, int fifths) {
    Melody melody = NoteText.parse(notes, metre, 4);
    return CODEC.encode(melody.withKey(Optional.of(new KeySignature(fifths, false))));
  }

  private static int[][] inputs(NoteSymbols notes, int[] symbols) {
    return IntStream.range(0, symbols.length)
        .mapToObj(i -> notes.inputs(i == 0 ? NoteSymbols.NONE : symbols[i - 1], symbols[i]))
        .toArray(int[][]::new);
  }

  @Test
  @DisplayName("a note is its pitch, interval, time since the last, length, and what clocks show")
  void tellsNotes() {
    NoteSymbols notes = new NoteSymbols(CODEC, false);
    int[][] read = inputs(notes, notes.of(tokens("C4 E4:2 D4:0.5 D5", TimeSignature.COMMON, 0)));
    assertThat(read).hasDimensions(4, 7);
    assertThat(Arrays.stream(read).mapToInt(note -> note[0])).containsExactly(60, 64, 62, 74);
    // From an octave down to one up; none before the first.
    assertThat(Arrays.stream(read).mapToInt(note -> note[1])).containsExactly(25, 16, 10, 24);
    // Three more for each doubling; the length of a note is the time to the next here.
    assertThat(read[1][2]).isEqualTo(read[0][3]).isEqualTo(13);
    assertThat(read[2][2]).isEqualTo(read[1][3]).isEqualTo(16);
    assertThat(read[3][2]).isEqualTo(read[2][3]).isEqualTo(10);
    assertThat(read[3]).endsWith(14 % 12, 14 % 16, 14 % 18);
    assertThat(notes.inputSizes()).containsExactly(129, 26, 27, 27, 13, 17, 19);
    assertThat(notes.endInputs()).containsExactly(128, 25, 26, 26, 12, 16, 18);
  }

  @Test
  @DisplayName(
      "the written metre is shown only if it is to be; written in another key all is alike")
  void hidesTheMetre() {
    TimeSignature waltz = new TimeSignature(3, 4);
    String tune = "C4 E4 G4 C5:2 G4 E4:3";
    NoteSymbols hidden = new NoteSymbols(CODEC, false);
    int[] four = hidden.of(tokens(tune, TimeSignature.COMMON, 0));
    int[] three = hidden.of(tokens(tune, waltz, 0));
    assertThat(inputs(hidden, three)).isDeepEqualTo(inputs(hidden, four));
    NoteSymbols shown = new NoteSymbols(CODEC, true);
    assertThat(inputs(shown, three)[0]).hasSize(8).endsWith(12);
    assertThat(inputs(shown, four)[0]).endsWith(16);
    int[] inG = hidden.of(tokens("G4 B4 D5 G5:2 D5 B4:3", waltz, 1));
    assertThat(inputs(hidden, inG)).isDeepEqualTo(inputs(hidden, three));
  }
}
