package ritornello.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.ShortMessage;
import ritornello.score.ChannelEvent;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TempoMap;
import ritornello.score.Track;

/**
 * What to send when, to whatever plays a score.
 *
 * <p>Notes of one channel and pitch may overlap, in one track or in several that share a channel; a
 * key of a synthesizer is only down or up, and its first note off would end them all. So a note
 * that begins while its key is down lets go of the key and strikes it again, and the key is let go
 * of for good when the last of these notes ends: each note on has one note off, and no note is cut
 * short by another.
 */
public final class TimedMessages {

  /** What comes this long after the last note changes nothing that can be heard. */
  private static final long LATEST_EVENT_MICROS = 5_000_000;

  private static final Comparator<Note> LOUDEST_FIRST =
      Comparator.comparingLong(Note::startTick)
          .thenComparing(Comparator.comparingInt(Note::velocity).reversed());

  /**
   * A message of a score.
   *
   * @param micros when, from the start of the score
   */
  public record Timed(long micros, ShortMessage message) {}

  /** At one time notes end before anything else happens, and begin after everything else. */
  private enum Turn {
    NOTE_OFF,
    EVENT,
    NOTE_ON
  }

  private record Entry(long tick, Turn turn, ShortMessage message) {}

  private record Key(int channel, int pitch) {
    static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::channel).thenComparingInt(Key::pitch);
  }

  private final List<Entry> entries = new ArrayList<>();

  private TimedMessages() {}

  /** All messages in the order in which they are to be sent. */
  public static List<Timed> of(Score score) {
    TimedMessages timeline = new TimedMessages();
    Map<Key, List<Note>> notes = new TreeMap<>(Key.ORDER);
    for (Track track : score.tracks()) {
      for (ChannelEvent event : track.events()) {
        timeline.add(event.tick(), Turn.EVENT, message(track.channel(), event));
      }
      for (Note note : track.notes()) {
        Key key = new Key(track.channel(), note.pitch());
        notes.computeIfAbsent(key, k -> new ArrayList<>()).add(note);
      }
    }
    notes.forEach(timeline::addStrikes);
    return timeline.inTime(score);
  }

  private void add(long tick, Turn turn, ShortMessage message) {
    entries.add(new Entry(tick, turn, message));
  }

  private void addStrikes(Key key, List<Note> notes) {
    notes.sort(LOUDEST_FIRST);
    Note struck = notes.get(0);
    Note last = struck;
    strike(key, struck);
    for (Note note : notes.subList(1, notes.size())) {
      if (note.startTick() >= last.endTick()) {
        release(key, last);
        last = note;
        struck = note;
        strike(key, note);
        continue;
      }
      if (note.startTick() > struck.startTick()) {
        int off = ShortMessage.NOTE_OFF;
        int velocity = Note.DEFAULT_RELEASE_VELOCITY;
        add(note.startTick(), Turn.NOTE_OFF, message(off, key.channel(), key.pitch(), velocity));
        struck = note;
        strike(key, note);
      }
      last = note.endTick() > last.endTick() ? note : last;
    }
    release(key, last);
  }

  private void strike(Key key, Note note) {
    int on = ShortMessage.NOTE_ON;
    ShortMessage message = message(on, key.channel(), key.pitch(), note.velocity());
    add(note.startTick(), Turn.NOTE_ON, message);
  }

  private void release(Key key, Note note) {
    int off = ShortMessage.NOTE_OFF;
    ShortMessage message = message(off, key.channel(), key.pitch(), note.releaseVelocity());
    add(note.endTick(), Turn.NOTE_OFF, message);
  }

  private List<Timed> inTime(Score score) {
    entries.sort(Comparator.comparingLong(Entry::tick).thenComparing(Entry::turn));
    TempoMap tempoMap = score.tempoMap();
    long latest = tempoMap.microsAt(score.endTick()) + LATEST_EVENT_MICROS;
    return entries.stream()
        .map(entry -> new Timed(tempoMap.microsAt(entry.tick()), entry.message()))
        .filter(timed -> timed.micros() <= latest)
        .toList();
  }

  private static ShortMessage message(int channel, ChannelEvent event) {
    if (event instanceof ChannelEvent.ProgramChange change) {
      return message(ShortMessage.PROGRAM_CHANGE, channel, change.program(), 0);
    } else if (event instanceof ChannelEvent.ControlChange change) {
      return message(ShortMessage.CONTROL_CHANGE, channel, change.controller(), change.value());
    } else if (event instanceof ChannelEvent.PitchBend bend) {
      return message(ShortMessage.PITCH_BEND, channel, bend.value() & 127, bend.value() >> 7);
    } else if (event instanceof ChannelEvent.ChannelPressure pressure) {
      return message(ShortMessage.CHANNEL_PRESSURE, channel, pressure.pressure(), 0);
    }
    ChannelEvent.KeyPressure key = (ChannelEvent.KeyPressure) event;
    return message(ShortMessage.POLY_PRESSURE, channel, key.pitch(), key.pressure());
  }

  /** A message of values that are known to be right. */
  public static ShortMessage message(int command, int channel, int data1, int data2) {
    try {
      return new ShortMessage(command, channel, data1, data2);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("the score's values were checked when it was made", e);
    }
  }
}
