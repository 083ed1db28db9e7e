package ritornello.midi;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ritornello.score.ChannelEvent;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoChange;
import ritornello.score.Text;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/**
 * Scores of every kind that a file can hold, from a seed: overlaps and duplicates too, but no note
 * that lies inside another of its key.
 */
final class RandomScores {
  private static final String[] WORDS = {
    "",
    "Bourrée",
    "Zażółć gęślą jaźń",
    "春の海",
    "\uD834\uDD1E",
    "la\r\nla",
    "Ã©",
    "\u0001\u007F\u0085"
  };

  private final SplittableRandom random;
  private final long latestTick;

  RandomScores(long seed) {
    this(seed, 20_000);
  }

  RandomScores(long seed, long latestTick) {
    this.random = new SplittableRandom(seed);
    this.latestTick = latestTick;
  }

  Score next() {
    List<TempoChange> tempos = new ArrayList<>();
    List<TimeSignatureChange> timeSignatures = new ArrayList<>();
    List<KeySignatureChange> keySignatures = new ArrayList<>();
    List<Text> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tempos.add(new TempoChange(tick(), 1 + random.nextInt(0xFF_FFFF)));
      timeSignatures.add(
          new TimeSignatureChange(
              tick(), new TimeSignature(1 + random.nextInt(255), 1 << random.nextInt(8))));
      keySignatures.add(
          new KeySignatureChange(
              tick(), new KeySignature(random.nextInt(-7, 8), random.nextBoolean())));
      Text.Kind[] kinds = Text.Kind.values();
      texts.add(new Text(tick(), kinds[random.nextInt(kinds.length)], words()));
    }
    List<Track> tracks = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      tracks.add(track());
    }
    int ppq = 1 + random.nextInt(32767);
    return new Score(ppq, tempos, timeSignatures, keySignatures, texts, tracks);
  }

  private Track track() {
    List<Note> notes = new ArrayList<>();
    List<ChannelEvent> events = new ArrayList<>();
    int keys = 1 + random.nextInt(5);
    for (int i = 0; i < keys; i++) {
      addNotesOfKey(random.nextInt(128), notes);
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      events.add(event());
    }
    if (random.nextInt(6) == 0) {
      notes.clear();
    }
    if (random.nextInt(6) == 0) {
      events.clear();
    }
    return new Track(words(), random.nextInt(16), notes, events);
  }

  /** Notes of which each begins and ends no earlier than the one before, if the key is new. */
  private void addNotesOfKey(int pitch, List<Note> notes) {
    if (notes.stream().anyMatch(note -> note.pitch() == pitch)) {
      return;
    }
    long start = random.nextLong(latestTick / 4);
    long end = start + 1;
    for (int i = random.nextInt(20); i > 0; i--) {
      end = Math.max(end, start + 1) + random.nextInt(3) * random.nextLong(latestTick / 100 + 1);
      // Where a tie in the order of notes would be broken by velocity, the file's order is that
      // too.
      int velocity = Math.min(127, 1 + notes.size());
      notes.add(new Note(start, end - start, pitch, velocity, random.nextInt(128)));
      start += random.nextInt(3) * random.nextLong(latestTick / 100 + 1);
    }
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

  private long tick() {
    return random.nextInt(3) == 0 ? 0 : random.nextLong(latestTick);
  }

  private String words() {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
