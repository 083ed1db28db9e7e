package ritornello.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** How far a scan is, on standard error if someone looks. */
final class ScanBar implements AutoCloseable {
  private Optional<ProgressBar> bar = Optional.empty();

  void file(int done, int total) {
    if (bar.isEmpty() && Terminal.isInteractive()) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName("scan")
                  .setInitialMax(total)
                  .setRenderer(new TrainingBar())
                  .clearDisplayOnFinish()
                  .build());
    }
    bar.ifPresent(shown -> shown.stepTo(done).setExtraMessage(done + " of " + total));
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
