package ritornello.token;

import java.util.Iterator;

/** Sequences of token ids to learn from or to be measured on, epoch after epoch. */
public interface TokenSource {

  /**
   * The sequences of an epoch, each ending with EOS, without BOS; they belong to the caller. The
   * same number always gives the same sequences in the same order, so that training can go on
   * exactly where it stopped.
   *
   * @param epoch 0 or more
   */
  Iterator<int[]> epoch(long epoch);

  /** How many sequences an epoch has. */
  int count();

  /** How many tokens an epoch has. */
  long tokens();
}
