package ritornello.notation;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which places in a quarter note notes may have.
 *
 * <p>A quarter note has 24 units. On it stand sixteenth notes, or 32nd notes; and triplets of
 * eighth and sixteenth notes, or not.
 *
 * @param stepsPerQuarter 4 (sixteenths), 8 (32nds), 12 (sixteenths and triplets) or 24 (32nds and
 *     triplets)
 */
record NotationGrid(int stepsPerQuarter) {
  static final List<Integer> STEPS = List.of(4, 8, 12, 24);
  private static final int EIGHTH_TRIPLET = 8;
  private static final int SIXTEENTH_TRIPLET = 4;

  NotationGrid {
    if (!STEPS.contains(stepsPerQuarter)) {
      throw new IllegalArgumentException(
          "steps a quarter note are " + stepsPerQuarter + "; they must be 4, 8, 12 or 24");
    }
  }

  static Stream<NotationGrid> coarsestFirst() {
    return STEPS.stream().map(NotationGrid::new);
  }

  /** The shortest note that is no triplet, in units. */
  int binaryStep() {
    return stepsPerQuarter % 8 == 0 ? 3 : 6;
  }

  boolean hasTriplets() {
    return stepsPerQuarter % 3 == 0;
  }

  /** Whether a note may stand there. */
  boolean holds(long unit) {
    return unit % binaryStep() == 0 || (hasTriplets() && unit % SIXTEENTH_TRIPLET == 0);
  }

  /**
   * The nearest place.
   *
   * @param triplets whether it is a place of an eighth note triplet, or of none
   */
  long nearest(double unit, boolean triplets) {
    int step = triplets ? EIGHTH_TRIPLET : binaryStep();
    return Math.round(unit / step) * step;
  }

  /** The next place after one. */
  long after(long unit) {
    int step = unit % binaryStep() == 0 ? binaryStep() : SIXTEENTH_TRIPLET;
    return unit + step;
  }
}
