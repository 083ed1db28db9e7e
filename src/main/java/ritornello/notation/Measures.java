package ritornello.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import ritornello.score.BarLines;
import ritornello.score.Grid;
import ritornello.score.KeyFinder;
import ritornello.score.KeySignature;
import ritornello.score.KeySignatureChange;
import ritornello.score.Note;
import ritornello.score.Score;
import ritornello.score.TimeSignature;

/**
 * The bars of a score.
 *
 * <p>A pickup is a single shorter bar before those of the first metre, or a first bar whose first
 * half or more is silent. A key signature holds from the bar line that is nearest to it. Where the
 * score gives none, or C major only (which many programs write without meaning it), it is the clear
 * key of the notes, if they have one.
 */
final class Measures {
  /** More bars than any printed music has. */
  static final int MOST = 10_000;

  private static final KeySignature C_MAJOR = new KeySignature(0, false);

  /** Pickups begin on a grid of eighth notes, and with a rest if need be. */
  private static final int PICKUP_GRID = 12;

  private final Score score;
  private final List<BarLines.ScoreBar> bars = new ArrayList<>();

  private Measures(Score score) {
    this.score = score;
  }

  /**
   * The bars up to the end of the music.
   *
   * @param firstNote unit of the first note
   * @param end unit after the last note
   * @throws IllegalArgumentException if there are more than {@link #MOST}
   */
  static List<Measure> of(Score score, long firstNote, long end) {
    return new Measures(score).build(firstNote, end);
  }

  private List<Measure> build(long firstNote, long end) {
    BarLines lines = BarLines.asWritten(score, Notation.UNITS_PER_QUARTER);
    for (long at = 0; at < end || bars.isEmpty(); at = bars.get(bars.size() - 1).end()) {
      if (bars.size() == MOST) {
        throw new IllegalArgumentException(
            "it has more than " + MOST + " bars, which is too long to be written down");
      }
      bars.add(lines.barAt(at));
    }
    NavigableMap<Integer, KeySignature> keys = keys();
    int offset = pickupOffset(firstNote);
    List<Measure> measures = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      measures.add(measure(i, i == 0 ? offset : 0, offset > 0 ? i : i + 1, keys, measures));
    }
    return measures;
  }

  private Measure measure(
      int i,
      int offset,
      int number,
      NavigableMap<Integer, KeySignature> keys,
      List<Measure> before) {
    BarLines.ScoreBar bar = bars.get(i);
    boolean shortFirst = offset > 0 && isShortFirst();
    TimeSignature metre = bars.get(shortFirst ? 1 : i).timeSignature();
    long silent = shortFirst ? 0 : offset;
    KeySignature key = keys.floorEntry(i).getValue();
    Optional<Measure> last =
        before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
    return new Measure(
        number,
        bar.start() + silent,
        offset,
        (int) (bar.end() - bar.start() - silent),
        metre,
        last.isEmpty() || !last.get().timeSignature().equals(metre),
        key,
        last.isEmpty() || !last.get().key().equals(key));
  }

  /** Where in its bar the first bar begins; 0 if it is a full one. */
  private int pickupOffset(long firstNote) {
    if (bars.size() < 2) {
      return 0;
    }
    BarLines.ScoreBar first = bars.get(0);
    if (isShortFirst()) {
      return (int) (length(bars.get(1)) - length(first));
    }
    boolean silent = firstNote < first.end() && 2 * firstNote >= length(first);
    return silent ? (int) (firstNote / PICKUP_GRID * PICKUP_GRID) : 0;
  }

  private boolean isShortFirst() {
    return length(bars.get(0)) < length(bars.get(1));
  }

  private static long length(BarLines.ScoreBar bar) {
    return bar.end() - bar.start();
  }

  /** The keys by the number of their bar, from 0; the first at 0. */
  private NavigableMap<Integer, KeySignature> keys() {
    NavigableMap<Integer, KeySignature> keys = new TreeMap<>();
    boolean meant =
        score.keySignatures().stream().anyMatch(change -> change.keySignature().fifths() != 0);
    Optional<KeySignature> written =
        score.keySignatures().stream().findFirst().map(KeySignatureChange::keySignature);
    if (!meant) {
      keys.put(0, KeyFinder.findIn(pitched()).or(() -> written).orElse(C_MAJOR));
      return keys;
    }
    keys.put(0, C_MAJOR);
    for (KeySignatureChange change : score.keySignatures()) {
      long unit = Grid.round(change.tick(), score.ppq(), Notation.UNITS_PER_QUARTER);
      nearestBar(unit).ifPresent(bar -> keys.put(bar, change.keySignature()));
    }
    return keys;
  }

  private List<Note> pitched() {
    return score.tracks().stream()
        .filter(track -> !track.isDrums())
        .flatMap(track -> track.notes().stream())
        .toList();
  }

  /** Empty if it is nearer to the end of the music. */
  private Optional<Integer> nearestBar(long unit) {
    int low = 0;
    int high = bars.size();
    while (low < high) {
      int middle = (low + high) / 2;
      BarLines.ScoreBar bar = bars.get(middle);
      if (bar.start() + bar.end() <= 2 * unit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == bars.size() ? Optional.empty() : Optional.of(low);
  }
}
