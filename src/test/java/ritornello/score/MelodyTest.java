package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MelodyTest {
  private static final TimeSignature WALTZ = new TimeSignature(3, 4);

  private static Melody melody(int steps, List<Metre> metres, int length, MelodyNote... notes) {
    return new Melody(
        steps, List.of(notes), metres, Optional.of(new KeySignature(-1, true)), length);
  }

  @Test
  void barsCoverEveryStep() {
    Melody melody =
        melody(4, List.of(new Metre(0, TimeSignature.COMMON), new Metre(32, WALTZ)), 45);
    assertThat(melody.bars())
        .containsExactly(
            new Bar(0, 16, TimeSignature.COMMON),
            new Bar(16, 16, TimeSignature.COMMON),
            new Bar(32, 12, WALTZ),
            new Bar(44, 12, WALTZ));
    assertThat(melody(4, List.of(new Metre(0, WALTZ)), 0).bars()).isEmpty();
  }

  @Test
  void metresBeginAtBarLines() {
    List<Metre> inside = List.of(new Metre(0, TimeSignature.COMMON), new Metre(20, WALTZ));
    assertThatThrownBy(() -> melody(4, inside, 64)).hasMessageContaining("step 20");
    List<Metre> late = List.of(new Metre(4, TimeSignature.COMMON));
    assertThatThrownBy(() -> melody(4, late, 64)).hasMessageContaining("step 0");
    List<Metre> twice = List.of(new Metre(0, WALTZ), new Metre(0, TimeSignature.COMMON));
    assertThatThrownBy(() -> melody(4, twice, 64)).hasMessageContaining("sorted");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12, 7, 96})
  void aScoreSaysTheSameInTicks(int steps) {
    Melody melody =
        melody(
            steps,
            List.of(new Metre(0, WALTZ), new Metre(3 * steps, TimeSignature.COMMON)),
            7 * steps,
            new MelodyNote(1, 2, 60),
            new MelodyNote(4, steps, 67));
    Score score = melody.toScore("tune", 100, 73, 88);
    int ticks = score.ppq() / steps;
    assertThat(score.ppq() % 480).isZero();
    assertThat(ticks * steps).isEqualTo(score.ppq());
    assertThat(score.tempos()).containsExactly(new TempoChange(0, 600_000));
    assertThat(score.timeSignatures())
        .containsExactly(
            new TimeSignatureChange(0, WALTZ),
            new TimeSignatureChange(3L * score.ppq(), TimeSignature.COMMON));
    assertThat(score.keySignatures())
        .containsExactly(new KeySignatureChange(0, new KeySignature(-1, true)));
    Track track = score.tracks().get(0);
    assertThat(track.name()).isEqualTo("tune");
    assertThat(track.channel()).isZero();
    assertThat(track.program()).hasValue(73);
    assertThat(track.notes())
        .containsExactly(
            new Note(ticks, 2L * ticks, 60, 88),
            new Note(4L * ticks, (long) steps * ticks, 67, 88));
  }
}
