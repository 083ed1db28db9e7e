package ritornello.jam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ritornello.score.KeySignature;
import ritornello.score.Score;
import ritornello.take.Composer;
import ritornello.task.Constraint;
import ritornello.task.Improvisation;
import ritornello.token.Codec;
import ritornello.token.Rendering;

/** Begins an improvisation as it is wished for. */
final class Opening {
  private static final int VELOCITY = 90;

  /** Far beyond what is ever played: music without end has no number of bars to keep to. */
  private static final int NO_END = 1_000_000;

  private Opening() {}

  /**
   * Begins it.
   *
   * @param heard what it goes on from, if anything
   * @throws IllegalArgumentException if something that is wished for makes no sense for the model
   */
  static Improvisation begin(Wish wish, Optional<Score> heard, long randomSeed) {
    return begin(wish, heard, constraints(wish), randomSeed);
  }

  /** The same, and every bar is of the metre that is wished for. */
  static Improvisation beginInMetre(Wish wish, Optional<Score> heard, long randomSeed) {
    List<Constraint> constraints = new ArrayList<>(constraints(wish));
    if (wish.model().codec().start().place().isPresent()) {
      wish.metre().map(Constraint.InMetre::new).ifPresent(constraints::add);
    }
    return begin(wish, heard, constraints, randomSeed);
  }

  private static Improvisation begin(
      Wish wish, Optional<Score> heard, List<Constraint> constraints, long randomSeed) {
    Codec codec = wish.model().codec();
    int[] opening = tokens(wish, Optional.empty());
    int[] seed = heard.isPresent() ? tokens(wish, heard) : new int[0];
    return new Improvisation(
        wish.model(),
        wish.sampler(),
        constraints,
        wish.asked().seed(codec, opening),
        seed.length == 0 ? seed : wish.asked().seed(codec, seed),
        new Rendering("ritornello", wish.qpm(), wish.program(), VELOCITY),
        randomSeed);
  }

  static List<Constraint> constraints(Wish wish) {
    return wish.rules().constraints(NO_END);
  }

  /** What can't be gone on from is not: then it begins anew. */
  private static int[] tokens(Wish wish, Optional<Score> heard) {
    Composer composer = Composer.of(wish.model().codec().characters());
    boolean melody = wish.model().codec().characters().isKeyRelative();
    Optional<KeySignature> key = wish.key().filter(any -> melody);
    try {
      return composer
          .seed(
              new Composer.Wish(
                  Optional.empty(),
                  heard.map(score -> new Composer.MidiSeed("what was heard", score)),
                  Optional.empty(),
                  wish.metre().filter(any -> melody && heard.isEmpty()),
                  key,
                  Optional.empty(),
                  Optional.empty()))
          .tokens();
    } catch (IOException e) {
      return new int[0];
    } catch (Composer.WrongOptionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
