package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.play.Playback.Ending;
import ritornello.play.RecordingReceiver.Sent;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** A playback and what its listener wants of it while it plays; time is not waited for here. */
class PlaybackTest {
  private static final int PANIC_MESSAGES = 16 * 4;
  private static final long SECOND = 1_000_000;

  /** 120 quarter notes a minute in 2/4: a bar is a second, a tick a millisecond. */
  private static final int PPQ = 500;

  private final FakeClock clock = new FakeClock(7);
  private final RecordingReceiver receiver = new RecordingReceiver(clock);
  private final long first = clock.micros() + Playback.LEAD_MICROS;
  private boolean schedules = true;
  private AtomicBoolean lost = new AtomicBoolean();

  private Playback playback(Score score, PlaybackOptions options) {
    return new Player(receiver, clock, schedules, lost::get).playback(score, options);
  }

  private Playback playback(Score score) {
    return playback(score, PlaybackOptions.PLAIN);
  }

  private static PlaybackOptions bars(long from, long to, boolean loop) {
    return new PlaybackOptions(false, 1, 0, from, OptionalLong.of(to), loop, Set.of(), false);
  }

  private static Score score(Track... tracks) {
    return new Score(
        PPQ,
        List.of(),
        List.of(new TimeSignatureChange(0, new TimeSignature(2, 4))),
        List.of(),
        List.of(),
        List.of(tracks));
  }

  private static Track track(int channel, List<ChannelEvent> events, Note... notes) {
    return new Track("", channel, List.of(notes), events);
  }

  /** A note a bar, as long as half of it: C, C sharp and so on. */
  private static Score scale(int bars, ChannelEvent... events) {
    Note[] notes =
        IntStream.range(0, bars)
            .mapToObj(bar -> new Note(bar * 1000L, 500, 60 + bar, 100))
            .toArray(Note[]::new);
    return score(track(0, List.of(events), notes));
  }

  /** After so many milliseconds from the first note. */
  private void after(long millis, Playback playback, Command command) {
    clock.after(Playback.LEAD_MICROS + millis * 1000, () -> playback.send(command));
  }

  /** What was played, without the panic at the end. */
  private List<Sent> played() {
    List<Sent> messages = receiver.messages();
    int panic = messages.size() - PANIC_MESSAGES;
    if (schedules) {
      panic = (int) messages.stream().takeWhile(sent -> sent.forMicros() != -1).count();
    }
    return messages.subList(0, panic);
  }

  private static final String[] NAMES = {"off", "on", "pressure", "control", "program", "", "bend"};

  /** As "on 60 at 500", in milliseconds from the first note, rounded to ten. */
  private List<String> texts() {
    return played().stream()
        .filter(sent -> sent.command() < 0xF0)
        .map(
            sent ->
                String.format(
                    "%s %d%s at %d",
                    NAMES[(sent.command() - 0x80) >> 4],
                    sent.data1(),
                    sent.command() == ShortMessage.CONTROL_CHANGE ? "=" + sent.data2() : "",
                    Math.round((sent.forMicros() - first) / 1e4) * 10))
        .toList();
  }

  @Test
  void aPauseEndsTheNoteAndLaterItGoesOn() throws Exception {
    Playback playback = playback(scale(2));
    after(100, playback, new Command.TogglePause());
    after(5100, playback, new Command.TogglePause());
    assertThat(playback.play()).isEqualTo(Ending.FINISHED);
    assertThat(texts())
        .containsExactly(
            "on 60 at 0",
            "off 60 at 200",
            "on 60 at 5200",
            "off 60 at 5500",
            "on 61 at 6000",
            "off 61 at 6500");
  }

  @Test
  void whatSoundsByThePedalEndsInAPauseToo() throws Exception {
    Playback playback =
        playback(
            scale(
                2,
                new ChannelEvent.ControlChange(10, 64, 100),
                new ChannelEvent.ControlChange(1900, 64, 0)));
    after(700, playback, new Command.TogglePause());
    after(1700, playback, new Command.TogglePause());
    playback.play();
    assertThat(texts())
        .containsExactly(
            "on 60 at 0",
            "control 64=100 at 10",
            "off 60 at 500",
            "control 64=0 at 800",
            "control 64=100 at 1800",
            "on 61 at 2000",
            "off 61 at 2500",
            "control 64=0 at 2900");
  }

  @Test
  void oneGoesOnABarAndBackAndToTheStart() throws Exception {
    Playback playback = playback(scale(5));
    after(100, playback, new Command.SeekBars(2));
    after(600, playback, new Command.SeekBars(-2));
    after(1600, playback, new Command.SeekStart());
    after(1800, playback, new Command.Stop(Ending.NEXT));
    assertThat(playback.play()).isEqualTo(Ending.NEXT);
    assertThat(texts())
        .containsExactly(
            "on 60 at 0",
            "off 60 at 200",
            "on 62 at 200",
            "off 62 at 700",
            "on 60 at 700",
            "off 60 at 1200",
            "on 61 at 1700",
            "off 61 at 1700",
            "on 60 at 1700");
  }

