package ritornello.benchmark;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import ritornello.nn.Arithmetic;
import ritornello.nn.Learner;
import ritornello.nn.NetworkSpec;
import ritornello.nn.Window;

/** One step of learning of a network on two threads, one-hot vectors of 256 tokens in. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class NetworkBenchmark {
  private static final int TOKENS = 256;
  private static final int STEPS = 128;

  @Param({"lstm", "gru", "rnn"})
  public String cell;

  /** Layers, units and rows. */
  @Param({"1x256x32", "2x512x64"})
  public String size;

  private Learner learner;
  private Window window;

  @Setup(Level.Trial)
  public void make() {
    String[] numbers = size.split("x", -1);
    int layers = Integer.parseInt(numbers[0]);
    int hidden = Integer.parseInt(numbers[1]);
    int rows = Integer.parseInt(numbers[2]);
    NetworkSpec spec = new NetworkSpec(new int[] {TOKENS}, 0, cell, layers, hidden, TOKENS, 0);
    learner = new Learner(spec, Arithmetic.floats(), rows, STEPS, 2);
    learner.initialise(1);
    window = new Window(STEPS, rows, 1);
    SplittableRandom random = new SplittableRandom(1);
    for (int step = 0; step < STEPS; step++) {
      for (int row = 0; row < rows; row++) {
        int[] token = {random.nextInt(TOKENS)};
        window.set(step, row, token, random.nextInt(TOKENS), step == 0);
      }
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    learner.close();
  }

  @Benchmark
  public Learner.Step learn() {
    return learner.learn(window, 1e-3, 1, 1);
  }
}
