package ritornello.midi;

import java.util.List;
import ritornello.score.Score;

/**
 * What the reader made of a file.
 *
 * @param score the music
 * @param repairs what was wrong, by byte offset; at most {@link #MOST_REPAIRS_LISTED} of them
 * @param repairCount how many there were, listed or not
 * @param info what the file was like, apart from its music
 */
public record MidiReading(Score score, List<Repair> repairs, int repairCount, MidiFileInfo info) {

  /** So many repairs are listed; the others are counted only, so that garbage takes no memory. */
  public static final int MOST_REPAIRS_LISTED = 1000;

  public MidiReading {
    repairs = List.copyOf(repairs);
  }
}
