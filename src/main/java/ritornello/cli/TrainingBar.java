package ritornello.cli;

import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** Name, share, a bar that takes what room is left, and what there is to say. */
final class TrainingBar implements ProgressBarRenderer {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  @Override
  public String render(ProgressState progress, int maxLength) {
    double share = Math.min(1, Math.max(0, progress.getNormalizedProgress()));
    String head = String.format("%s %3d%% ", progress.getTaskName(), (int) (100 * share));
    String tail = " " + progress.getExtraMessage();
    int room = Math.min(LONGEST, maxLength - head.length() - tail.length() - 2);
    if (room < SHORTEST) {
      return (head + tail).substring(0, Math.max(0, Math.min(maxLength, (head + tail).length())));
    }
    int full = (int) Math.round(share * room);
    return head + "[" + "=".repeat(full) + " ".repeat(room - full) + "]" + tail;
  }
}
