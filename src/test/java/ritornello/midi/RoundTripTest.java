package ritornello.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

class RoundTripTest {

  @ParameterizedTest
  @ValueSource(longs = {20_000, 40, 2_000_000_000L / 3})
  void whatIsWrittenIsReadAgain(long latestTick) throws IOException {
    RandomScores scores = new RandomScores(latestTick, latestTick);
    for (int i = 0; i < 300; i++) {
      Score score = scores.next();
      byte[] bytes = MidiWriter.toBytes(score);
      MidiReading reading = MidiReader.read(bytes, "score " + i, MidiReader.Mode.STRICT);
      assertThat(reading.score().equals(score)).as("score %d is read again", i).isTrue();
      assertThat(reading.info().noteOns()).isEqualTo(score.noteCount());
      assertThat(MidiWriter.toBytes(reading.score())).isEqualTo(bytes);
    }
  }

  @Test
  void ofNotesInsideEachOtherTheFirstEndsFirst() throws IOException {
    Score score = oneTrack(List.of(new Note(0, 100, 60, 80, 1), new Note(10, 20, 60, 90, 2)));
    MidiReading reading = MidiReader.read(MidiWriter.toBytes(score), "nested");
    assertThat(reading.repairs()).isEmpty();
    assertThat(reading.info().overlappingNotes()).isEqualTo(1);
    assertThat(reading.score().tracks().get(0).notes())
        .containsExactly(new Note(0, 30, 60, 80, 2), new Note(10, 90, 60, 90, 1));
  }

  @Test
  void aTrackWithoutNotesOrEventsStaysATrack() throws IOException {
    Score score =
        new Score(
            96,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Track("", 3, List.of(), List.of()), new Track("x", 15, List.of(), List.of())));
    assertThat(MidiReader.read(MidiWriter.toBytes(score), "empty").score()).isEqualTo(score);
  }

  static Score oneTrack(List<Note> notes) {
    return new Score(
        96,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Track("one", 0, notes, List.of())));
  }
}
