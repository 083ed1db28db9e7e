package ritornello.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import ritornello.lm.Continuation;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.score.Excerpt;
import ritornello.score.Score;
import ritornello.score.ScoreBars;
import ritornello.token.Rendering;
import ritornello.token.Vocabulary;

/**
 * Music without end, bar by bar, from the live recurrent state. What it is drawn with can change
 * between two bars. Where the model ends a piece, another begins.
 *
 * <p>It knows a little more than it gives: a note of a bar has its whole length, also where it ends
 * in a later bar. For one thread.
 */
public final class Improvisation {
  /** Bars after which a piece ends at the latest, so that what is remembered is bounded. */
  private static final int MOST_BARS = 256;

  private static final int MOST_BARS_AHEAD = 2;

  /** A model may never come to the end of a bar. */
  private static final int MOST_TOKENS_OF_A_BAR = 4096;

  private final LanguageModel model;
  private final int[] opening;
  private final Rendering rendering;
  private final SplittableRandom random;
  private Sampler sampler;
  private List<Constraint> constraints;

  /** Bars that are not given yet. */
  private final List<Planned> planned = new ArrayList<>();

  /** Where the next bar begins that is not planned yet, and whether a piece does. */
  private Place end;

  private boolean endIsBegin;

  /** A place in a piece. */
  private record Place(Continuation continuation, Piece piece) {
    Place copy() {
      return new Place(continuation.copy(), piece.copy());
    }

    int bar() {
      return continuation.context().bars();
    }
  }

  /**
   * A bar that is invented.
   *
   * @param begins whether a piece begins with it
   * @param ends whether the piece ends in it
   * @param score all of the piece up to its end
   */
  private record Planned(
      Place start, Place end, boolean begins, boolean ends, boolean isFree, Score score) {}

  /**
   * A bar of it.
   *
   * @param score whose first tick is the bar line; notes may end after the bar
   * @param lengthTicks of the bar
   * @param isFree whether it keeps to no constraint, for none of the bars that were tried did
   */
  public record Bar(Score score, long lengthTicks, boolean isFree) {}

  /**
   * Begins it.
   *
   * @param opening tokens that each piece begins with, as its metre and key; may be empty
   * @param seed tokens to go on from, which are not given again; may be empty, for the opening. In
   *     both {@link ritornello.token.ControlledCodec#OPEN} stands for one that the model draws
   * @param rendering what the tokens don't tell
   * @throws IllegalArgumentException if a constraint makes no sense for the model's codec
   */
  public Improvisation(
      LanguageModel model,
      Sampler sampler,
      List<Constraint> constraints,
      int[] opening,
      int[] seed,
      Rendering rendering,
      long randomSeed) {
    this.model = model;
    this.sampler = sampler;
    this.constraints = List.copyOf(constraints);
    this.opening = opening.clone();
    this.rendering = rendering;
    this.random = new SplittableRandom(randomSeed);
    end = begin(seed.length == 0 ? opening : seed);
    if (!end.continuation().context().atBarLine()) {
      // What the seed has begun is its own; the first bar that is given is a whole one.
      setEnd(plan());
    }
  }

  private void setEnd(Planned bar) {
    end = bar.ends() ? begin(opening) : bar.end();
    endIsBegin = bar.ends();
  }

  private Place begin(int[] tokens) {
    return begin(tokens, constraints);
  }

  private Place begin(int[] tokens, List<Constraint> kept) {
    Piece piece = new Piece(model.codec(), new Mask(model.codec(), kept), Optional.empty(), random);
    Continuation continuation = model.begin();
    piece.hear(tokens, continuation, sampler);
    return new Place(continuation, piece);
  }

  /**
   * From the next bar on it is drawn so; what was invented beyond that is forgotten.
   *
   * @throws IllegalArgumentException if a constraint makes no sense for the model's codec
   */
  public void change(Sampler otherSampler, List<Constraint> otherConstraints) {
    Mask mask = new Mask(model.codec(), otherConstraints);
    sampler = otherSampler;
    constraints = List.copyOf(otherConstraints);
    endIsBegin = planned.isEmpty() ? endIsBegin : planned.get(0).begins();
    end = under(planned.isEmpty() ? end : planned.get(0).start(), mask);
    planned.clear();
  }

