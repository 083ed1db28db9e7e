package ritornello.token;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** Scores with all that codecs look at, from a seed: also what is odd, as keys struck twice. */
final class RandomMusic {
  private final SplittableRandom random;
  private final int ppq;
  private final long ticks;

  private RandomMusic(long seed) {
    random = new SplittableRandom(seed);
    ppq = random.nextInt(4) == 0 ? 1 + random.nextInt(2000) : 96 << random.nextInt(4);
    ticks = (long) ppq * (4 + random.nextInt(60));
  }

  static Score score(long seed) {
    return new RandomMusic(seed).score();
  }

  private Score score() {
    List<TempoChange> tempos = new ArrayList<>();
    List<TimeSignatureChange> metres = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      int micros = random.nextInt(8) == 0 ? 0xFF_FFFF : 1_000_000;
      tempos.add(new TempoChange(tick(), 150_000 + random.nextInt(micros)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      int numerator = random.nextInt(6) == 0 ? 255 : 13;
      metres.add(
          new TimeSignatureChange(
              random.nextBoolean() ? 0 : tick(),
              new TimeSignature(1 + random.nextInt(numerator), 1 << random.nextInt(6))));
    }
    List<Track> tracks = new ArrayList<>();
    int count = random.nextInt(10) == 0 ? 20 : random.nextInt(5);
    for (int i = 0; i < count; i++) {
      tracks.add(track());
    }
    return new Score(ppq, tempos, metres, List.of(), List.of(), tracks);
  }

  private Track track() {
    List<Note> notes = new ArrayList<>();
    long start = random.nextInt(3) == 0 ? random.nextLong(ticks) : 0;
    int lowest = random.nextInt(100);
    for (int i = random.nextInt(60); i > 0; i--) {
      long length = 1 + random.nextLong(random.nextInt(10) == 0 ? 40L * ppq : 2L * ppq);
      int pitch = lowest + random.nextInt(28);
      notes.add(new Note(start, length, pitch, 1 + random.nextInt(127)));
      start += gap();
    }
    List<ChannelEvent> events = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      events.add(new ChannelEvent.ProgramChange(tick(), random.nextInt(128)));
    }
    for (int i = random.nextInt(3) * random.nextInt(6); i > 0; i--) {
      events.add(new ChannelEvent.ControlChange(tick(), 64, random.nextInt(128)));
    }
    return new Track("", random.nextInt(16), notes, events);
  }

  private long gap() {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextLong(100L * ppq);
      case 1, 2, 3, 4, 5, 6, 7, 8 -> 0;
      case 9, 10, 11 -> 1 + random.nextLong(Math.max(1, ppq / 50));
      default -> Math.max(1, ppq / 4L) * random.nextInt(4);
    };
  }

  private long tick() {
    return random.nextInt(3) == 0 ? 0 : random.nextLong(ticks);
  }
}
