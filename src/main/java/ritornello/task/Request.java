package ritornello.task;

import java.util.List;
import java.util.Optional;
import ritornello.originality.RunsOfLength;

/**
 * What a piece is to be like.
 *
 * @param seed tokens to go on from, without EOS; may be empty; {@link
 *     ritornello.token.ControlledCodec#OPEN} in place of one that the model draws
 * @param bars full bars at which it ends at the latest, the seed's included and a pickup not
 *     counted; must be more than the seed has
 * @param constraints what it must keep to
 * @param forbidden the shortest runs of notes that it must not copy: what goes on with the seed
 *     counts, what is inside the seed does not
 */
public record Request(
    int[] seed, int bars, List<Constraint> constraints, Optional<RunsOfLength> forbidden) {
  public Request {
    seed = seed.clone();
    constraints = List.copyOf(constraints);
  }

  /** Free, but for its length. */
  public Request(int[] seed, int bars) {
    this(seed, bars, List.of(), Optional.empty());
  }

  @Override
  public int[] seed() {
    return seed.clone();
  }
}
