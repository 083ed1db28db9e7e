package ritornello.harmony;

import ritornello.score.KeySignature;
import ritornello.score.Melody;

/** Whatever puts a label on each beat of a melody. */
interface ChordTagger {

  /**
   * The labels.
   *
   * @param key that the melody is in
   * @return one for each {@link Beat}
   */
  int[] labels(Melody melody, KeySignature key);
}
