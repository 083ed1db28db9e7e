package ritornello.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** How fast a training is, and how long it takes at that. */
final class TrainingSpeed {
  private final int epochs;
  private long fromTokens = -1;
  private long fromNanos;
  private double tokensPerSecond;
  private double tokensLeft;

  /**
   * @param epochs that there are at most
   */
  TrainingSpeed(int epochs) {
    this.epochs = epochs;
  }

  /** Something else took time: counts from the next window on. */
  void pause() {
    fromTokens = -1;
  }

  /**
   * A window was learned.
   *
   * @param epoch from 1
   * @param done tokens of this epoch so far
   * @param total tokens of an epoch
   */
  void window(long nanos, int epoch, long done, long total) {
    tokensLeft = (double) (epochs - epoch) * total + Math.max(0, total - done);
    if (fromTokens < 0 || done < fromTokens) {
      fromTokens = done;
      fromNanos = nanos;
      return;
    }
    double seconds = (nanos - fromNanos) / 1e9;
    tokensPerSecond = (done - fromTokens) / Math.max(1e-9, seconds);
  }

  double tokensPerSecond() {
    return tokensPerSecond;
  }

  /** Seconds to the end of the last epoch; empty as long as it is not known. */
  OptionalDouble secondsLeft() {
    return tokensPerSecond == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(tokensLeft / tokensPerSecond);
  }

  /** As a clock shows it. */
  static String clock(double seconds) {
    long shown = Math.max(0, Math.round(seconds));
    return String.format(Locale.ROOT, "%d:%02d:%02d", shown / 3600, shown / 60 % 60, shown % 60);
  }

  /** As people say it. */
  static String words(double seconds) {
    if (seconds < 90) {
      return "about " + Math.max(1, Math.round(seconds)) + " seconds";
    } else if (seconds < 90 * 60) {
      return "about " + Math.round(seconds / 60) + " minutes";
    }
    double hours = seconds / 3600;
    return hours < 48
        ? String.format(Locale.ROOT, "about %.1f hours", hours)
        : "about " + Math.round(hours / 24) + " days";
  }
}
