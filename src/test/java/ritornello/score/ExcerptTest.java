package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final int PPQ = 96;

  /** A quarter note in each of so many beats: two bars of 4/4, then 3/4. */
  private static Score score(int beats) {
    List<Note> notes =
        IntStream.range(0, beats).mapToObj(i -> new Note(96L * i, 96, 60 + i, 80)).toList();
    return new Score(
        PPQ,
        List.of(TempoChange.ofQpm(0, 100), TempoChange.ofQpm(768, 50)),
        List.of(
            new TimeSignatureChange(0, TimeSignature.COMMON),
            new TimeSignatureChange(768, new TimeSignature(3, 4))),
        List.of(new KeySignatureChange(0, new KeySignature(2, false))),
        List.of(new Text(0, Text.Kind.TITLE, "whole")),
        List.of(
            new Track(
                "flute",
                3,
                notes,
                List.of(
                    new ChannelEvent.ProgramChange(0, 73),
                    new ChannelEvent.ControlChange(900, 7, 90),
                    new ChannelEvent.ControlChange(1200, 7, 30)))));
  }

  @Test
  void itHasWhatIsInItsBarsAndWhatWasInForce() {
    Score excerpt = Excerpt.ofBars(score(14), 2, 3);
    Track track = excerpt.tracks().get(0);
    assertThat(track.notes().stream().map(Note::pitch)).containsExactly(64, 65, 66, 67, 68, 69, 70);
    assertThat(track.notes().get(0).startTick()).isZero();
    assertThat(excerpt.timeSignatures())
        .containsExactly(
            new TimeSignatureChange(0, TimeSignature.COMMON),
            new TimeSignatureChange(384, new TimeSignature(3, 4)));
    assertThat(excerpt.tempos().get(1).tick()).isEqualTo(384);
    assertThat(excerpt.keySignatures()).hasSize(1);
    assertThat(track.events())
        .containsExactly(
            new ChannelEvent.ProgramChange(0, 73), new ChannelEvent.ControlChange(516, 7, 90));
    assertThat(Excerpt.ofBars(score(14), 3, 4).timeSignatures())
        .containsExactly(new TimeSignatureChange(0, new TimeSignature(3, 4)));
  }

  @Test
  void aNoteThatGoesOnIsCutAtTheBarLine() {
    Score held =
        new Score(
            PPQ,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Track("a", 0, List.of(new Note(300, 500, 60, 80)), List.of())));
    assertThat(Excerpt.ofBars(held, 1, 1).endTick()).isEqualTo(384);
    assertThatThrownBy(() -> Excerpt.ofBars(held, 2, 2)).hasMessageContaining("no notes");
  }

  @Test
  void barsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> Excerpt.ofBars(score(8), 2, 5)).hasMessageContaining("has 2");
    assertThatThrownBy(() -> Excerpt.ofBars(score(8), 0, 1)).hasMessageContaining("from 1");
    assertThatThrownBy(() -> Excerpt.ofBars(score(8), 3, 2)).hasMessageContaining("go up");
  }
}
