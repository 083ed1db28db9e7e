package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.play.Playback.Ending;
import ritornello.play.RecordingReceiver.Sent;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** Music that is made while it is played; time is not waited for here, but where threads are. */
class LiveSequenceTest {
  private static final int PPQ = 480;
  private static final long SECOND = 1_000_000;
  private static final TimeSignature TWO_FOUR = new TimeSignature(2, 4);
  private static final LiveOptions OPTIONS =
      new LiveOptions(PPQ, 1, 2 * SECOND, Passage::lastSoundingBar, false);

  private final FakeClock clock = new FakeClock(3);
  private final RecordingReceiver receiver = new RecordingReceiver(clock);
  private final long first = clock.micros() + Playback.LEAD_MICROS;
  private final AtomicBoolean lost = new AtomicBoolean();
  private double qpm = 120;

  private LiveSequence sequence(PassageFeed feed, LiveOptions options) {
    Sender sender = new Sender(receiver, clock, true, (message, micros) -> {});
    return new LiveSequence(
        feed, options, (quarter, quarters, micros) -> qpm, sender, clock, lost::get);
  }

  private static Passage bars(int bars, Note... notes) {
    Track track = new Track("", 0, List.of(notes), List.of());
    return new Passage(PPQ, TWO_FOUR, bars, List.of(track));
  }

  /** A bar of a second with a note of half a second. */
  private static Passage bar(int pitch) {
    return bars(1, new Note(0, PPQ, pitch, 90));
  }

