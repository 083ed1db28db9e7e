package ritornello.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ritornello.midi.MidiReader;
import ritornello.midi.MidiWriter;
import ritornello.play.RecordingReceiver.Sent;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** A session of two is kept, and played again it is the same. */
class SessionRecorderTest {
  private static final int PPQ = 480;
  private static final TimeSignature THREE_FOUR = new TimeSignature(3, 4);

  private final FakeClock clock = new FakeClock(11);
  private final RecordingReceiver receiver = new RecordingReceiver(clock);
  private final SessionRecorder recorder = new SessionRecorder();
  private final long first = clock.micros() + Playback.LEAD_MICROS;

  private Player player(RecordingReceiver to) {
    return new Player(to, clock, true, () -> false);
  }

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  private static Passage passage(SplittableRandom random) {
    List<Note> notes = new ArrayList<>();
    for (int pitch = 60; pitch < 66; pitch++) {
      long start = random.nextLong(1000);
      notes.add(new Note(start, 1 + random.nextLong(1439 - start), pitch, 50, 20));
    }
    List<ChannelEvent> events =
        List.of(
            new ChannelEvent.ProgramChange(0, random.nextInt(128)),
            new ChannelEvent.PitchBend(random.nextLong(1440), random.nextInt(16384)),
            new ChannelEvent.ControlChange(random.nextLong(1440), 64, random.nextInt(128)));
    return new Passage(PPQ, THREE_FOUR, 1, List.of(new Track("", 3, notes, events)));
  }

  /** A session of the program and of somebody who plays at any time, with a tempo for each bar. */
  private Score session(SplittableRandom random) throws Exception {
    int[] bars = {0};
    PassageFeed feed =
        new PassageFeed(() -> bars[0]++ < 6 ? Optional.of(passage(random)) : Optional.empty());
    feed.want(Long.MAX_VALUE);
    while (feed.isWanting()) {
      feed.fill();
    }
    Sender sender = new Sender(receiver, clock, true, recorder::sent);
    LiveSequence sequence =
        new LiveSequence(
            feed,
            LiveOptions.USUAL,
            (quarter, quarters, micros) -> random.nextDouble(60, 300),
            sender,
            clock,
            () -> false);
    for (int i = 0; i < 20; i++) {
      long start = random.nextLong(5_000_000);
      int pitch = 40 + i;
      recorder.played("you", Messages.noteOn(0, pitch, 77), first + start);
      recorder.played("you", Messages.noteOff(0, pitch, 9), first + start + 200_000);
    }
    recorder.played("you", Messages.system(0xF8), first + 1);
    sequence.playFed();
    return recorder.score(
        PPQ, sequence.position().startMicros(), sequence.tempos(), sequence.metres());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSessionThatIsKeptAndReplayedIsTheSame(int seed) throws Exception {
    Score score = session(new SplittableRandom(seed));
    Score read = MidiReader.read(MidiWriter.toBytes(score), "session.mid").score();
    assertThat(read).isEqualTo(score);
    assertThat(score.tracks().stream().map(Track::name)).containsExactly("Ritornello", "you");

    long played = clock.micros() + Playback.LEAD_MICROS;
    RecordingReceiver again = new RecordingReceiver(clock);
    player(again).play(read, false);
    // What the program played is sent again to the microsecond.
    assertThat(texts(again, played, 3)).isEqualTo(texts(receiver, first, 3));
    // What the person played, to the tick.
    List<Sent> yours =
        again.messages().stream().filter(s -> s.isNoteOn() && s.channel() == 0).toList();
    assertThat(yours).hasSize(20);
  }

  private static List<String> texts(RecordingReceiver receiver, long first, int channel) {
    return receiver.messages().stream()
        .filter(sent -> sent.forMicros() != -1 && sent.channel() == channel)
        .map(
            sent ->
                sent.command()
                    + " "
                    + sent.data1()
                    + " "
                    + sent.data2()
                    + " at "
                    + (sent.forMicros() - first))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whoRecordsTheReplayGetsTheSameScore(int seed) throws Exception {
    Score score = session(new SplittableRandom(seed));
    SessionRecorder second = new SessionRecorder();
    long start = clock.micros() + Playback.LEAD_MICROS;
    player(new RecordingReceiver(clock)).recordedBy(second).play(score, false);
    Score again = second.score(PPQ, start, score.tempos(), score.timeSignatures());
    assertThat(notes(again)).isEqualTo(notes(score));
  }

  private static List<String> notes(Score score) {
    return score.tracks().stream()
        .flatMap(track -> track.notes().stream().map(note -> track.channel() + " " + note))
        .sorted()
        .toList();
  }

  @Test
  void aNoteThatStillSoundsEndsWithTheRecordingAndWhatWasTooEarlyIsAtTheStart() {
    recorder.played("you", Messages.noteOn(0, 60, 70), 900);
    recorder.played("you", Messages.noteOn(0, 62, 70), 501_000);
    recorder.played("you", Messages.control(0, 64, 0), 1_001_000);
    Score score = recorder.score(PPQ, 1000, List.of(), List.of());
    assertThat(score.tracks().get(0).notes())
        .containsExactly(new Note(0, 960, 60, 70), new Note(480, 480, 62, 70));
  }
}