  @Test
  void whoGoesBackInTheMiddleOfABarHearsItAgain() throws Exception {
    Playback playback = playback(scale(3));
    after(1700, playback, new Command.SeekBars(-1));
    playback.play();
    assertThat(texts()).containsSubsequence("on 61 at 1000", "on 61 at 1800", "on 62 at 2800");
  }

  @Test
  void goingBeyondTheLastBarEndsIt() throws Exception {
    Playback playback = playback(scale(3));
    after(100, playback, new Command.SeekBars(4));
    assertThat(playback.play()).isEqualTo(Ending.FINISHED);
    assertThat(texts()).containsExactly("on 60 at 0", "off 60 at 200");
  }

  @Test
  void instrumentsAndControllersAreAsTheyAreThere() throws Exception {
    Playback playback =
        playback(
            scale(
                6,
                new ChannelEvent.ProgramChange(0, 40),
                new ChannelEvent.ControlChange(1000, 0, 1),
                new ChannelEvent.ProgramChange(1000, 73),
                new ChannelEvent.ControlChange(1100, 7, 30),
                new ChannelEvent.ControlChange(3200, 7, 90),
                new ChannelEvent.PitchBend(3300, 9000),
                new ChannelEvent.ControlChange(4500, 10, 1)));
    after(100, playback, new Command.SeekBars(3));
    after(700, playback, new Command.SeekStart());
    after(750, playback, new Command.Stop(Ending.QUIT));
    playback.play();
    assertThat(texts())
        .containsExactly(
            "program 40 at 0",
            "on 60 at 0",
            "off 60 at 200",
            "control 0=1 at 200",
            "program 73 at 200",
            "control 7=30 at 200",
            "control 10=64 at 200",
            "bend 0 at 200",
            "on 63 at 200",
            "control 7=90 at 400",
            "bend 40 at 500",
            "off 63 at 700",
            "control 0=0 at 800",
            "program 0 at 800",
            "control 7=100 at 800",
            "control 10=64 at 800",
            "bend 0 at 800",
            "program 40 at 800",
            "on 60 at 800");
  }

  @Test
  void aLongNoteSoundsWhereOneComesInto() throws Exception {
    Track pad = track(0, List.of(), new Note(0, 5000, 48, 70));
    Track drum = track(9, List.of(), new Note(0, 5000, 49, 70));
    playback(score(pad, drum), bars(2, 3, false)).play();
    assertThat(texts()).containsExactly("on 48 at 0", "off 48 at 2000");
  }

  @Test
  void barsArePlayedAloneAndRepeated() throws Exception {
    Playback playback = playback(scale(6), bars(1, 2, true));
    after(4100, playback, new Command.ToggleLoop());
    assertThat(playback.play()).isEqualTo(Ending.FINISHED);
    assertThat(texts().stream().filter(text -> text.startsWith("on")))
        .containsExactly(
            "on 61 at 0",
            "on 62 at 1000",
            "on 61 at 2000",
            "on 62 at 3000",
            "on 61 at 4000",
            "on 62 at 5000",
            "on 63 at 6000",
            "on 64 at 7000",
            "on 65 at 8000");
  }

  @Test
  void aNoteThatIsLongerThanTheLoopIsStruckAgain() throws Exception {
    Playback playback =
        playback(score(track(0, List.of(), new Note(500, 2000, 60, 90))), bars(0, 0, true));
    after(1700, playback, new Command.Stop(Ending.QUIT));
    playback.play();
    assertThat(texts()).containsExactly("on 60 at 500", "off 60 at 1000", "on 60 at 1500");
  }

  @Test
  void aLoopIsSetWhileItPlays() throws Exception {
    Playback playback = playback(scale(6));
    after(1100, playback, new Command.LoopFromHere());
    after(2200, playback, new Command.LoopToHere());
    after(3500, playback, new Command.Stop(Ending.QUIT));
    playback.play();
    assertThat(texts().stream().filter(text -> text.startsWith("on")))
        .containsExactly("on 60 at 0", "on 61 at 1000", "on 62 at 2000", "on 61 at 3000");
  }

  @Test
  void theTempoChangesAtOnceAndAllElseFollows() throws Exception {
    Playback playback = playback(scale(4));
    after(900, playback, new Command.ScaleTempo(2));
    after(1900, playback, new Command.OwnTempo());
    playback.play();
    assertThat(texts().stream().filter(text -> text.startsWith("on")))
        .containsExactly("on 60 at 0", "on 61 at 1000", "on 62 at 1500", "on 63 at 2000");
    assertThat(texts()).endsWith("off 63 at 2500");
  }

