package ritornello.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SustainPedalTest {

  private static ChannelEvent pedal(long tick, int value) {
    return new ChannelEvent.ControlChange(tick, 64, value);
  }

  private static Score score(Track... tracks) {
    return new Score(96, List.of(), List.of(), List.of(), List.of(), List.of(tracks));
  }

  private static Track track(int channel, List<Note> notes, ChannelEvent... events) {
    return new Track("", channel, notes, List.of(events));
  }

  /** The pedal is down from 100 to 200; the note begins at 50. */
  @ParameterizedTest
  @CsvSource({
    "99, 99", // ends before
    "100, 100", // ends as the pedal goes down
    "101, 200",
    "199, 200",
    "200, 200",
    "201, 201",
    "300, 300"
  })
  void aNoteThatEndsUnderThePedalSoundsUntilItComesUp(long end, long sounding) {
    Note note = new Note(50, end - 50, 60, 80, 5);
    Score folded =
        SustainPedal.fold(score(track(0, List.of(note), pedal(100, 64), pedal(200, 63))));
    assertThat(folded.tracks().get(0).notes())
        .containsExactly(new Note(50, sounding - 50, 60, 80, 5));
    assertThat(folded.tracks().get(0).events()).isEmpty();
  }

  @Test
  void theSameKeyStruckAgainEndsIt() {
    List<Note> notes = List.of(new Note(0, 10, 60, 80), new Note(30, 10, 60, 80));
    Score folded = SustainPedal.fold(score(track(0, notes, pedal(0, 127), pedal(90, 0))));
    assertThat(folded.tracks().get(0).notes())
        .containsExactly(new Note(0, 30, 60, 80), new Note(30, 60, 60, 80));
  }

  @Test
  void aPedalActsOnItsChannelOnlyAndFromAnyTrack() {
    List<Note> notes = List.of(new Note(0, 10, 60, 80));
    ChannelEvent other = new ChannelEvent.ControlChange(5, 7, 100);
    Score folded =
        SustainPedal.fold(
            score(
                track(0, notes, other),
                track(1, notes),
                track(0, List.of(), pedal(5, 127), pedal(50, 0))));
    assertThat(folded.tracks().get(0).notes()).containsExactly(new Note(0, 50, 60, 80));
    assertThat(folded.tracks().get(0).events()).containsExactly(other);
    assertThat(folded.tracks().get(1).notes()).isEqualTo(notes);
  }

  @Test
  void aPedalThatNeverComesUpHoldsToTheEnd() {
    List<Note> notes = List.of(new Note(0, 10, 60, 80), new Note(20, 100, 62, 80));
    Score folded = SustainPedal.fold(score(track(0, notes, pedal(5, 127))));
    assertThat(folded.tracks().get(0).notes())
        .containsExactly(new Note(0, 120, 60, 80), new Note(20, 100, 62, 80));
  }

  @Test
  void withoutPedalNothingChanges() {
    Score score = score(track(0, List.of(new Note(0, 10, 60, 80)), pedal(3, 0)));
    assertThat(SustainPedal.fold(score)).isSameAs(score);
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  /** Against the meaning, played tick by tick: what keys sound, with and without a pedal. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatSoundsIsWhatWouldSoundUnderThePedal(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    for (long tick = 1; tick < 60; tick += 1 + random.nextInt(9)) {
      notes.add(new Note(tick, 1 + random.nextInt(3), 60, 1 + random.nextInt(127)));
    }
    List<ChannelEvent> pedals = new ArrayList<>();
    boolean[] down = new boolean[80];
    for (int tick = 0; tick < 80; tick++) {
      down[tick] = tick > 0 && down[tick - 1];
      if (random.nextInt(6) == 0) {
        int value = random.nextInt(128);
        pedals.add(pedal(tick, value));
        down[tick] = value >= 64;
      }
    }
    pedals.add(pedal(79, 0));
    Track folded =
        SustainPedal.fold(score(track(3, notes, pedals.toArray(ChannelEvent[]::new))))
            .tracks()
            .get(0);
    boolean held = false;
    for (int tick = 0; tick < 79; tick++) {
      int now = tick;
      boolean key = notes.stream().anyMatch(n -> n.startTick() <= now && now < n.endTick());
      boolean ends = notes.stream().anyMatch(n -> n.endTick() == now);
      boolean downBefore = tick > 0 && down[tick - 1];
      held = key || (held && down[tick] && (!ends || downBefore));
      boolean sounds =
          folded.notes().stream().anyMatch(n -> n.startTick() <= now && now < n.endTick());
      assertThat(sounds).as("tick %d", tick).isEqualTo(held);
    }
  }
}
