package ritornello.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which groups of pieces are for what.
 *
 * @param training never empty if there is any group
 * @param validation not empty if a share was asked for and there are two groups or more
 * @param test may be empty where the share is small
 * @param notes what was done that the shares did not ask for, for people
 */
record Sides(
    List<PieceGroup> training,
    List<PieceGroup> validation,
    List<PieceGroup> test,
    List<String> notes) {

  /**
   * Each group goes where its own hash says, whatever else there is, so that a collection can grow
   * without a piece changing sides. Only a side that would be empty borrows the group that is
   * nearest to it.
   *
   * @param groups one or more
   */
  static Sides of(List<PieceGroup> groups, Split split) {
    Sides sides =
        new Sides(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<PieceGroup> ordered = new ArrayList<>(groups);
    ordered.sort(Comparator.comparingDouble(PieceGroup::position));
    for (PieceGroup group : ordered) {
      if (group.position() < split.validation()) {
        sides.validation.add(group);
      } else if (group.position() < split.validation() + split.test()) {
        sides.test.add(group);
      } else {
        sides.training.add(group);
      }
    }
    sides.fillTraining();
    sides.fillValidation(split);
    sides.noteTest(split);
    return sides;
  }

  private void fillTraining() {
    if (training.isEmpty()) {
      List<PieceGroup> nearest = test.isEmpty() ? validation : test;
      training.add(nearest.remove(nearest.size() - 1));
      notes.add("so few different melodies that one meant for validation or test is for training");
    }
  }

  private void fillValidation(Split split) {
    if (split.validation() == 0 || !validation.isEmpty()) {
      return;
    }
    if (training.size() > 1) {
      validation.add(training.remove(0));
      notes.add("so few different melodies that one meant for training is for validation");
    } else {
      notes.add("too few different melodies for validation; add more to know when to stop");
    }
  }

  private void noteTest(Split split) {
    if (split.test() > 0 && test.isEmpty()) {
      notes.add("too few different melodies for a test share");
    }
  }
}
