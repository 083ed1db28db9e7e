package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import ritornello.midi.Timeline;
import ritornello.play.RecordingReceiver.Sent;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.Track;

/** What a device gets, and when; time is not waited for here. */
class PlayerTest {
  private static final int PANIC_MESSAGES = 16 * 4;

  /** A player, its clock, and a receiver that remembers. */
  private static final class Stage {
    final FakeClock clock;
    final RecordingReceiver receiver;
    final Player player;
    final long firstMicros;

    Stage(FakeClock clock, boolean schedules, IntPredicate refused) {
      this.clock = clock;
      receiver = new RecordingReceiver(clock, refused);
      player = new Player(receiver, clock, schedules);
      firstMicros = clock.micros() + Player.LEAD_MICROS;
    }

    Stage(long seed, boolean schedules) {
      this(new FakeClock(seed), schedules, number -> false);
    }

    List<Sent> messages() {
      return receiver.messages();
    }

    /** What was played, without the panic at the end. */
    List<Sent> played() {
      return messages().subList(0, messages().size() - PANIC_MESSAGES);
    }

    /** Plays it whole. */
    Stage play(Score score) throws InterruptedException {
      player.play(score, false);
      return this;
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  private static Score score(long seed) {
    return new PlayableScores(seed).next();
  }

  /** Tick by tick. */
  private static long micros(Score score, long tick) {
    long microsTimesPpq = 0;
    int microsPerQuarter = 500_000;
    int next = 0;
    for (long t = 0; t < tick; t++) {
      while (next < score.tempos().size() && score.tempos().get(next).tick() == t) {
        microsPerQuarter = score.tempos().get(next++).microsPerQuarter();
      }
      microsTimesPpq += microsPerQuarter;
    }
    return microsTimesPpq / score.ppq();
  }

  private record Interval(long start, long end) {}

  /** Joins those that touch, and forgets those that are empty. */
  private static List<Interval> joined(List<Interval> intervals) {
    List<Interval> joined = new ArrayList<>();
    for (Interval next :
        intervals.stream().sorted(Comparator.comparingLong(Interval::start)).toList()) {
      Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && next.start() <= last.end()) {
        joined.set(joined.size() - 1, new Interval(last.start(), Math.max(last.end(), next.end())));
      } else if (next.end() > next.start()) {
        joined.add(next);
      }
    }
    return joined;
  }

  /** When each key is to sound. */
  private static Map<Integer, List<Interval>> sounding(Score score) {
    Map<Integer, List<Interval>> sounding = new TreeMap<>();
    for (Track track : score.tracks()) {
      for (Note note : track.notes()) {
        Interval interval =
            new Interval(micros(score, note.startTick()), micros(score, note.endTick()));
        sounding
            .computeIfAbsent(track.channel() * 128 + note.pitch(), key -> new ArrayList<>())
            .add(interval);
      }
    }
    sounding.replaceAll((key, intervals) -> joined(intervals));
    return sounding;
  }

