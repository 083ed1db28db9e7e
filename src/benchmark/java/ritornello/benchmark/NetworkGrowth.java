package ritornello.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import ritornello.nn.NetworkSpec;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.Speed;

/**
 * How the cost of learning grows with each size of a network, for each cell, and where the time
 * goes: products as they are timed one by one; of what is outside them, the share of each part in
 * samples of the flight recorder.
 *
 * <p>Argument: seconds for each network, 3 if there is none.
 */
public final class NetworkGrowth {
  private static final int RUNS = 3;
  private static final List<String> PARTS = List.of("gates", "loss", "optimiser", "feed", "other");

  private final double seconds;

  private NetworkGrowth(double seconds) {
    this.seconds = seconds;
  }

  public static void main(String[] args) throws IOException {
    double seconds = args.length == 0 || args[0].equals(".") ? 3 : Double.parseDouble(args[0]);
    new NetworkGrowth(seconds).measure();
  }

  /** One network at work; the base of the tables is 1×256, 32 rows, 128 steps, 256 tokens. */
  private record Work(
      String cell, int layers, int hidden, int rows, int steps, int tokens, boolean frames) {
    static final Work SMALL = new Work("lstm", 1, 256, 32, 128, 256, false);
    static final Work LARGE = new Work("lstm", 2, 512, 64, 128, 256, false);

    Work of(String other) {
      return new Work(other, layers, hidden, rows, steps, tokens, frames);
    }

    Work ofFrames() {
      return new Work(cell, layers, hidden, rows, steps, 88, true);
    }

    Work layers(int n) {
      return new Work(cell, n, hidden, rows, steps, tokens, frames);
    }

    Work hidden(int n) {
      return new Work(cell, layers, n, rows, steps, tokens, frames);
    }

    Work rows(int n) {
      return new Work(cell, layers, hidden, n, steps, tokens, frames);
    }

    Work steps(int n) {
      return new Work(cell, layers, hidden, rows, n, tokens, frames);
    }

    Work tokens(int n) {
      return new Work(cell, layers, hidden, rows, steps, n, frames);
    }

    NetworkSpec spec() {
      NetworkSpec plain = new NetworkSpec(new int[] {tokens}, 0, cell, layers, hidden, tokens, 0);
      return frames ? plain.with(new Head(Answer.SIGMOIDS, Pooling.STEP)) : plain;
    }

    @Override
    public String toString() {
      String what = frames ? "frames" : "tokens";
      return "%s %d×%d, B %d, T %d, V %d %s"
          .formatted(cell, layers, hidden, rows, steps, tokens, what);
    }
  }

  private void measure() throws IOException {
    System.out.println(
        "| network | tokens/s | Gflop/s | MB | products | " + String.join(" | ", PARTS) + " |");
    System.out.println("|---|---|---|---|---|" + "---|".repeat(PARTS.size()));
    for (Work base : List.of(Work.SMALL, Work.LARGE)) {
      for (String cell : List.of("lstm", "gru", "rnn")) {
        print(base.of(cell));
      }
      for (String cell : List.of("lstm", "gru", "rnn")) {
        print(base.of(cell).ofFrames());
      }
    }
    for (int n : new int[] {64, 128, 512, 1024}) {
      print(Work.SMALL.hidden(n));
    }
    for (int n : new int[] {2, 3, 4}) {
      print(Work.SMALL.layers(n));
    }
    for (int n : new int[] {2, 8, 16, 64, 128}) {
      print(Work.SMALL.rows(n));
    }
    for (int n : new int[] {32, 64, 256, 512}) {
      print(Work.SMALL.steps(n));
    }
    for (int n : new int[] {64, 1024, 4096}) {
      print(Work.SMALL.tokens(n));
    }
  }

  private void print(Work work) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      Speed.Measured measured =
          Speed.learning(work.spec(), work.rows(), work.steps(), 2, RUNS, seconds / RUNS);
      recording.stop();
      StringBuilder row = new StringBuilder();
      row.append(
          "| %s | %,.0f | %.0f | %d | %.0f %% |"
              .formatted(
                  work,
                  measured.tokensPerSecond(),
                  measured.gflops(),
                  measured.bytes() / 1_000_000,
                  100 * measured.productShare()));
      Map<String, Double> shares = shares(recording);
      for (String part : PARTS) {
        double share = (1 - measured.productShare()) * shares.get(part);
        row.append(" %.0f %% |".formatted(100 * share));
      }
      System.out.println(row);
    }
  }

  /** Of the samples that were taken outside products, the share of each part. */
  private static Map<String, Double> shares(Recording recording) throws IOException {
    Map<String, Double> shares = new LinkedHashMap<>();
    PARTS.forEach(part -> shares.put(part, 0.0));
    Path file = Files.createTempFile("samples", ".jfr");
    try {
      recording.dump(file);
      int samples = 0;
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getStackTrace() != null) {
          shares.merge(part(event.getStackTrace().getFrames()), 1.0, Double::sum);
          samples++;
        }
      }
      double all = Math.max(1, samples);
      shares.replaceAll((part, count) -> count / all);
      return shares;
    } finally {
      Files.delete(file);
    }
  }

  private static String part(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      if (type.endsWith("Kernel")) {
        return "gates";
      }
      if (type.endsWith(".AnswerLayer")) {
        return "loss";
      }
      if (type.endsWith(".ParameterUpdate") || frame.getMethod().getName().equals("addGradients")) {
        return "optimiser";
      }
      if (type.endsWith("Feed")) {
        return "feed";
      }
    }
    return "other";
  }
}
