package ritornello.play;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/** What a score does when, in the order in which it is to be done. */
final class Timeline {

  /** What comes this long after the last note changes nothing that can be heard. */
  private static final long LATEST_EVENT_MICROS = 5_000_000;

  /** The note of an entry that is none. */
  static final int NO_NOTE = -1;

  /** At one time notes end before anything else happens, and begin after everything else. */
  enum Turn {
    NOTE_OFF,
    EVENT,
    NOTE_ON
  }

  /**
   * Something that happens.
   *
   * @param micros when, from the start of the score, by its own tempos
   * @param track number of the track, counted from 0
   * @param note number of the note that begins or ends; {@link #NO_NOTE} for other events
   * @param message as it is without transposing
   */
  record Entry(long tick, long micros, Turn turn, int track, int note, ShortMessage message) {}

  /** Of notes that begin together the loudest is first: on one key, it is the one that is heard. */
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::tick)
          .thenComparing(Entry::turn)
          .thenComparing(
              e -> e.turn() == Turn.NOTE_ON ? -e.message().getData2() : 0, Integer::compare);

  private final List<Entry> entries = new ArrayList<>();
  private final TempoMap.Cursor cursor;

  /** When each note ends, in microseconds. */
  private final List<Long> ends = new ArrayList<>();

  private Timeline(TempoMap tempoMap) {
    cursor = tempoMap.cursor();
  }

  static Timeline of(Score score) {
    TempoMap tempoMap = score.tempoMap();
    Timeline timeline = new Timeline(tempoMap);
    for (int i = 0; i < score.tracks().size(); i++) {
      timeline.add(score.tracks().get(i), i);
    }
    long latest = tempoMap.microsAt(score.endTick()) + LATEST_EVENT_MICROS;
    timeline.entries.removeIf(entry -> entry.micros() > latest);
    timeline.entries.sort(ORDER);
    return timeline;
  }

  private void add(Track track, int number) {
    int channel = track.channel();
    for (ChannelEvent event : track.events()) {
      add(event.tick(), Turn.EVENT, number, NO_NOTE, Messages.of(channel, event));
    }
    for (Note note : track.notes()) {
      int id = ends.size();
      ends.add(cursor.microsAt(note.endTick()));
      ShortMessage on = Messages.noteOn(channel, note.pitch(), note.velocity());
      add(note.startTick(), Turn.NOTE_ON, number, id, on);
      ShortMessage off = Messages.noteOff(channel, note.pitch(), note.releaseVelocity());
      add(note.endTick(), Turn.NOTE_OFF, number, id, off);
    }
  }

  private void add(long tick, Turn turn, int track, int note, ShortMessage message) {
    entries.add(new Entry(tick, cursor.microsAt(tick), turn, track, note, message));
  }

  int size() {
    return entries.size();
  }

  Entry get(int index) {
    return entries.get(index);
  }

  /** All that is before this index. */
  List<Entry> before(int index) {
    return entries.subList(0, index);
  }

  List<Entry> entries() {
    return entries;
  }

  /** Index of the first entry at or after this tick. */
  int indexAt(long tick) {
    return first(entry -> entry.tick() >= tick);
  }

  /** Index of the first entry that is over the line when everything up to this tick was played. */
  int indexAfter(long tick) {
    return first(e -> e.tick() > tick || (e.tick() == tick && e.turn() != Turn.NOTE_OFF));
  }

  private interface Condition {
    boolean holds(Entry entry);
  }

  private int first(Condition condition) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (condition.holds(entries.get(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The notes that have begun before this index and end after this time, as they begin. */
  List<Entry> soundingAt(int index, long micros) {
    return before(index).stream()
        .filter(entry -> entry.turn() == Turn.NOTE_ON && ends.get(entry.note()) > micros)
        .toList();
  }

  /** Tick of the first note; 0 if there is none. */
  long firstNoteTick() {
    return entries.stream()
        .filter(entry -> entry.turn() == Turn.NOTE_ON)
        .mapToLong(Entry::tick)
        .findFirst()
        .orElse(0);
  }
}
