package ritornello.play;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import ritornello.score.Note;

/**
 * Which notes hold down which keys.
 *
 * <p>Notes of one channel and pitch may overlap, in one track or in several that share a channel; a
 * key of a synthesizer is only down or up, and its first note off would end them all. So a note
 * that begins while its key is down lets go of the key and strikes it again, but if the key was
 * struck at the same time; and the key is let go of for good when the last of these notes ends:
 * each note on has one note off, and no note is cut short by another.
 */
final class Keys {
  private static final class Held {
    int notes;
    long struckMicros;
  }

  private final Sender sender;

  /** The key (channel · 128 + pitch) that a note holds, by the number of the note. */
  private final Map<Long, Integer> keyOf = new HashMap<>();

  private final Map<Integer, Held> held = new HashMap<>();

  Keys(Sender sender) {
    this.sender = sender;
  }

  /**
   * A note begins.
   *
   * @param note a number that no other note has that sounds
   */
  void strike(long note, int channel, int pitch, int velocity, long when) {
    release(note, Note.DEFAULT_RELEASE_VELOCITY, when);
    int key = channel * 128 + pitch;
    Held state = held.computeIfAbsent(key, k -> new Held());
    if (state.notes > 0 && state.struckMicros < when) {
      sender.send(Messages.noteOff(channel, pitch, Note.DEFAULT_RELEASE_VELOCITY), when);
    }
    if (state.notes == 0 || state.struckMicros < when) {
      state.struckMicros = when;
      sender.send(Messages.noteOn(channel, pitch, velocity), when);
    }
    state.notes++;
    keyOf.put(note, key);
  }

  /** A note ends; one that does not sound (any more) is none. */
  void release(long note, int velocity, long when) {
    Integer key = keyOf.remove(note);
    if (key == null) {
      return;
    }
    Held state = held.get(key);
    if (--state.notes == 0) {
      held.remove(key);
      sender.send(Messages.noteOff(key / 128, key % 128, velocity), when);
    }
  }

  /** Ends the notes for whose numbers this holds. */
  void releaseIf(LongPredicate condition, long when) {
    List<Long> notes = new ArrayList<>(keyOf.keySet());
    notes.sort(null);
    for (long note : notes) {
      if (condition.test(note)) {
        release(note, Note.DEFAULT_RELEASE_VELOCITY, when);
      }
    }
  }
}
