package ritornello.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learning needs as much memory after many steps as after the first, and gives all of it back.
 *
 * <p>ND4J counts the bytes that it holds off the heap; the system counts those of the process.
 */
class MemoryTest {
  private static final int TOKENS = 64;

  private static NetworkSpec wide() {
    return new NetworkSpec(new int[] {TOKENS}, 32, "lstm", 2, 256, TOKENS, 0.2);
  }

  private static Window window(int rows, int steps) {
    SplittableRandom random = new SplittableRandom(5);
    Window window = new Window(steps, rows, 1);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < rows; b++) {
        window.set(t, b, new int[] {random.nextInt(TOKENS)}, random.nextInt(TOKENS), t == 0);
      }
    }
    return window;
  }

  private static long offHeap() {
    return Nd4j.getEnvironment().getDeviceCouner(0);
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** What other tests left to the garbage collector should not be given back during this one. */
  private static long offHeapAtRest() throws InterruptedException {
    long before = -1;
    while (before != offHeap()) {
      before = offHeap();
      System.gc();
      Thread.sleep(100);
    }
    return before;
  }

  static Stream<Arithmetic> offHeapArithmetics() {
    return Stream.of(Arithmetic.floats(), Arithmetic.doubles());
  }

  @ParameterizedTest
  @MethodSource("offHeapArithmetics")
  void closingGivesBackAllThatWasTaken(Arithmetic arithmetic) throws InterruptedException {
    long before = offHeapAtRest();
    int bytes = arithmetic == Arithmetic.floats() ? Float.BYTES : Double.BYTES;
    try (Learner learner = new Learner(wide(), arithmetic, 4, 8, 2)) {
      learner.learn(window(4, 8), 1e-3, 1, 1);
      assertThat(offHeap() - before).isEqualTo(bytes * learner.size());
      assertThat(learner.size()).isGreaterThan(5L * learner.layout().size());
    }
    assertThat(offHeap()).isEqualTo(before);
  }

  static Collection<String> all() {
    return NetworkFamily.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("all")
  void noNetworkForgetsAnyOfItsMemory(String name) {
    NetworkSpec spec = NetworkFamily.all().get(name);
    Window window = NetworkFamily.window(spec, 6, 3, new SplittableRandom(1));
    LearnerOptions options = new LearnerOptions(Adam.DEFAULT, 0.9, 0.1);
    long before = offHeap();
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 3, 6, 7, 2, options)) {
      learner.gather(window, 1);
      learner.gather(window, 1);
      learner.take(new Pace(1e-3, 1));
      learner.measure(window);
    }
    assertThat(offHeap()).isLessThanOrEqualTo(before);
  }

  @Test
  void fiftyLearnersOneAfterAnotherNeedTheMemoryOfOne() {
    Window window = window(32, 1);
    long before = 0;
    long size = 0;
    for (int i = 0; i < 51; i++) {
      try (Learner learner = new Learner(wide(), Arithmetic.floats(), 32, 64, 2)) {
        learner.measure(window);
        size = Float.BYTES * learner.size();
      }
      before = i == 0 ? Pointer.physicalBytes() : before;
    }
    assertThat(Pointer.physicalBytes() - before)
        .as("the heap's own part may grow meanwhile, to 2 GB")
        .isLessThan(50 * size / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm with everything", "SIGMOIDS by ATTENTION", "encoder, ADDITIVE"})
  void learningForLongTakesNoMoreMemory(String name) throws InterruptedException {
    NetworkSpec spec = NetworkFamily.all().get(name);
    LearnerOptions options = new LearnerOptions(Adam.DEFAULT, 0.9, 0.1);
    offHeapAtRest();
    try (Learner learner = new Learner(spec, Arithmetic.floats(), 3, 6, 7, 2, options)) {
      learner.initialise(1);
      SplittableRandom random = new SplittableRandom(1);
      learn(learner, spec, random, 300);
      long offHeap = offHeap();
      long heap = heapInUse();
      learn(learner, spec, random, 3000);
      assertThat(offHeap()).isEqualTo(offHeap);
      assertThat(heapInUse() - heap).as("a hundred bytes a step").isLessThan(300_000);
    }
  }

  private static void learn(Learner learner, NetworkSpec spec, SplittableRandom random, int steps) {
    for (int step = 0; step < steps; step++) {
      Window window = NetworkFamily.window(spec, 6, 3, random);
      learner.gather(window, 1);
      if (step % 3 == 0) {
        learner.take(new Pace(1e-3, 1));
      }
      if (step % 50 == 0) {
        learner.restoreState(learner.saveState());
        learner.measure(window);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("offHeapArithmetics")
  void afterClosingNothingIsReadOrWritten(Arithmetic arithmetic) {
    Learner learner = new Learner(wide(), arithmetic, 1, 2, 1);
    Values parameters = learner.parameters();
    learner.close();
    learner.close();
    Arithmetic.Block block = new Arithmetic.Block(parameters, 0, 1);
    assertThatThrownBy(() -> parameters.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> parameters.set(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> arithmetic.row(1).load(parameters, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> arithmetic.multiply(false, false, 1, 1, 1, block, block, 0, block))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("given back");
    assertThatThrownBy(() -> learner.learn(window(1, 2), 1e-3, 1, 1))
        .isInstanceOf(RuntimeException.class);
  }
}
