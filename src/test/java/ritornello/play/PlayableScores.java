package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Track;

/**
 * Small scores of every kind, from a seed: tracks that share a channel, notes that overlap others
 * of their key or lie inside them, chords, repeated notes, tempo changes, all kinds of events.
 */
final class PlayableScores {
  private static final int LATEST_TICK = 4000;

  private final SplittableRandom random;

  PlayableScores(long seed) {
    random = new SplittableRandom(seed);
  }

  Score next() {
    List<TempoChange> tempos = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tempos.add(new TempoChange(tick(), 1 + random.nextInt(2_000_000)));
    }
    List<Track> tracks = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      tracks.add(track());
    }
    int ppq = 1 + random.nextInt(960);
    return new Score(ppq, tempos, List.of(), List.of(), List.of(), tracks);
  }

  private Track track() {
    List<Note> notes = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      // Few keys, so that they meet.
      int pitch = 60 + random.nextInt(4);
      notes.add(
          new Note(
              tick(),
              1 + random.nextInt(1000),
              pitch,
              1 + random.nextInt(127),
              random.nextInt(128)));
    }
    List<ChannelEvent> events = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      events.add(event());
    }
    return new Track("", random.nextInt(3), notes, events);
  }

  private ChannelEvent event() {
    return switch (random.nextInt(5)) {
      case 0 -> new ChannelEvent.ProgramChange(tick(), random.nextInt(128));
      case 1 -> new ChannelEvent.ControlChange(tick(), random.nextInt(128), random.nextInt(128));
      case 2 -> new ChannelEvent.PitchBend(tick(), random.nextInt(16384));
      case 3 -> new ChannelEvent.ChannelPressure(tick(), random.nextInt(128));
      default -> new ChannelEvent.KeyPressure(tick(), random.nextInt(128), random.nextInt(128));
    };
  }

  /** Often one of a few, so that things happen together. */
  private long tick() {
    return random.nextBoolean() ? 500L * random.nextInt(8) : random.nextInt(LATEST_TICK);
  }
}
