package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/** With time that is not waited for, and a receiver that remembers, fails and interrupts. */
class PlayerTest {
  private static final int PPQ = 480;

  private final Time clock = new Time();

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  /** Passes when it is slept through, in the uneven pieces of a real one. */
  private static final class Time implements PlayClock {
    private long micros = 1_000_000;

    @Override
    public long micros() {
      return micros;
    }

    @Override
    public void sleepUntil(long until) {
      micros += Math.max(1, (until - micros + 1) / 2);
    }
  }

  private record Sent(long atMicros, long timestamp, ShortMessage message) {}

  /** Remembers what came, and does something at one of the messages. */
  private final class Memory implements Receiver {
    private final List<Sent> sent = new ArrayList<>();
    private final int special;
    private final Runnable what;

    Memory(int special, Runnable what) {
      this.special = special;
      this.what = what;
    }

    @Override
    public void send(MidiMessage message, long timestamp) {
      sent.add(new Sent(clock.micros(), timestamp, (ShortMessage) message));
      if (sent.size() == special) {
        what.run();
      }
    }

    @Override
    public void close() {}

    /** Keys that have been begun and not ended, as channel · 128 + pitch. */
    Set<Integer> sounding() {
      Set<Integer> sounding = new HashSet<>();
      for (Sent one : sent) {
        int key = one.message().getChannel() * 128 + one.message().getData1();
        if (one.message().getCommand() == ShortMessage.NOTE_ON) {
          sounding.add(key);
        } else if (one.message().getCommand() == ShortMessage.NOTE_OFF) {
          sounding.remove(key);
        }
      }
      return sounding;
    }

    long channelsSilenced() {
      return sent.stream()
          .filter(one -> one.message().getCommand() == ShortMessage.CONTROL_CHANGE)
          .filter(one -> one.message().getData1() == 120)
          .map(one -> one.message().getChannel())
          .distinct()
          .count();
    }
  }

  private static Score score(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TempoChange> tempos = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tempos.add(new TempoChange(random.nextInt(8 * PPQ), random.nextInt(100_000, 2_000_000)));
    }
    List<Track> tracks = new ArrayList<>();
    for (int channel = 0; channel < 16; channel += 5) {
      List<Note> notes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int start = random.nextInt(8 * PPQ);
        int length = random.nextInt(1, 2 * PPQ);
        notes.add(new Note(start, length, random.nextInt(128), random.nextInt(1, 128), 64));
      }
      List<ChannelEvent> events =
          List.of(
              new ChannelEvent.ProgramChange(0, random.nextInt(128)),
              new ChannelEvent.ControlChange(random.nextInt(8 * PPQ), 64, 127));
      tracks.add(new Track("track", channel, notes, events));
    }
    return new Score(PPQ, tempos, List.of(), List.of(), List.of(), tracks);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void toAPortEveryMessageIsSentWhenItIsTime(int seed) throws Exception {
    Score score = score(seed);
    Memory memory = new Memory(-1, () -> {});
    new Player(memory, clock, false).play(score, false);
    List<Timeline.Timed> timeline = Timeline.of(score);
    long start = memory.sent.get(0).atMicros() - timeline.get(0).micros();
    for (int i = 0; i < timeline.size(); i++) {
      Sent sent = memory.sent.get(i);
      assertThat(sent.message().getMessage()).isEqualTo(timeline.get(i).message().getMessage());
      assertThat(sent.timestamp()).isEqualTo(-1);
      assertThat(sent.atMicros() - start - timeline.get(i).micros()).isBetween(0L, 2L);
    }
    assertThat(memory.sounding()).isEmpty();
    assertThat(memory.channelsSilenced()).isEqualTo(16);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSynthesizerGetsEveryMessageAheadWithItsTime(int seed) throws Exception {
    Score score = score(seed);
    Memory memory = new Memory(-1, () -> {});
    new Player(memory, clock, true).play(score, false);
    List<Timeline.Timed> timeline = Timeline.of(score);
    long start = memory.sent.get(0).timestamp() - timeline.get(0).micros();
    for (int i = 0; i < timeline.size(); i++) {
      Sent sent = memory.sent.get(i);
      assertThat(sent.timestamp() - start).isEqualTo(timeline.get(i).micros());
      assertThat(sent.timestamp() - sent.atMicros()).isBetween(1L, 150_000L);
    }
    assertThat(memory.sounding()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void timesFollowTheTempoMapAndNotesEndBeforeOthersBegin(int seed) {
    Score score = score(seed);
    List<Timeline.Timed> timeline = Timeline.of(score);
    assertThat(timeline).isSortedAccordingTo((a, b) -> Long.compare(a.micros(), b.micros()));
    assertThat(timeline).hasSize(2 * score.noteCount() + 2 * score.tracks().size());
    assertThat(timeline.get(timeline.size() - 1).micros())
        .isEqualTo(score.tempoMap().microsAt(score.endTick()));
  }

  @Test
  void aNoteThatIsRepeatedIsEndedFirst() {
    List<Note> notes = List.of(new Note(0, PPQ, 60, 90, 64), new Note(PPQ, PPQ, 60, 90, 64));
    Track track = new Track("", 0, notes, List.of(new ChannelEvent.ProgramChange(PPQ, 5)));
    List<Timeline.Timed> timeline =
        Timeline.of(new Score(PPQ, List.of(), List.of(), List.of(), List.of(), List.of(track)));
    assertThat(timeline.stream().map(timed -> timed.message().getStatus() & 0xF0))
        .containsExactly(0x90, 0x80, 0xC0, 0x90, 0x80);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void interruptedAtAnyMomentNothingSoundsOn(int seed) {
    Memory memory =
        new Memory(1 + new SplittableRandom(seed).nextInt(150), Thread.currentThread()::interrupt);
    for (boolean schedules : new boolean[] {false, true}) {
      memory.sent.clear();
      assertThatThrownBy(() -> new Player(memory, clock, schedules).play(score(seed), false))
          .isInstanceOf(InterruptedException.class);
      assertThat(memory.sounding()).isEmpty();
      assertThat(memory.channelsSilenced()).isEqualTo(16);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aReceiverThatRefusesAMessageIsToldToBeSilentAllTheSame(int seed) {
    Memory memory =
        new Memory(
            1 + new SplittableRandom(seed).nextInt(150),
            () -> {
              throw new IllegalStateException("pulled out");
            });
    assertThatThrownBy(() -> new Player(memory, clock, false).play(score(seed), false))
        .isInstanceOf(NoDeviceException.class)
        .hasMessageContaining("pulled out");
    assertThat(memory.sounding()).isEmpty();
    assertThat(memory.channelsSilenced()).isEqualTo(16);
  }

  @Test
  void aRestBeforeTheFirstNoteCanBeSkipped() throws Exception {
    Track track = new Track("", 0, List.of(new Note(100 * PPQ, PPQ, 60, 90, 64)), List.of());
    Score score = new Score(PPQ, List.of(), List.of(), List.of(), List.of(), List.of(track));
    long begun = clock.micros();
    new Player(new Memory(-1, () -> {}), clock, false).play(score, true);
    assertThat(clock.micros() - begun).isLessThan(2_000_000);
    new Player(new Memory(-1, () -> {}), clock, false).play(score, false);
    assertThat(clock.micros() - begun).isGreaterThan(50_000_000);
  }
}
