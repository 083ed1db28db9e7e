package ritornello.score;

/** Range checks of the records in this package, so that all of them complain in the same words. */
final class Check {
  private Check() {}

  static int range(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it must be from " + least + " to " + most);
    }
    return value;
  }

  static long notNegative(String what, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(what + " is " + value + "; it must not be negative");
    }
    return value;
  }

  static long positive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be 1 or more");
    }
    return value;
  }
}
