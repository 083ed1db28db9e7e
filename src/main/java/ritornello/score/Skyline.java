package ritornello.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The upper voice of a part.
 *
 * <p>As in the skyline algorithm (Uitdenbogerd and Zobel, "Melodic matching techniques for large
 * music databases", 1999), of notes that begin together the highest counts, and a note ends where
 * the next begins. Beyond it, a note that begins under a higher one that goes on sounding is
 * accompaniment and left out; and so is, where the part has several voices, a note more than an
 * octave below the highest within two quarter notes, as the left hand of a piano is in the right
 * hand's rests.
 */
final class Skyline {
  /** Notes this part of a quarter note apart were meant together. */
  private static final int TOGETHER_PARTS = 24;

  private static final int NEAR_QUARTERS = 2;
  private static final int FAR_BELOW_SEMITONES = 12;

  /** A part with a smaller share of notes alone has several voices. */
  private static final double ONE_VOICE_SHARE = 0.8;

  private Skyline() {}

  /**
   * How many of the notes begin where no other goes on sounding, from 0 to 1; what overlaps by less
   * than an eighth of a quarter note is legato.
   */
  static double shareAlone(List<Note> notes, int ppq) {
    long sounding = 0;
    long alone = 0;
    for (Note note : notes) {
      if (note.startTick() >= sounding - ppq / 8) {
        alone++;
      }
      sounding = Math.max(sounding, note.endTick());
    }
    return notes.isEmpty() ? 0 : (double) alone / notes.size();
  }

  /** Whether {@link #shareAlone} makes it one voice, but for a few double stops. */
  static boolean isOneVoice(double shareAlone) {
    return shareAlone >= ONE_VOICE_SHARE;
  }

  /** The upper voice: sorted, no note overlapping the next. */
  static List<Note> of(List<Note> notes, int ppq) {
    List<Note> voice = highest(notes, ppq);
    return isOneVoice(shareAlone(notes, ppq)) ? voice : withoutFarBelow(voice, ppq);
  }

  private static List<Note> highest(List<Note> notes, int ppq) {
    List<Note> voice = new ArrayList<>();
    List<Note> sorted = new ArrayList<>(notes);
    sorted.sort(Skyline::byStartHighestFirst);
    for (Note note : sorted) {
      int last = voice.size() - 1;
      if (last < 0 || voice.get(last).endTick() <= note.startTick()) {
        voice.add(note);
        continue;
      }
      Note sounding = voice.get(last);
      if (note.startTick() - sounding.startTick() <= ppq / TOGETHER_PARTS) {
        if (note.pitch() > sounding.pitch()) {
          voice.set(last, note);
        }
      } else if (note.pitch() >= sounding.pitch() || isLegato(sounding, note)) {
        voice.set(last, until(sounding, note.startTick()));
        voice.add(note);
      }
    }
    return voice;
  }

  private static int byStartHighestFirst(Note a, Note b) {
    if (a.startTick() != b.startTick()) {
      return Long.compare(a.startTick(), b.startTick());
    }
    return a.pitch() != b.pitch()
        ? Integer.compare(b.pitch(), a.pitch())
        : Long.compare(b.lengthTicks(), a.lengthTicks());
  }

  /** Whether the two overlap so little that the second follows the first. */
  private static boolean isLegato(Note first, Note second) {
    long overlap = first.endTick() - second.startTick();
    return 2 * overlap <= Math.min(first.lengthTicks(), second.lengthTicks());
  }

  private static Note until(Note note, long endTick) {
    return new Note(
        note.startTick(),
        endTick - note.startTick(),
        note.pitch(),
        note.velocity(),
        note.releaseVelocity());
  }

  private static List<Note> withoutFarBelow(List<Note> voice, int ppq) {
    long near = (long) NEAR_QUARTERS * ppq;
    List<Note> kept = new ArrayList<>();
    // Of the notes near, those that none later and higher outshines: the first is the highest.
    Deque<Note> highest = new ArrayDeque<>();
    int ahead = 0;
    for (Note note : voice) {
      while (ahead < voice.size() && voice.get(ahead).startTick() <= note.startTick() + near) {
        while (!highest.isEmpty() && highest.getLast().pitch() <= voice.get(ahead).pitch()) {
          highest.removeLast();
        }
        highest.addLast(voice.get(ahead++));
      }
      while (highest.getFirst().startTick() < note.startTick() - near) {
        highest.removeFirst();
      }
      if (highest.getFirst().pitch() - note.pitch() <= FAR_BELOW_SEMITONES) {
        kept.add(note);
      }
    }
    return kept;
  }
}
