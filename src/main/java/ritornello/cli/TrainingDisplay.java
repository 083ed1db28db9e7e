package ritornello.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import ritornello.lm.TrainingProgress;
import ritornello.lm.TrainingRecord;

/**
 * Shows how training goes, a bar for each epoch on a terminal and a line for each elsewhere, and
 * stops it when time is up or the user wants to.
 */
final class TrainingDisplay implements TrainingProgress, AutoCloseable {
  private static final long SECONDS_TO_STORE = 30;

  private final TrainingRecord before;
  private final PrintWriter err;
  private final boolean terminal = Terminal.isInteractive();
  private final long startNanos = System.nanoTime();
  private final long limitNanos;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "stop training");
  private volatile boolean interrupted;
  private Optional<ProgressBar> bar = Optional.empty();
  private long firstTokens = -1;
  private long epochNanos = startNanos;
  private double tokensPerSecond;
  private String latestValidation = "";

  TrainingDisplay(TrainingRecord before, Optional<Double> maxMinutes, PrintWriter err) {
    this.before = before;
    this.err = err;
    this.limitNanos = maxMinutes.map(minutes -> (long) (minutes * 60e9)).orElse(Long.MAX_VALUE);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ctrl-C: the program ends only when what was learned is stored. */
  private void interrupt() {
    interrupted = true;
    try {
      if (!told.await(SECONDS_TO_STORE, TimeUnit.SECONDS)) {
        err.println("giving up on storing; the checkpoint before is kept");
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean interrupted() {
    return interrupted;
  }

  /** The user has been told how it ended: the program may end. */
  void told() {
    told.countDown();
  }

  @Override
  public boolean stop() {
    return interrupted || System.nanoTime() - startNanos > limitNanos;
  }

  @Override
  public void window(int epoch, long tokensDone, long tokensTotal, double meanLoss) {
    if (firstTokens < 0) {
      firstTokens = tokensDone;
      epochNanos = System.nanoTime();
      return;
    }
    double seconds = (System.nanoTime() - epochNanos) / 1e9;
    tokensPerSecond = (tokensDone - firstTokens) / Math.max(1e-9, seconds);
    if (terminal) {
      ProgressBar shown = bar.orElseGet(() -> newBar(epoch, tokensTotal));
      bar = Optional.of(shown);
      shown.stepTo(tokensDone);
      shown.setExtraMessage(
          String.format(
              Locale.ROOT,
              "%,.0f tokens/s  loss %.3f%s  %s left",
              tokensPerSecond,
              meanLoss,
              latestValidation,
              left(epoch, tokensDone, tokensTotal)));
    }
  }

  private ProgressBar newBar(int epoch, long tokensTotal) {
    return new ProgressBarBuilder()
        .setTaskName("epoch " + epoch + "/" + before.options().maxEpochs())
        .setInitialMax(tokensTotal)
        .setUpdateIntervalMillis(200)
        .setRenderer(new TrainingBar())
        .build();
  }

  private String left(int epoch, long tokensDone, long tokensTotal) {
    long tokens = (before.options().maxEpochs() - epoch) * tokensTotal + tokensTotal - tokensDone;
    double seconds = tokens / Math.max(1, tokensPerSecond);
    double limit = (limitNanos - (System.nanoTime() - startNanos)) / 1e9;
    long shown = Math.max(0, Math.round(Math.min(seconds, limit)));
    return String.format("%d:%02d:%02d", shown / 3600, shown / 60 % 60, shown % 60);
  }

  @Override
  public void epoch(TrainingRecord.Epoch epoch, boolean best) {
    closeBar();
    err.printf(
        Locale.ROOT,
        "epoch %d/%d  training %.4f  validation %.4f nats a token  %,.0f tokens/s%s%n",
        epoch.epoch(),
        before.options().maxEpochs(),
        epoch.trainingLoss(),
        epoch.validationLoss(),
        tokensPerSecond,
        best ? "  best" : "");
    err.flush();
    firstTokens = -1;
    latestValidation = String.format(Locale.ROOT, ", valid. %.3f", epoch.validationLoss());
  }

  @Override
  public void trouble(String what) {
    closeBar();
    err.println(what);
    err.flush();
  }

  private void closeBar() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  @Override
  public void close() {
    closeBar();
    told();
    if (!interrupted) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
