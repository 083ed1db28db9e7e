package ritornello.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ritornello.nn.Learner;
import ritornello.nn.LearnerOptions;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.Speed;
import ritornello.store.Json;

/** Tells how fast a network is on this machine. */
@Command(
    name = "bench",
    description = "Measure how fast a network learns, or invents, on this machine.",
    footer = {
      "",
      "It learns random tokens; nothing is kept.",
      "",
      "Examples:",
      "  ritornello bench --layers 2 --hidden 512 --batch 64 --steps 128 --vocabulary 256",
      "  ritornello bench --hidden 512 --sample --json",
      "  ritornello bench --hidden 512 --sample --batch 64"
    })
final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private NetworkOptions networkOptions;

  @Option(
      names = "--vocabulary",
      paramLabel = "N",
      defaultValue = "256",
      description = "Tokens there are (default: ${DEFAULT-VALUE}).")
  private int vocabulary;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Sequences side by side (default: 64; 1 with --sample).")
  private Optional<Integer> batch = Optional.empty();

  @Option(
      names = "--frames",
      description = "The answers are frames: each of the vocabulary by its own sigmoid.")
  private boolean frames;

  @Mixin private BlasOption blas;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "128",
      description = "Steps that gradients flow back through (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that share a batch (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--sample", description = "Measure inventing, one token after the other.")
  private boolean sample;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many runs, of which the median is told (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long each lasts at least (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Of learning, as JSON. */
  record Learning(
      NetworkSpec network,
      int parameters,
      long bytes,
      int batch,
      int steps,
      int threads,
      double tokensPerSecond,
      double gflops,
      double productShare,
      double[] runs) {}

  /** Of inventing, as JSON. */
  record Sampling(
      NetworkSpec network,
      int parameters,
      int batch,
      double microsPerToken,
      double tokensPerSecond,
      double gflops,
      double productShare,
      double[] runs) {}

  @Override
  public Integer call() {
    check("--vocabulary", vocabulary, 2, 1 << 20);
    check("--batch", rows(), 1, 1 << 16);
    check("--steps", steps, 1, 1 << 16);
    check("--threads", threads, 1, 1024);
    check("--runs", runs, 1, 1000);
    if (!(seconds > 0 && seconds <= 3600)) {
      throw wrong("--seconds is " + seconds + "; it must be above 0, and 3600 at most");
    }
    if (frames && sample) {
      throw wrong("--frames is for learning; what is invented with --sample are tokens");
    }
    NetworkSpec network = network();
    blas.use(spec);
    checkMemory(network);
    if (sample) {
      tellSampling(network, sampling(network));
    } else {
      tellLearning(network, Speed.learning(network, rows(), steps, threads, runs, seconds));
    }
    return ExitCode.DONE;
  }

  private void checkMemory(NetworkSpec network) {
    if (sample) {
      return;
    }
    Usage.check(
        spec,
        () ->
            Memory.check(Learner.bytes(network, rows(), steps, 0, threads, LearnerOptions.PLAIN)));
  }

  private int rows() {
    return batch.orElse(sample ? 1 : 64);
  }

  private Speed.Measured sampling(NetworkSpec network) {
    return rows() == 1
        ? Speed.sampling(network, runs, seconds)
        : Speed.sampling(network, rows(), threads, runs, seconds);
  }

  private NetworkSpec network() {
    return Usage.checked(
        spec,
        () -> {
          NetworkSpec network =
              networkOptions.network(new int[] {vocabulary}, vocabulary, 0, 256, 0);
          return frames ? network.with(new Head(Answer.SIGMOIDS, Pooling.STEP)) : network;
        });
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(option + " is " + value + "; it must be from " + least + " to " + most);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void tellLearning(NetworkSpec network, Speed.Measured measured) {
    if (json) {
      Learning learning =
          new Learning(
              network,
              measured.parameters(),
              measured.bytes(),
              rows(),
              steps,
              threads,
              measured.tokensPerSecond(),
              measured.gflops(),
              measured.productShare(),
              measured.rates());
      spec.commandLine().getOut().print(Json.text(learning));
      return;
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s, batch %d, %d steps, %d threads, %s of memory%n",
            name(network, measured),
            rows(),
            steps,
            threads,
            Memory.text(measured.bytes()));
    tell(measured);
  }

  private void tellSampling(NetworkSpec network, Speed.Measured measured) {
    double micros = 1e6 / measured.tokensPerSecond();
    if (json) {
      Sampling sampling =
          new Sampling(
              network,
              measured.parameters(),
              rows(),
              micros,
              measured.tokensPerSecond(),
              measured.gflops(),
              measured.productShare(),
              measured.rates());
      spec.commandLine().getOut().print(Json.text(sampling));
      return;
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s, %s: %.1f microseconds a token%n",
            name(network, measured),
            rows() == 1 ? "one melody" : rows() + " melodies at once, " + threads + " threads",
            micros);
    tell(measured);
  }

  private static String name(NetworkSpec network, Speed.Measured measured) {
    return String.format(
        Locale.ROOT,
        "%d×%d %s, %,d parameters",
        network.layers(),
        network.hidden(),
        network.cell(),
        measured.parameters());
  }

  private void tell(Speed.Measured measured) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "  %,.0f tokens/s (median of %d), %.1f Gflop/s, %.0f %% of the time in products%n",
            measured.tokensPerSecond(),
            measured.rates().length,
            measured.gflops(),
            100 * measured.productShare());
  }
}
