package ritornello.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ritornello.token.BarPlace;
import ritornello.token.Context;
import ritornello.token.Onset;
import ritornello.token.Vocabulary;

/**
 * Keeps bars from coming again. A bar that has been like an earlier one so far must be another by
 * its last beat; left to the last step, the note that makes it another would be an odd one.
 */
final class RepeatedBarWatch implements Watch {
  /** Which instrument plays a note does not make it another. */
  private static final Comparator<Onset> ORDER =
      Comparator.comparingInt(Onset::step).thenComparingInt(Onset::pitch);

  private final int gridSteps;

  /** The notes of each bar that is over; never written again, for copies share it. */
  private Set<List<Onset>> bars = Set.of();

  private final List<Onset> notes;

  /**
   * @param gridSteps notes begin only at multiples of so many steps after the bar line
   */
  RepeatedBarWatch(int gridSteps) {
    this.gridSteps = gridSteps;
    this.notes = new ArrayList<>();
  }

  private RepeatedBarWatch(RepeatedBarWatch other) {
    gridSteps = other.gridSteps;
    bars = other.bars;
    notes = new ArrayList<>(other.notes);
  }

  @Override
  public boolean allows(Context context, int token) {
    BarPlace place = context.place().orElseThrow();
    if (token == Vocabulary.EOS) {
      return notes.isEmpty() || !bars.contains(notes);
    }
    Optional<BarPlace> after = context.placeAfter(token);
    boolean closes = after.filter(next -> next.bar() > place.bar()).isPresent();
    boolean passes =
        place.step() <= lastChance(place)
            && after.filter(next -> closes || next.step() > lastChance(place)).isPresent();
    List<Onset> begins = context.onsets(token);
    if (begins.isEmpty()) {
      return !(closes || passes) || place.bar() < 0 || !bars.contains(notes);
    }
    boolean last = closes || place.step() >= lastChance(place);
    return !last || place.bar() < 0 || !bars.contains(with(place, begins));
  }

  /** The last place where a note is to begin. */
  private int lastChance(BarPlace place) {
    int lastBeat = place.barSteps() - Beats.steps(place);
    return lastBeat - lastBeat % gridSteps;
  }

  private List<Onset> with(BarPlace place, List<Onset> begins) {
    List<Onset> longer = new ArrayList<>(notes);
    begins.forEach(onset -> longer.add(new Onset(place.step(), onset.pitch())));
    longer.sort(ORDER);
    return longer;
  }

  @Override
  public void accept(Context before, int token) {
    BarPlace place = before.place().orElseThrow();
    List<Onset> longer = with(place, before.onsets(token));
    notes.clear();
    notes.addAll(longer);
    Optional<BarPlace> after = before.placeAfter(token);
    if (after.filter(next -> next.bar() > place.bar()).isPresent()) {
      if (place.bar() >= 0) {
        Set<List<Onset>> more = new HashSet<>(bars);
        more.add(List.copyOf(notes));
        bars = more;
      }
      notes.clear();
    }
  }

  @Override
  public Watch copy() {
    return new RepeatedBarWatch(this);
  }
}
