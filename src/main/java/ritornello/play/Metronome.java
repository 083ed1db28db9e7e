package ritornello.play;

import java.util.ArrayList;
import java.util.List;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.score.TimeSignature;
import ritornello.score.TimeSignatureChange;
import ritornello.score.Track;

/** Clicks on the beats, on General MIDI's drum channel: wood blocks, a higher one on the bar. */
public final class Metronome {
  private static final int HIGH_WOOD_BLOCK = 76;
  private static final int LOW_WOOD_BLOCK = 77;
  private static final int ACCENT = 115;
  private static final int PLAIN = 80;
  private static final int PARTS_OF_A_QUARTER = 8;
  private static final int MOST_BARS = 20_000;

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

  /**
   * The score with a metronome as its last track, from its first bar to its last.
   *
   * @throws IllegalArgumentException if it has more bars than anybody would listen to
   */
  public static Score with(Score score) {
    ScoreBars bars = ScoreBars.of(score);
    long last = bars.barAt(Math.max(0, score.endTick() - 1));
    if (last >= MOST_BARS) {
      throw new IllegalArgumentException("a metronome clicks no more than " + MOST_BARS + " bars");
    }
    List<Note> all = new ArrayList<>();
    for (long bar = 0; bar <= last; bar++) {
      long start = bars.startTick(bar);
      long end = bars.startTick(bar + 1);
      for (Note note : bar(metreAt(score, start), score.ppq()).notes()) {
        if (start + note.startTick() < end) {
          long from = start + note.startTick();
          all.add(new Note(from, note.lengthTicks(), note.pitch(), note.velocity()));
        }
      }
    }
    List<Track> tracks = new ArrayList<>(score.tracks());
    tracks.add(new Track("metronome", Track.DRUM_CHANNEL, all, List.of()));
    return score.with(tracks);
  }

  private static TimeSignature metreAt(Score score, long tick) {
    TimeSignature metre = TimeSignature.COMMON;
    for (TimeSignatureChange change : score.timeSignatures()) {
      metre = change.tick() <= tick ? change.timeSignature() : metre;
    }
    return metre;
  }
}
