package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** Another machine's clock, as it arrives over a cable. */
class ClockFollowerTest {
  private static final long SECOND = 1_000_000;

  private final ClockFollower follower = new ClockFollower();
  private final SplittableRandom random = new SplittableRandom(5);
  private double now = 33 * SECOND;

  /** Sends pulses as long as this many quarter notes, each up to so much late. */
  private void pulses(double quarters, double qpm, double lateMicros) {
    for (int i = 0; i < quarters * 24; i++) {
      follower.pulse(Math.round(now + random.nextDouble(lateMicros + 1e-9)));
      now += 60e6 / qpm / 24;
    }
  }

  private long latest() {
    return Math.round(now);
  }

  @ParameterizedTest
  @CsvSource({"40, 0", "120, 0", "120, 1000", "120, 5000", "300, 1000", "90.5, 3000"})
  void tempoAndPlaceAreFound(double qpm, double lateMicros) {
    follower.start();
    pulses(8, qpm, lateMicros);
    assertThat(follower.qpm().getAsDouble())
        .isCloseTo(qpm, within(qpm * (1e-3 + lateMicros / 6e5)));
    // The next pulse would be the start of the eighth quarter note.
    double tolerance = 0.001 + lateMicros * qpm / 60e6;
    assertThat(follower.quarterAt(latest())).isCloseTo(8, within(tolerance));
    assertThat(follower.microsAt(8)).isCloseTo(latest(), within(1500 + (long) lateMicros));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void pulsesThatComeInBunchesOrFarTooLateDoNoHarm(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    follower.start();
    double free = 0;
    for (int i = 0; i < 24 * 8; i++) {
      double late = chance.nextInt(12) == 0 ? 40_000 : chance.nextDouble(500);
      free = Math.max(free + 100, now + late);
      follower.pulse(Math.round(free));
      now += 500_000 / 24.0;
    }
    assertThat(follower.qpm().getAsDouble()).isCloseTo(120, within(1.0));
    assertThat(follower.quarterAt(latest())).isCloseTo(8, within(0.03));
  }

  @ParameterizedTest
  @CsvSource({"120, 180", "120, 90", "60, 240", "240, 60", "120, 126"})
  void aChangeOfTempoIsNoticedWithinAQuarterNote(double before, double after) {
    follower.start();
    pulses(8, before, 1000);
    pulses(1, after, 1000);
    assertThat(follower.qpm().getAsDouble()).isCloseTo(after, within(after * 0.06));
    pulses(2, after, 1000);
    assertThat(follower.qpm().getAsDouble()).isCloseTo(after, within(after * 0.01));
    assertThat(follower.quarterAt(latest())).isCloseTo(11, within(0.02));
  }

  @Test
  void aTempoThatGrowsIsFollowed() {
    follower.start();
    for (int quarter = 0; quarter < 32; quarter++) {
      pulses(1, 90 + quarter, 500);
    }
    assertThat(follower.qpm().getAsDouble()).isCloseTo(121, within(2.0));
    assertThat(follower.quarterAt(latest())).isCloseTo(32, within(0.05));
  }

  @Test
  void placeStandsStillWhileItIsStoppedAndGoesOn() {
    follower.start();
    pulses(4, 120, 0);
    follower.stop();
    assertThat(follower.isRunning()).isFalse();
    pulses(3, 120, 0);
    assertThat(follower.quarterAt(latest())).isCloseTo(4 - 1 / 24.0, within(0.001));
    assertThat(follower.qpm().getAsDouble()).isCloseTo(120, within(0.1));
    follower.goOn();
    pulses(1, 120, 0);
    assertThat(follower.quarterAt(latest())).isCloseTo(5, within(0.001));
    follower.songPosition(64);
    pulses(1, 120, 0);
    assertThat(follower.quarterAt(latest())).isCloseTo(17, within(0.001));
    follower.start();
    pulses(1, 120, 0);
    assertThat(follower.quarterAt(latest())).isCloseTo(1, within(0.001));
  }

  @Test
  void aClockThatStopsComingIsLostAndFoundAgain() {
    assertThat(follower.isLost(latest())).isTrue();
    assertThat(follower.qpm()).isEmpty();
    follower.start();
    pulses(4, 120, 0);
    assertThat(follower.isLost(latest())).isFalse();
    assertThat(follower.isLost(latest() + SECOND)).isTrue();
    now += 5 * SECOND;
    pulses(2, 90, 0);
    assertThat(follower.isLost(latest())).isFalse();
    assertThat(follower.qpm().getAsDouble()).isCloseTo(90, within(0.1));
  }

  /** A playback that sends clock is followed by its messages alone. */
  @Test
  void whatThisProgramSendsIsFollowed() throws Exception {
    FakeClock clock = new FakeClock(9);
    RecordingReceiver receiver = new RecordingReceiver(clock);
    PlaybackOptions options =
        new PlaybackOptions(false, 1, 0, 2, OptionalLong.empty(), false, Set.of(), true);
    Track track = new Track("", 0, List.of(new Note(0, 12_000, 60, 90)), List.of());
    List<TempoChange> tempos = List.of(TempoChange.ofQpm(0, 100));
    Score score = new Score(480, tempos, List.of(), List.of(), List.of(), List.of(track));
    new Player(receiver, clock, true, () -> false).playback(score, options).play();
    List<RecordingReceiver.Sent> sent =
        receiver.messages().stream().filter(s -> s.status() >= 0xF0).toList();
    for (RecordingReceiver.Sent one : sent.subList(0, 2 + 5 * 24)) {
      ShortMessage message =
          one.status() == ShortMessage.SONG_POSITION_POINTER
              ? new ShortMessage(one.status(), one.data1(), one.data2())
              : new ShortMessage(one.status());
      assertThat(follower.take(message, one.forMicros())).isTrue();
    }
    assertThat(follower.take(Messages.noteOn(0, 60, 1), 0)).isFalse();
    assertThat(follower.qpm().getAsDouble()).isCloseTo(100, within(0.01));
    long last = sent.get(1 + 5 * 24).forMicros();
    assertThat(follower.quarterAt(last)).isCloseTo(8 + 119 / 24.0, within(0.001));
  }

  @Test
  void aBarIsMadeToEndWhereTheOtherMachineIsThen() {
    follower.start();
    pulses(8, 120, 0);
    long late = Math.round(now + 100_000);
    double qpm = follower.qpm(8, 4, late);
    assertThat(late + 4 * 60e6 / qpm).isCloseTo(now + 2 * SECOND, within(500.0));
    assertThat(follower.qpm(8, 4, late + 10 * SECOND)).isEqualTo(150, within(1.0));
  }

  @Test
  void tapsAreATempoAndOneBadTapDoesNoHarm() {
    TapTempo tempo = new TapTempo();
    assertThat(tempo.tap(7 * SECOND)).isEmpty();
    assertThat(tempo.tap(7_500_000).getAsDouble()).isEqualTo(120);
    tempo.tap(8_010_000);
    tempo.tap(8_490_000);
    assertThat(tempo.tap(8_495_000).getAsDouble()).isCloseTo(120, within(0.01));
    tempo.tap(9_300_000);
    assertThat(tempo.tap(9_800_000).getAsDouble()).isCloseTo(120, within(0.01));
    assertThat(tempo.tap(20 * SECOND)).isEmpty();
    assertThat(tempo.tap(21 * SECOND).getAsDouble()).isEqualTo(60);
  }
}