  @Test
  void aFactorLeavesTheTempoMapAsItIs() throws Exception {
    Score score =
        new Score(
            PPQ,
            List.of(new TempoChange(0, 500_000), new TempoChange(1000, 250_000)),
            List.of(),
            List.of(),
            List.of(),
            scale(3).tracks());
    playback(
            score,
            new PlaybackOptions(false, 0.5, 0, 0, OptionalLong.empty(), false, Set.of(), false))
        .play();
    assertThat(texts().stream().filter(text -> text.startsWith("on")))
        .containsExactly("on 60 at 0", "on 61 at 2000", "on 62 at 3000");
  }

  @Test
  void whatSoundsIsTransposedTooAndDrumsAreNot() throws Exception {
    Track drum = track(9, List.of(), new Note(0, 900, 38, 70), new Note(1000, 900, 38, 70));
    Track high = track(1, List.of(), new Note(0, 900, 126, 70));
    Playback playback = playback(score(scale(2).tracks().get(0), drum, high));
    after(100, playback, new Command.Transpose(3));
    playback.play();
    assertThat(texts())
        .contains("off 60 at 200", "on 63 at 200", "off 63 at 500", "on 64 at 1000")
        .contains("off 126 at 200", "on 117 at 200", "off 117 at 900")
        .contains("on 38 at 0", "off 38 at 200", "on 38 at 1000", "off 38 at 1900")
        .doesNotContain("on 41 at 1000");
  }

  @Test
  void aTrackFallsSilentAndSoundsAgain() throws Exception {
    Track other = track(1, List.of(), new Note(0, 3000, 40, 70));
    Playback playback = playback(score(scale(3).tracks().get(0), other));
    after(100, playback, new Command.ToggleMute(1));
    after(850, playback, new Command.ToggleMute(1));
    after(1100, playback, new Command.ToggleSolo(1));
    after(1150, playback, new Command.ToggleMute(7));
    playback.play();
    assertThat(texts())
        .containsExactly(
            "on 60 at 0",
            "on 40 at 0",
            "off 40 at 200",
            "off 60 at 500",
            "on 40 at 950",
            "on 61 at 1000",
            "off 61 at 1200",
            "off 40 at 3000");
  }

  @Test
  void aNoteThatTwoTracksHoldSoundsOnWhenOneIsMuted() throws Exception {
    Track one = track(0, List.of(), new Note(0, 1000, 60, 70));
    Playback playback = playback(score(one, one));
    after(100, playback, new Command.ToggleMute(0));
    playback.play();
    assertThat(texts()).containsExactly("on 60 at 0", "off 60 at 1000");
  }

  @Test
  void aPortDoesAllAtOnce() throws Exception {
    schedules = false;
    Playback playback = playback(scale(2));
    after(100, playback, new Command.TogglePause());
    clock.after(3 * SECOND, () -> playback.send(new Command.Stop(Ending.QUIT)));
    playback.play();
    Sent off = played().get(1);
    assertThat(off.isNoteOff()).isTrue();
    assertThat(off.atMicros() - first).isCloseTo(100_000, within(1000L));
    assertThat(played()).hasSize(2);
  }

  @Test
  void oneSeesWhatIsHeard() throws Exception {
    Playback playback = playback(scale(5));
    List<PlaybackStatus> seen = new ArrayList<>();
    after(1700, playback, new Command.SeekBars(2));
    for (long millis : new long[] {1600, 1750, 2100}) {
      clock.after(Playback.LEAD_MICROS + millis * 1000, () -> seen.add(playback.status()));
    }
    after(2150, playback, new Command.TogglePause());
    clock.after(5 * SECOND, () -> seen.add(playback.status()));
    clock.after(6 * SECOND, () -> playback.send(new Command.Stop(Ending.QUIT)));
    playback.play();
    assertThat(seen.stream().map(PlaybackStatus::bar)).containsExactly(1L, 1L, 3L, 3L);
    assertThat(seen.stream().map(PlaybackStatus::beat)).containsExactly(1, 1, 0, 0);
    assertThat(seen.stream().map(PlaybackStatus::paused))
        .containsExactly(false, false, false, true);
    assertThat(seen.get(0).qpm()).isEqualTo(120);
    assertThat(seen.get(0).lengthMicros()).isEqualTo(4_500_000);
  }

