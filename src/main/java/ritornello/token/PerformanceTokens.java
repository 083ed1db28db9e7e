package ritornello.token;

import java.util.ArrayList;
import java.util.List;

/** The performance codec's vocabulary: which id means what. Never changes, for models are kept. */
final class PerformanceTokens {
  static final int MILLIS_PER_STEP = 10;
  static final int LONGEST_SHIFT = 100;

  static final int FIRST_ON = Vocabulary.SPECIAL.size();
  static final int FIRST_OFF = FIRST_ON + 128;
  static final int FIRST_SHIFT = FIRST_OFF + 128;
  static final int FIRST_VELOCITY = FIRST_SHIFT + LONGEST_SHIFT;
  static final int SIZE = FIRST_VELOCITY + VelocityBins.COUNT;

  private PerformanceTokens() {}

  /**
   * As {@code NOTE_ON_60}, {@code NOTE_OFF_60}, {@code TIME_SHIFT_10} in ms, {@code VELOCITY_2}.
   */
  static Vocabulary vocabulary() {
    List<String> names = new ArrayList<>(Vocabulary.SPECIAL);
    for (int pitch = 0; pitch < 128; pitch++) {
      names.add("NOTE_ON_" + pitch);
    }
    for (int pitch = 0; pitch < 128; pitch++) {
      names.add("NOTE_OFF_" + pitch);
    }
    for (int steps = 1; steps <= LONGEST_SHIFT; steps++) {
      names.add("TIME_SHIFT_" + steps * MILLIS_PER_STEP);
    }
    for (int bin = 0; bin < VelocityBins.COUNT; bin++) {
      names.add("VELOCITY_" + VelocityBins.velocity(bin));
    }
    return new Vocabulary(names);
  }

  static boolean isOn(int token) {
    return token >= FIRST_ON && token < FIRST_OFF;
  }

  static boolean isOff(int token) {
    return token >= FIRST_OFF && token < FIRST_SHIFT;
  }

  static boolean isShift(int token) {
    return token >= FIRST_SHIFT && token < FIRST_VELOCITY;
  }

  static boolean isVelocity(int token) {
    return token >= FIRST_VELOCITY && token < SIZE;
  }

  /** Steps of a time shift. */
  static int steps(int shift) {
    return shift - FIRST_SHIFT + 1;
  }

  static int ofSteps(int steps) {
    return FIRST_SHIFT + steps - 1;
  }
}
