package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

class MetronomeTest {
  @Test
  void theMetronomeClicksOnBeats() {
    assertThat(starts(new TimeSignature(4, 4))).containsExactly(0L, 480L, 960L, 1440L);
    assertThat(starts(new TimeSignature(6, 8))).containsExactly(0L, 720L);
    assertThat(starts(new TimeSignature(3, 8))).containsExactly(0L, 240L, 480L);
    List<Note> notes = Metronome.bar(TimeSignature.COMMON, 480).notes();
    assertThat(notes.get(0).velocity()).isGreaterThan(notes.get(1).velocity());
    Passage countIn = Metronome.countIn(new TimeSignature(3, 4), 480, 2);
    assertThat(countIn.lengthTicks()).isEqualTo(2880);
    assertThat(countIn.tracks().get(0).notes()).hasSize(6);
    assertThat(countIn.tracks().get(0).channel()).isEqualTo(9);
  }

  private static List<Long> starts(TimeSignature metre) {
    return Metronome.bar(metre, 480).notes().stream().map(Note::startTick).toList();
  }

  @Test
  void aScoreGetsClicksFromItsFirstBarToItsLast() {
    Track track = new Track("", 0, List.of(new Note(0, 2500, 60, 90)), List.of());
    List<TimeSignatureChange> metres =
        List.of(
            new TimeSignatureChange(0, new TimeSignature(2, 4)),
            new TimeSignatureChange(960, new TimeSignature(3, 4)));
    Score score = new Score(480, List.of(), metres, List.of(), List.of(), List.of(track));
    Score with = Metronome.with(score);
    assertThat(with.tracks().get(0)).isEqualTo(track);
    Track clicks = with.tracks().get(1);
    assertThat(clicks.notes().stream().map(Note::startTick))
        .containsExactly(0L, 480L, 960L, 1440L, 1920L, 2400L, 2880L, 3360L);
    assertThat(clicks.notes().stream().filter(note -> note.pitch() == 76).map(Note::startTick))
        .containsExactly(0L, 960L, 2400L);
  }
}