  private static PassageSource source(Passage... passages) {
    List<Passage> left = new ArrayList<>(Arrays.asList(passages));
    return () -> left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0));
  }

  /** As "60 at 0", in milliseconds from the first bar line. */
  private List<String> notes() {
    return receiver.messages().stream()
        .filter(Sent::isNoteOn)
        .map(sent -> sent.data1() + " at " + Math.round((sent.forMicros() - first) / 1000.0))
        .toList();
  }

  private void fillAll(PassageFeed feed) throws InterruptedException {
    feed.want(Long.MAX_VALUE);
    while (feed.isWanting()) {
      feed.fill();
    }
  }

  @Test
  void barAfterBarIsPlayedAndThenItIsOver() throws Exception {
    PassageFeed feed =
        new PassageFeed(source(bar(60), bars(2, new Note(PPQ, 960, 64, 70)), bar(67)));
    fillAll(feed);
    assertThat(sequence(feed, OPTIONS).playFed()).isEqualTo(Ending.FINISHED);
    assertThat(notes()).containsExactly("60 at 0", "64 at 1500", "67 at 3000");
    assertBalanced();
    assertThat(clock.micros() - first).isGreaterThan(4 * SECOND + Playback.RELEASE_MICROS);
  }

  @Test
  void whereTheSourceIsLateTheLastBarIsRepeatedUntilItHasCaughtUp() throws Exception {
    PassageFeed feed =
        new PassageFeed(
            source(bars(2, new Note(0, 9, 50, 9), new Note(960, 960, 60, 90)), bar(72), bar(74)));
    feed.fill();
    // It gets ready at 4.5 seconds only: bars 2, 3 and 4 are bridged.
    clock.after(Playback.LEAD_MICROS + 4 * SECOND + 500_000, () -> fillUnchecked(feed));
    LiveSequence sequence = sequence(feed, OPTIONS);
    sequence.playFed();
    assertThat(notes())
        .containsExactly(
            "50 at 0",
            "60 at 1000",
            "60 at 2000",
            "60 at 3000",
            "60 at 4000",
            "72 at 5000",
            "74 at 6000");
    assertThat(sequence.position().bridges()).isEqualTo(3);
    assertBalanced();
  }

  private void fillUnchecked(PassageFeed feed) {
    try {
      fillAll(feed);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aNoteMayLastBeyondItsPassage() throws Exception {
    PassageFeed feed = new PassageFeed(source(bars(1, new Note(0, 3 * PPQ, 60, 90)), bar(62)));
    fillAll(feed);
    sequence(feed, OPTIONS).playFed();
    Sent off =
        receiver.messages().stream()
            .filter(Sent::isNoteOff)
            .filter(s -> s.data1() == 60)
            .findFirst()
            .orElseThrow();
    assertThat(off.forMicros() - first).isEqualTo(1_500_000);
  }

  @Test
  void theTempoChangesAtTheBarLine() throws Exception {
    PassageFeed feed = new PassageFeed(source(bar(60), bar(61), bar(62), bar(63)));
    fillAll(feed);
    clock.after(Playback.LEAD_MICROS + SECOND / 2, () -> qpm = 240);
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(
        Playback.LEAD_MICROS + 1_600_000,
        () -> {
          LiveSequence.Position position = sequence.position();
          assertThat(position.quarterAt(first + 1_250_000)).isEqualTo(3);
          assertThat(position.microsAt(5)).isEqualTo(first + 1_750_000);
        });
    sequence.playFed();
    assertThat(notes()).containsExactly("60 at 0", "61 at 1000", "62 at 1500", "63 at 2000");
    assertThat(sequence.tempos()).hasSize(2);
    assertThat(sequence.tempos().get(1).tick()).isEqualTo(960);
  }

  @Test
  void itEndsAtTheBarLineOrAtOnce() throws Exception {
    PassageFeed feed = new PassageFeed(source(bar(60), bar(61), bar(62)));
    fillAll(feed);
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(1_200_000, sequence::stopAtBar);
    assertThat(sequence.playFed()).isEqualTo(Ending.QUIT);
    assertThat(notes()).containsExactly("60 at 0", "61 at 1000");
    assertBalanced();
  }

  @Test
  void whenItIsStoppedNothingSoundsOn() throws Exception {
    PassageFeed feed = new PassageFeed(source(bars(8, new Note(0, 8 * 960, 60, 90))));
    fillAll(feed);
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(2 * SECOND, sequence::stop);
    assertThat(sequence.playFed()).isEqualTo(Ending.QUIT);
    assertThat(clock.micros() - first).isLessThan(2_300_000);
    assertBalanced();
  }

  @Test
  void whatTheSourceThrowsEndsItAndItsNotes() throws Exception {
    int[] calls = {0};
    PassageFeed feed =
        new PassageFeed(
            () -> {
              if (calls[0]++ > 0) {
                throw new IllegalStateException("the muse is gone");
              }
              return Optional.of(bars(1, new Note(0, 9000, 60, 90)));
            });
    fillAll(feed);
    assertThatThrownBy(sequence(feed, OPTIONS)::playFed).hasMessage("the muse is gone");
    assertBalanced();
    assertThat(clock.micros() - first).isLessThan(2 * SECOND);
  }

  @Test
  void anErrorOfTheSourceEndsItToo() throws Exception {
    PassageFeed feed =
        new PassageFeed(
            () -> {
              throw new OutOfMemoryError("of ideas");
            });
    fillAll(feed);
    assertThatThrownBy(sequence(feed, OPTIONS)::playFed).isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void whatSomebodyPlaysAlongIsHeardAtOnceAndEndedWithTheRest() throws Exception {
    PassageFeed feed = new PassageFeed(source(bars(4)));
    fillAll(feed);
    List<ShortMessage> witnessed = new ArrayList<>();
    Sender sender = new Sender(receiver, clock, true, (message, micros) -> witnessed.add(message));
    LiveSequence sequence =
        new LiveSequence(feed, OPTIONS, (q, qs, micros) -> qpm, sender, clock, lost::get);
    clock.after(SECOND, () -> sequence.through(Messages.noteOn(5, 64, 99)));
    clock.after(2 * SECOND, sequence::stop);
    sequence.playFed();
    Sent on = receiver.messages().get(0);
    assertThat(on.isNoteOn()).isTrue();
    assertThat(on.forMicros()).isEqualTo(-1);
    assertThat(on.channel()).isEqualTo(5);
    assertThat(witnessed).isEmpty();
    assertBalanced();
    sequence.through(Messages.noteOn(5, 64, 99));
    assertBalanced();
  }

  @Test
  void aDeviceThatIsPulledOutEndsIt() throws Exception {
    PassageFeed feed = new PassageFeed(source(bars(90, new Note(0, 9000, 60, 90))));
    fillAll(feed);
    clock.after(2 * SECOND, () -> lost.set(true));
    assertThatThrownBy(sequence(feed, OPTIONS)::playFed).isInstanceOf(DeviceLostException.class);
    assertBalanced();
    assertThat(clock.micros() - first).isLessThan(3 * SECOND);
  }

  @Test
  void clockGoesWithIt() throws Exception {
    LiveOptions options = new LiveOptions(PPQ, 1, 0, Passage::lastSoundingBar, true);
    PassageFeed feed = new PassageFeed(source(bar(60), bar(61)));
    fillAll(feed);
    sequence(feed, options).playFed();
    List<Sent> system = receiver.messages().stream().filter(sent -> sent.status() >= 0xF0).toList();
    assertThat(system.get(0).status()).isEqualTo(ShortMessage.START);
    assertThat(system.get(system.size() - 1).status()).isEqualTo(ShortMessage.STOP);
    List<Sent> pulses = system.subList(1, system.size() - 1);
    assertThat(pulses).hasSize(96).allMatch(sent -> sent.status() == ShortMessage.TIMING_CLOCK);
    for (int i = 0; i < pulses.size(); i++) {
      assertThat(pulses.get(i).forMicros() - first).isEqualTo(i * 500_000L / 24);
    }
  }

  @Test
  void theMetronomeClicksFromTheNextBarOn() throws Exception {
    PassageFeed feed = new PassageFeed(source(bar(60), bar(61), bar(62)));
    fillAll(feed);
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(Playback.LEAD_MICROS + 300_000, () -> sequence.metronome(true));
    clock.after(Playback.LEAD_MICROS + 1_300_000, () -> sequence.metronome(false));
    sequence.playFed();
    assertThat(notes())
        .containsExactlyInAnyOrder(
            "60 at 0", "61 at 1000", "76 at 1000", "77 at 1500", "62 at 2000");
  }

  @Test
  void theSourceIsAskedForTwoSecondsAheadAndNotForMore() throws Exception {
    List<Long> asked = new ArrayList<>();
    PassageFeed feed =
        new PassageFeed(
            () -> {
              asked.add(clock.micros() - first);
              return Optional.of(bar(60));
            });
    for (int i = 0; i < 1000; i++) {
      clock.after(
          i * 10_000L,
          () -> {
            if (feed.isWanting()) {
              fillOne(feed);
            }
          });
    }
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(8 * SECOND, sequence::stop);
    sequence.playFed();
    assertThat(sequence.position().bridges()).isZero();
    // The bar that plays, two seconds ready behind it: at 5 seconds it has the bars up to 8.
    assertThat(asked.stream().filter(micros -> micros < 5 * SECOND).count()).isBetween(7L, 8L);
  }

  private static void fillOne(PassageFeed feed) {
    try {
      feed.fill();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(20)
  void theSourceHasAThreadOfItsOwn() throws Exception {
    List<String> threads = new ArrayList<>();
    PassageSource source =
        () -> {
          threads.add(Thread.currentThread().getName());
          return threads.size() > 3 ? Optional.empty() : Optional.of(bar(60 + threads.size()));
        };
    PlayClock real = new SystemClock();
    RecordingReceiver port = new RecordingReceiver(real);
    qpm = 600;
    Player player = new Player(port, real, false, () -> false);
    TempoSource fast = (quarter, quarters, micros) -> 600;
    assertThat(player.live(source, OPTIONS, fast).play()).isEqualTo(Ending.FINISHED);
    assertThat(threads).hasSize(4).allMatch("music ahead"::equals);
    assertThat(port.messages().stream().filter(Sent::isNoteOn).map(Sent::data1))
        .containsExactly(61, 62, 63);
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  /** Sources that are now and then late, whose notes overlap and last beyond their passages. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whateverComesWheneverEachNoteEndsOnce(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      passages.add(passage(random));
    }
    PassageFeed feed = new PassageFeed(source(passages.toArray(Passage[]::new)));
    feed.fill();
    for (int i = 0; i < 9; i++) {
      clock.after(random.nextLong(20 * SECOND), () -> fillOne(feed));
    }
    qpm = random.nextDouble(60, 300);
    LiveSequence sequence = sequence(feed, OPTIONS);
    clock.after(60 * SECOND, sequence::stop);
    sequence.playFed();
    assertBalanced();
    long before = 0;
    for (Sent sent : receiver.messages()) {
      if (sent.forMicros() != -1) {
        assertThat(sent.forMicros()).isGreaterThanOrEqualTo(before);
        before = sent.forMicros();
      }
    }
  }

  private static Passage passage(SplittableRandom random) {
    int bars = random.nextInt(1, 4);
    List<Note> notes = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      long start = random.nextLong(bars * 960L);
      notes.add(new Note(start, 1 + random.nextInt(2500), 60 + random.nextInt(3), 90));
    }
    Track track =
        new Track(
            "", 0, notes, List.of(new ChannelEvent.ControlChange(0, 64, random.nextInt(128))));
    return new Passage(PPQ, TWO_FOUR, bars, List.of(track));
  }

  private void assertBalanced() {
    Map<Integer, Sent> down = new TreeMap<>();
    for (Sent sent : receiver.messages()) {
      if (sent.isNoteOn()) {
        assertThat(down.put(sent.key(), sent)).as("key that is struck while down").isNull();
      } else if (sent.isNoteOff()) {
        down.remove(sent.key());
      }
    }
    assertThat(down).isEmpty();
  }
}