  @Test
  void clockIsSentTwentyFourTimesAQuarterNoteWithStartStopAndPosition() throws Exception {
    PlaybackOptions options =
        new PlaybackOptions(false, 1, 0, 0, OptionalLong.empty(), false, Set.of(), true);
    Playback playback = playback(scale(2), options);
    after(525, playback, new Command.TogglePause());
    after(2000, playback, new Command.SeekBars(1));
    after(3000, playback, new Command.TogglePause());
    playback.play();
    List<Sent> system = played().stream().filter(sent -> sent.status() >= 0xF0).toList();
    assertThat(system.get(0).status()).isEqualTo(ShortMessage.START);
    List<Sent> pulses =
        system.stream().filter(sent -> sent.status() == ShortMessage.TIMING_CLOCK).toList();
    for (int i = 0; i <= 30; i++) {
      assertThat(pulses.get(i).forMicros() - first).isEqualTo(i * 500_000L / 24);
    }
    assertThat(pulses.get(31).forMicros() - first).isCloseTo(3_100_000, within(1000L));
    assertThat(system.get(32).status()).isEqualTo(ShortMessage.STOP);
    assertThat(system.get(33).status()).isEqualTo(ShortMessage.SONG_POSITION_POINTER);
    assertThat(system.get(33).data1()).isEqualTo(8);
    assertThat(system.get(34).status()).isEqualTo(ShortMessage.CONTINUE);
    assertThat(system.get(system.size() - 1).status()).isEqualTo(ShortMessage.STOP);
  }

  @Test
  void aDeviceThatIsPulledOutIsNoticed() {
    Playback playback = playback(scale(60));
    clock.after(3 * SECOND, () -> lost.set(true));
    assertThatThrownBy(playback::play).isInstanceOf(DeviceLostException.class);
    assertThat(clock.micros() - first).isBetween(2 * SECOND, 4 * SECOND);
    assertBalanced(receiver.messages());
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static Command command(SplittableRandom random) {
    return switch (random.nextInt(11)) {
      case 0, 1 -> new Command.TogglePause();
      case 2 -> new Command.SeekBars(random.nextInt(-3, 4));
      case 3 -> new Command.SeekStart();
      case 4 -> new Command.ScaleTempo(random.nextDouble(0.5, 2));
      case 5 -> new Command.OwnTempo();
      case 6 -> new Command.Transpose(random.nextInt(-70, 70));
      case 7 -> new Command.ToggleMute(random.nextInt(5));
      case 8 -> new Command.ToggleSolo(random.nextInt(5));
      case 9 -> new Command.LoopFromHere();
      default -> random.nextBoolean() ? new Command.LoopToHere() : new Command.ToggleLoop();
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverTheListenerWantsEachNoteEndsOnceAndTimeGoesOn(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    schedules = random.nextBoolean();
    Playback playback = playback(new PlayableScores(seed).next());
    LongStream.range(0, 40)
        .map(i -> random.nextLong(10 * SECOND))
        .sorted()
        .forEach(t -> clock.after(t, () -> playback.send(command(random))));
    clock.after(11 * SECOND, () -> playback.send(new Command.Stop(Ending.QUIT)));
    playback.play();
    assertBalanced(receiver.messages());
    long before = 0;
    for (Sent sent : played()) {
      long time = schedules ? sent.forMicros() : sent.atMicros();
      assertThat(time).isGreaterThanOrEqualTo(before);
      before = time;
      if (schedules) {
        assertThat(sent.forMicros() - sent.atMicros()).isBetween(0L, Sender.AHEAD_MICROS);
      }
    }
  }

  /** No key is struck that is down, none let go that is up, and none is down at the end. */
  private static void assertBalanced(List<Sent> messages) {
    Map<Integer, Sent> down = new TreeMap<>();
    boolean silenced = false;
    for (Sent sent : messages) {
      silenced |= sent.command() == ShortMessage.CONTROL_CHANGE && sent.data1() == 123;
      if (sent.isNoteOn()) {
        assertThat(silenced).isFalse();
        assertThat(down.put(sent.key(), sent)).as("key that is struck while down").isNull();
      } else if (sent.isNoteOff() && !silenced) {
        Sent on = down.remove(sent.key());
        assertThat(on == null && sent.forMicros() != -1 && sent.data2() != 64).isFalse();
      }
    }
    assertThat(down).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoPausesHearsNothing(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Playback playback = playback(new PlayableScores(seed).next());
    long pause = Playback.LEAD_MICROS + random.nextLong(3 * SECOND);
    clock.after(pause, () -> playback.send(new Command.TogglePause()));
    long start = clock.micros();
    clock.after(9 * SECOND, () -> playback.send(new Command.Stop(Ending.QUIT)));
    playback.play();
    assertThat(played())
        .allMatch(sent -> sent.forMicros() <= start + pause + Sender.AHEAD_MICROS + 2000);
    assertBalanced(receiver.messages());
  }
}
