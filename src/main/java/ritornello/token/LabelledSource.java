package ritornello.token;

import java.util.Iterator;

/** Labelled sequences to learn from or to be measured on, epoch after epoch. */
public interface LabelledSource {

  /**
   * The sequences of an epoch. The same number always gives the same in the same order.
   *
   * @param epoch 0 or more
   */
  Iterator<Labelled> epoch(long epoch);

  /** How many sequences an epoch has. */
  int count();

  /** About how many notes a sequence has, always the same. */
  int notes(int piece);
}
