package ritornello.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import ritornello.lm.TrainingProgress;
import ritornello.lm.TrainingRecord;

/**
 * Shows how training goes, a bar for each epoch on a terminal and a line for each elsewhere, says
 * once how long it will take, and stops it when time is up or the user wants to.
 */
final class TrainingDisplay implements TrainingProgress, AutoCloseable {
  private static final long SECONDS_TO_STORE = 30;

  /** Until then it is not known how fast it is. */
  private static final long NANOS_BEFORE_FORECAST = Duration.ofSeconds(10).toNanos();

  private final int epochs;
  private final int parts;
  private final PrintWriter err;
  private final boolean terminal = Terminal.isInteractive();
  private final LongSupplier nanoClock;
  private final long startNanos;
  private final OptionalDouble limitSeconds;
  private final TrainingSpeed speed;
  private final String unit;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "stop training");
  private volatile boolean interrupted;
  private boolean forecast;
  private Optional<ProgressBar> bar = Optional.empty();
  private String latestValidation = "";

  TrainingDisplay(
      TrainingRecord before, Optional<Double> maxMinutes, PrintWriter err, LongSupplier nanoClock) {
    this(before, maxMinutes, err, nanoClock, "token");
  }

  /**
   * @param unit what is predicted one after another, as {@code token}
   */
  TrainingDisplay(
      TrainingRecord before,
      Optional<Double> maxMinutes,
      PrintWriter err,
      LongSupplier nanoClock,
      String unit) {
    this.unit = unit;
    this.epochs = before.options().maxEpochs();
    this.parts = before.options().validationsAnEpoch();
    this.err = err;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
    this.limitSeconds =
        maxMinutes.map(minutes -> OptionalDouble.of(minutes * 60)).orElse(OptionalDouble.empty());
    this.speed = new TrainingSpeed(epochs);
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
    return interrupted || secondsToLimit() < 0;
  }

  private double secondsSoFar() {
    return (nanoClock.getAsLong() - startNanos) / 1e9;
  }

  private double secondsToLimit() {
    return limitSeconds.orElse(Double.POSITIVE_INFINITY) - secondsSoFar();
  }

  @Override
  public void window(int epoch, long tokensDone, long tokensTotal, double meanLoss) {
    long now = nanoClock.getAsLong();
    speed.window(now, epoch, tokensDone, tokensTotal);
    if (!forecast && now - startNanos > NANOS_BEFORE_FORECAST) {
      forecast = speed.secondsLeft().isPresent();
      speed.secondsLeft().ifPresent(this::tellForecast);
    }
    if (terminal) {
      ProgressBar shown = bar.orElseGet(() -> newBar(epoch, tokensTotal));
      bar = Optional.of(shown);
      shown.stepTo(tokensDone);
      shown.setExtraMessage(
          String.format(
              Locale.ROOT,
              "%,.0f %ss/s  loss %.3f%s%s",
              speed.tokensPerSecond(),
              unit,
              meanLoss,
              latestValidation,
              left()));
    }
  }

  private void tellForecast(double seconds) {
    closeBar();
    String end =
        seconds > secondsToLimit()
            ? "; --max-minutes ends it " + TrainingSpeed.words(secondsToLimit()) + " from now"
            : "; it ends earlier if it gets no better";
    err.printf(
        Locale.ROOT,
        "%s to the end of the last epoch, at %,.0f %ss/s%s; Ctrl-C keeps what was learned%n",
        TrainingSpeed.words(seconds),
        speed.tokensPerSecond(),
        unit,
        end);
    err.flush();
  }

  private ProgressBar newBar(int epoch, long tokensTotal) {
    return new ProgressBarBuilder()
        .setTaskName("epoch " + epoch + "/" + epochs)
        .setInitialMax(tokensTotal)
        .setUpdateIntervalMillis(200)
        .setRenderer(new TrainingBar())
        .build();
  }

  private String left() {
    OptionalDouble seconds = speed.secondsLeft();
    return seconds.isEmpty()
        ? ""
        : "  " + TrainingSpeed.clock(Math.min(seconds.getAsDouble(), secondsToLimit())) + " left";
  }

  @Override
  public void epoch(TrainingRecord.Epoch epoch, boolean best) {
    closeBar();
    err.printf(
        Locale.ROOT,
        "epoch %d/%d%s  training %.4f  validation %.4f nats a %s  %,.0f %ss/s%s%s%n",
        epoch.epoch(),
        epochs,
        epoch.part().map(part -> ", part " + part + "/" + parts).orElse(""),
        epoch.trainingLoss(),
        epoch.validationLoss(),
        unit,
        speed.tokensPerSecond(),
        unit,
        left(),
        best ? "  best" : "");
    err.flush();
    speed.pause();
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
