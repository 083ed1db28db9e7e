package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkylineTest {
  private static final int PPQ = 480;

  private static Note note(long tick, long length, int pitch) {
    return new Note(tick, length, pitch, 80);
  }

  private static List<String> skyline(Note... notes) {
    List<Note> sorted = Arrays.stream(notes).sorted(Note.ORDER).toList();
    return Skyline.of(sorted, PPQ).stream()
        .map(n -> n.startTick() + "+" + n.lengthTicks() + ":" + n.pitch())
        .toList();
  }

  @Test
  void aLineStaysAsItIs() {
    assertThat(skyline(note(0, 480, 60), note(480, 240, 84), note(960, 480, 40)))
        .containsExactly("0+480:60", "480+240:84", "960+480:40");
  }

  @Test
  void ofNotesTogetherTheHighestCountsEvenIfSpread() {
    assertThat(skyline(note(0, 480, 60), note(0, 480, 67), note(0, 480, 64)))
        .containsExactly("0+480:67");
    assertThat(skyline(note(0, 480, 60), note(8, 470, 64), note(15, 465, 67)))
        .containsExactly("15+465:67");
  }

  @Test
  void aHigherNoteEndsALowerOne() {
    assertThat(skyline(note(0, 960, 60), note(480, 480, 67)))
        .containsExactly("0+480:60", "480+480:67");
  }

  @Test
  void aLowerNoteUnderAHeldOneIsAccompaniment() {
    assertThat(skyline(note(0, 1920, 72), note(480, 480, 64), note(960, 480, 60)))
        .containsExactly("0+1920:72");
  }

  @Test
  void legatoIsNoSecondVoice() {
    assertThat(skyline(note(0, 500, 67), note(480, 500, 64), note(960, 500, 60)))
        .containsExactly("0+480:67", "480+480:64", "960+500:60");
  }

  @Test
  void theLeftHandDoesNotFillTheRightHandsRests() {
    assertThat(
            skyline(
                note(0, 480, 76),
                note(0, 480, 48),
                note(480, 480, 52),
                note(960, 480, 77),
                note(960, 480, 48),
                note(1440, 480, 52),
                note(1920, 480, 79),
                note(1920, 480, 50)))
        .containsExactly("0+480:76", "960+480:77", "1920+480:79");
  }

  @Test
  void shareAloneCountsNotesThatBeginWithoutOthers() {
    assertThat(Skyline.shareAlone(List.of(note(0, 480, 60), note(460, 480, 62)), PPQ)).isEqualTo(1);
    assertThat(
            Skyline.shareAlone(
                List.of(note(0, 480, 60), note(0, 480, 64), note(0, 480, 67), note(480, 1, 60)),
                PPQ))
        .isEqualTo(0.5);
    assertThat(Skyline.shareAlone(List.of(), PPQ)).isZero();
  }
}