  /** When each key is down. */
  private static Map<Integer, List<Interval>> sounding(Stage stage) {
    Map<Integer, Long> down = new TreeMap<>();
    Map<Integer, List<Interval>> sounding = new TreeMap<>();
    for (Sent sent : stage.played()) {
      long when = sent.forMicros() - stage.firstMicros;
      if (sent.isNoteOn()) {
        assertThat(down.put(sent.key(), when)).as("key struck that is down").isNull();
      } else if (sent.isNoteOff()) {
        Long since = down.remove(sent.key());
        assertThat(since).as("start of the note that is ended").isNotNull();
        sounding
            .computeIfAbsent(sent.key(), key -> new ArrayList<>())
            .add(new Interval(since, when));
      }
    }
    assertThat(down).as("notes that are not ended").isEmpty();
    sounding.replaceAll((key, intervals) -> joined(intervals));
    return sounding;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKeyIsDownJustAsLongAsItsNotesSound(int seed) throws Exception {
    Score score = score(seed);
    assertThat(sounding(new Stage(seed, true).play(score))).isEqualTo(sounding(score));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyNoteIsStruckWhereItBegins(int seed) throws Exception {
    Score score = score(seed);
    Stage stage = new Stage(seed, true).play(score);
    for (Track track : score.tracks()) {
      for (Note note : track.notes()) {
        int key = track.channel() * 128 + note.pitch();
        long when = stage.firstMicros + micros(score, note.startTick());
        assertThat(stage.played())
            .anyMatch(
                sent ->
                    sent.isNoteOn()
                        && sent.key() == key
                        && sent.forMicros() == when
                        && sent.data2() >= note.velocity());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allElseIsSentInItsOrderAndTime(int seed) throws Exception {
    Score score = score(seed);
    Stage stage = new Stage(seed, true).play(score);
    long latest = micros(score, score.endTick()) + 5_000_000;
    List<String> expected =
        score.tracks().stream()
            .flatMap(track -> track.events().stream().map(event -> Map.entry(track, event)))
            .sorted(Comparator.comparingLong(entry -> entry.getValue().tick()))
            .filter(entry -> micros(score, entry.getValue().tick()) <= latest)
            .map(
                entry ->
                    micros(score, entry.getValue().tick())
                        + " "
                        + bytes(entry.getKey().channel(), entry.getValue()))
            .toList();
    List<String> sent =
        stage.played().stream()
            .filter(message -> !message.isNoteOn() && !message.isNoteOff())
            .map(
                message ->
                    message.forMicros()
                        - stage.firstMicros
                        + " "
                        + List.of(
                            message.command() | message.channel(),
                            message.data1(),
                            message.data2()))
            .toList();
    assertThat(sent).isEqualTo(expected);
  }

  private static List<Integer> bytes(int channel, ChannelEvent event) {
    if (event instanceof ChannelEvent.ProgramChange change) {
      return List.of(0xC0 | channel, change.program(), 0);
    } else if (event instanceof ChannelEvent.ControlChange change) {
      return List.of(0xB0 | channel, change.controller(), change.value());
    } else if (event instanceof ChannelEvent.PitchBend bend) {
      return List.of(0xE0 | channel, bend.value() % 128, bend.value() / 128);
    } else if (event instanceof ChannelEvent.ChannelPressure pressure) {
      return List.of(0xD0 | channel, pressure.pressure(), 0);
    }
    ChannelEvent.KeyPressure pressure = (ChannelEvent.KeyPressure) event;
    return List.of(0xA0 | channel, pressure.pitch(), pressure.pressure());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSynthesizerGetsMessagesBeforeTheirTimeButNotLongBefore(int seed) throws Exception {
    Stage stage = new Stage(seed, true).play(score(seed));
    for (Sent sent : stage.played()) {
      assertThat(sent.forMicros() - sent.atMicros()).isBetween(0L, Player.AHEAD_MICROS);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPortGetsTheSameMessagesWhenItIsTime(int seed) throws Exception {
    Score score = score(seed);
    Stage synthesizer = new Stage(seed, true).play(score);
    Stage port = new Stage(seed, false).play(score);
    assertThat(port.messages()).hasSameSizeAs(synthesizer.messages());
    for (int i = 0; i < port.played().size(); i++) {
      Sent sent = port.played().get(i);
      Sent scheduled = synthesizer.played().get(i);
      long late = sent.atMicros() - port.firstMicros;
      late -= scheduled.forMicros() - synthesizer.firstMicros;
      assertThat(late).isBetween(0L, FakeClock.LATEST_WAKING_MICROS);
      assertThat(sent.forMicros()).isEqualTo(-1);
      assertThat(List.of(sent.command(), sent.key(), sent.data2()))
          .isEqualTo(List.of(scheduled.command(), scheduled.key(), scheduled.data2()));
    }
  }

  /** All channels get all four controllers, and no key is down. */
  private static void assertSilenced(Stage stage, IntPredicate refused) {
    List<Sent> messages = stage.messages();
    TreeSet<Integer> down = new TreeSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Sent sent = messages.get(i);
      if (sent.isNoteOn()) {
        down.add(sent.key());
      } else if (sent.isNoteOff() && !refused.test(i)) {
        down.remove(sent.key());
      }
    }
    assertThat(down).as("keys that are down at the end").isEmpty();
    List<Sent> panic = messages.subList(messages.size() - PANIC_MESSAGES, messages.size());
    assertThat(panic).allMatch(sent -> sent.command() == ShortMessage.CONTROL_CHANGE);
    assertThat(panic).allMatch(sent -> sent.data2() == 0);
    Map<Integer, List<Integer>> controllers =
        panic.stream()
            .collect(
                Collectors.groupingBy(
                    Sent::channel, Collectors.mapping(Sent::data1, Collectors.toList())));
    assertThat(controllers).hasSize(16);
    assertThat(controllers.values()).allMatch(List.of(64, 123, 120, 121)::equals);
  }

  /** Whatever was sent ahead is silenced after its time. */
  private static void assertNothingIsLeftFor(Stage stage) {
    List<Sent> messages = stage.messages();
    Sent last = messages.get(messages.size() - 1);
    long latest =
        messages.stream()
            .filter(sent -> !(sent.forMicros() == last.forMicros()))
            .mapToLong(Sent::forMicros)
            .max()
            .orElse(-1);
    if (latest >= last.atMicros()) {
      assertThat(last.forMicros()).isGreaterThan(latest);
      assertThat(last.forMicros() - last.atMicros()).isLessThanOrEqualTo(Player.AHEAD_MICROS + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void atTheEndItRingsOutAndThenAllIsSilent(int seed) throws Exception {
    Score score = score(seed);
    Stage stage = new Stage(seed, seed % 2 == 0).play(score);
    assertSilenced(stage, number -> false);
    Sent last = stage.messages().get(stage.messages().size() - 1);
    long end = stage.firstMicros + micros(score, score.endTick());
    if (score.noteCount() > 0) {
      assertThat(last.atMicros()).isGreaterThanOrEqualTo(end + Player.RELEASE_MICROS);
    }
    assertThat(last.atMicros()).isLessThan(end + Player.RELEASE_MICROS + 5_100_000);
  }

  static Stream<Integer> fewSeeds() {
    return Stream.of(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void wheneverItIsInterruptedAllIsSilent(int seed) throws Exception {
    Score score = score(seed);
    for (boolean schedules : new boolean[] {false, true}) {
      int sleeps = new Stage(seed, schedules).play(score).clock.sleeps();
      for (int sleep = 1; sleep <= sleeps; sleep++) {
        Stage stage = new Stage(new FakeClock(seed, sleep), schedules, number -> false);
        assertThatThrownBy(() -> stage.play(score)).isInstanceOf(InterruptedException.class);
        assertSilenced(stage, number -> false);
        assertNothingIsLeftFor(stage);
      }
    }
  }

  @Test
  void whoIsInterruptedBeforeDoesNotEvenBegin() {
    Stage stage = new Stage(1, true);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> stage.play(score(1))).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(stage.messages()).noneMatch(Sent::isNoteOn);
    assertSilenced(stage, number -> false);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void whicheverMessageTheReceiverThrowsAtAllIsSilent(int seed) throws Exception {
    Score score = score(seed);
    for (boolean schedules : new boolean[] {false, true}) {
      int count = new Stage(seed, schedules).play(score).played().size();
      for (int bad = 0; bad < count; bad++) {
        int refused = bad;
        IntPredicate once = number -> number == refused;
        Stage stage = new Stage(new FakeClock(seed), schedules, once);
        assertThatThrownBy(() -> stage.play(score))
            .hasMessageContaining("message " + bad + " is refused");
        assertSilenced(stage, once);
        assertNothingIsLeftFor(stage);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void aReceiverThatTakesNoMoreIsStillAskedToBeSilent(int seed) throws Exception {
    Score score = score(seed);
    int count = new Stage(seed, false).play(score).played().size();
    for (int bad = 0; bad < count; bad++) {
      int from = bad;
      Stage stage = new Stage(new FakeClock(seed), false, number -> number >= from);
      assertThatThrownBy(() -> stage.play(score))
          .hasMessageContaining("message " + bad + " is refused");
      assertSilenced(stage, number -> number == from);
    }
  }

  @Test
  void aPanicThatIsRefusedInPartReachesTheRest() throws Exception {
    Score score = score(3);
    int count = new Stage(3, false).play(score).played().size();
    Stage stage = new Stage(new FakeClock(3), false, number -> number >= count && number % 2 == 0);
    stage.play(score);
    assertSilenced(stage, number -> false);
  }

  @Test
  void aPlayerPlaysAgainAfterItWasStopped() throws Exception {
    Score score = score(5);
    Stage stage = new Stage(new FakeClock(5), true, number -> number == 3);
    assertThatThrownBy(() -> stage.play(score)).isInstanceOf(DeviceLostException.class);
    int before = stage.messages().size();
    stage.play(score);
    assertThat(stage.messages().size() - before)
        .isEqualTo(new Stage(6, true).play(score).messages().size());
    assertSilenced(stage, number -> number == 3);
  }

  private static Note note(long start, long length, int velocity) {
    return new Note(start, length, 60, velocity, 40);
  }

  private static Score score(Track... tracks) {
    return new Score(500, List.of(), List.of(), List.of(), List.of(), List.of(tracks));
  }

  private static Track track(Note... notes) {
    return new Track("", 0, List.of(notes), List.of());
  }

  /** As "on 90 at 0", a tick of these scores being a millisecond. */
  private static List<String> texts(Score score) {
    return Timeline.of(score).stream()
        .map(
            timed ->
                switch (timed.message().getCommand()) {
                      case ShortMessage.NOTE_ON -> "on ";
                      case ShortMessage.NOTE_OFF -> "off ";
                      default -> "event ";
                    }
                    + timed.message().getData2()
                    + " at "
                    + timed.micros() / 1000)
        .toList();
  }

  @Test
  void aNoteThatIsRepeatedEndsBeforeItBeginsAgain() {
    assertThat(texts(score(track(note(0, 100, 90), note(100, 100, 80)))))
        .containsExactly("on 90 at 0", "off 40 at 100", "on 80 at 100", "off 40 at 200");
  }

  @Test
  void aNoteInsideAnotherOfItsKeyIsStruckAndTheLongOneSoundsOn() {
    assertThat(texts(score(track(note(0, 400, 90), note(100, 100, 80)))))
        .containsExactly("on 90 at 0", "off 64 at 100", "on 80 at 100", "off 40 at 400");
  }

  @Test
  void twoTracksInUnisonStrikeOnceAsLoudAsTheLouder() {
    assertThat(texts(score(track(note(0, 100, 60)), track(note(0, 300, 90)))))
        .containsExactly("on 90 at 0", "off 40 at 300");
  }

  @Test
  void whatConcernsANoteIsSentBeforeItAndAfterTheOneThatEnds() {
    Track track =
        new Track(
            "",
            0,
            List.of(note(0, 100, 90), note(100, 100, 80)),
            List.of(
                new ChannelEvent.ProgramChange(0, 73),
                new ChannelEvent.ControlChange(100, 64, 127)));
    assertThat(texts(score(track)))
        .containsExactly(
            "event 0 at 0",
            "on 90 at 0",
            "off 40 at 100",
            "event 127 at 100",
            "on 80 at 100",
            "off 40 at 200");
  }

  @Test
  void whatComesLongAfterTheLastNoteIsNotWaitedFor() {
    List<ChannelEvent> events =
        List.of(
            new ChannelEvent.ControlChange(900, 64, 0),
            new ChannelEvent.ControlChange(260_000_000, 64, 1));
    Track track = new Track("", 0, List.of(note(0, 100, 90)), events);
    assertThat(texts(score(track))).endsWith("off 40 at 100", "event 0 at 900");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leadingSilenceCanBeSkipped(boolean schedules) throws Exception {
    Track track =
        new Track(
            "",
            0,
            List.of(note(3000, 100, 90), note(3200, 100, 80)),
            List.of(
                new ChannelEvent.ProgramChange(0, 73),
                new ChannelEvent.ControlChange(2000, 7, 99)));
    Stage stage = new Stage(1, schedules);
    stage.player.play(score(track), true);
    List<Sent> played = stage.played();
    assertThat(played.stream().map(Sent::command))
        .containsExactly(
            ShortMessage.PROGRAM_CHANGE,
            ShortMessage.CONTROL_CHANGE,
            ShortMessage.NOTE_ON,
            ShortMessage.NOTE_OFF,
            ShortMessage.NOTE_ON,
            ShortMessage.NOTE_OFF);
    long[] expected = {0, 0, 0, 100_000, 200_000, 300_000};
    for (int i = 0; i < expected.length; i++) {
      Sent sent = played.get(i);
      long when = schedules ? sent.forMicros() : sent.atMicros();
      assertThat(when - stage.firstMicros)
          .isCloseTo(expected[i], within(FakeClock.LATEST_WAKING_MICROS));
    }
  }

  @Test
  void aScoreWithoutNotesIsOverSoon() throws Exception {
    Stage stage = new Stage(1, true).play(score());
    assertThat(stage.played()).isEmpty();
    assertSilenced(stage, number -> false);
  }
}