  private Place under(Place place, Mask mask) {
    return new Place(place.continuation().copy(), place.piece().under(mask, model.codec().start()));
  }

  /** Invents the next bar, so that {@link #next} need not; {@link #change} forgets it. */
  public void prepare() {
    while (planned.isEmpty() || (planned.size() <= MOST_BARS_AHEAD && isOpen())) {
      planned.add(plan());
      setEnd(planned.get(planned.size() - 1));
    }
  }

  /** The next bar. */
  public Bar next() {
    prepare();
    Score all = planned.get(ofOnePiece() - 1).score();
    Planned bar = planned.remove(0);
    ScoreBars bars = ScoreBars.of(all);
    long from = bars.startTick(bar.start().bar());
    long to = bars.startTick(bar.start().bar() + 1L);
    return new Bar(Excerpt.beginningIn(all, from, to), to - from, bar.isFree());
  }

  /** How many of the planned bars are of the piece of the first. */
  private int ofOnePiece() {
    int count = 1;
    while (count < planned.size() && !planned.get(count).begins()) {
      count++;
    }
    return count;
  }

  private Planned planned(Place start, Place end, boolean begins, boolean ends) {
    Score score = model.codec().decode(end.piece().tokens(), rendering);
    return new Planned(start, end, begins, ends, false, score);
  }

  /** Whether a note of the first bar may go on after what is known. */
  private boolean isOpen() {
    Planned last = planned.get(planned.size() - 1);
    if (last.ends() || ofOnePiece() < planned.size()) {
      return false;
    }
    Score all = last.score();
    long from = ScoreBars.of(all).startTick(planned.get(0).start().bar());
    long to = ScoreBars.of(all).startTick(planned.get(0).start().bar() + 1L);
    return all.tracks().stream()
        .flatMap(track -> track.notes().stream())
        .filter(note -> note.startTick() >= from && note.startTick() < to)
        .anyMatch(note -> note.endTick() >= all.endTick());
  }

  private Planned plan() {
    boolean isLong = end.bar() >= MOST_BARS;
    boolean anew = endIsBegin || isLong;
    Place start = isLong ? begin(opening) : end;
    for (int tries = 0; tries < Growth.TRIES_OF_A_BAR; tries++) {
      Sampler tempered = Growth.tempered(sampler, tries);
      Optional<Planned> bar = bar(start, anew, tempered, constraints);
      if (bar.isPresent()) {
        return bar.get();
      }
    }
    return free(start, anew);
  }

  /** Where no bar keeps to the constraints, it goes on all the same: silence would be worse. */
  private Planned free(Place start, boolean anew) {
    Place unbound = under(start, new Mask(model.codec(), List.of()));
    Planned bar = bar(unbound, anew, sampler, List.of()).orElseThrow();
    Place bound = under(bar.end(), new Mask(model.codec(), constraints));
    return new Planned(bar.start(), bound, bar.begins(), bar.ends(), true, bar.score());
  }

  /**
   * A bar; nothing where no token is left.
   *
   * @param begins whether its piece begins with it
   * @param kept what a piece that begins in it keeps to
   */
  private Optional<Planned> bar(
      Place from, boolean begins, Sampler tempered, List<Constraint> kept) {
    Place at = from.copy();
    for (int i = 0; i < MOST_TOKENS_OF_A_BAR && at.bar() == from.bar(); i++) {
      OptionalInt token =
          at.piece().next(at.continuation().context(), at.continuation().logits(), tempered);
      if (token.isEmpty()) {
        return Optional.empty();
      } else if (token.getAsInt() == Vocabulary.EOS) {
        // One that ends at the bar line goes on with a piece that begins there.
        boolean hasBegun = at.piece().length() > from.piece().length();
        return hasBegun
            ? Optional.of(planned(from, at, begins, true))
            : bar(begin(opening, kept), true, tempered, kept);
      }
      at.piece().accept(at.continuation().context(), token.getAsInt());
      at.continuation().accept(token.getAsInt());
    }
    return Optional.of(planned(from, at, begins, false));
  }
}
