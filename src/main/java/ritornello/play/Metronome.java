package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.TimeSignature;
import ritornello.score.Track;

/** Clicks on the beats, on General MIDI's drum channel: wood blocks, a higher one on the bar. */
public final class Metronome {
  private static final int HIGH_WOOD_BLOCK = 76;
  private static final int LOW_WOOD_BLOCK = 77;
  private static final int ACCENT = 115;
  private static final int PLAIN = 80;
  private static final int PARTS_OF_A_QUARTER = 8;

  private Metronome() {}

  /**
   * A bar of clicks: one a beat, which is three notes of the denominator where the metre is
   * compound.
   *
   * @param ppq ticks a quarter note
   */
  public static Track bar(TimeSignature metre, int ppq) {
    double unit = 4.0 * ppq / metre.denominator() * (metre.isCompound() ? 3 : 1);
    double end = metre.quartersPerBar() * ppq;
    List<Note> clicks = new ArrayList<>();
    for (int beat = 0; Math.round(beat * unit) < Math.round(end); beat++) {
      boolean first = beat == 0;
      int pitch = first ? HIGH_WOOD_BLOCK : LOW_WOOD_BLOCK;
      long length = Math.max(1, ppq / PARTS_OF_A_QUARTER);
      clicks.add(new Note(Math.round(beat * unit), length, pitch, first ? ACCENT : PLAIN));
    }
    return new Track("metronome", Track.DRUM_CHANNEL, clicks, List.of());
  }

  /** So many bars in which nothing but the metronome is heard. */
  public static Passage countIn(TimeSignature metre, int ppq, int bars) {
    Track bar = bar(metre, ppq);
    long ticks = Math.round(metre.quartersPerBar() * ppq);
    List<Note> all = new ArrayList<>();
    for (int i = 0; i < bars; i++) {
      for (Note note : bar.notes()) {
        long start = note.startTick() + i * ticks;
        all.add(new Note(start, note.lengthTicks(), note.pitch(), note.velocity()));
      }
    }
    Track track = new Track(bar.name(), bar.channel(), all, List.of());
    return new Passage(ppq, metre, bars, List.of(track));
  }
}
