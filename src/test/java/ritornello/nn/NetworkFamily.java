package ritornello.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import ritornello.nn.NetworkSpec.Answer;
import ritornello.nn.NetworkSpec.Attention;
import ritornello.nn.NetworkSpec.Deep;
import ritornello.nn.NetworkSpec.Encoder;
import ritornello.nn.NetworkSpec.Head;
import ritornello.nn.NetworkSpec.Pooling;
import ritornello.nn.NetworkSpec.Scoring;
import ritornello.nn.NetworkSpec.Variational;

/** A small network of every kind, random ones of any shape, and random windows that fit them. */
final class NetworkFamily {
  static final int OUTPUTS = 6;
  private static final int[] INPUTS = {7, 3};
  private static final int[] HEARD_INPUTS = {5};

  private NetworkFamily() {}

  static NetworkSpec plain(String cell, int layers, double dropout) {
    return new NetworkSpec(INPUTS, 4, cell, layers, 5, OUTPUTS, dropout);
  }

  /** By what a test is to call them. */
  static Map<String, NetworkSpec> all() {
    Map<String, NetworkSpec> all = ofEveryKind();
    all.putAll(RandomNetworks.all(INPUTS, HEARD_INPUTS, OUTPUTS));
    return all;
  }

  /** One of every kind, large enough to learn something. */
  static Map<String, NetworkSpec> ofEveryKind() {
    Map<String, NetworkSpec> all = new LinkedHashMap<>();
    for (CellSpec cell : CellSpec.all()) {
      NetworkSpec two = plain(cell.name(), 2, 0);
      all.put(cell.name(), two);
      all.put(cell.name() + " bidirectional", two.with(new Deep(true, false, false, 1)));
      all.put(cell.name() + " with everything", everything(cell.name()));
    }
    NetworkSpec lstm = plain("lstm", 2, 0);
    NetworkSpec dropping = plain("gru", 3, 0.4);
    all.put("dropout", dropping);
    all.put("residual", dropping.with(new Deep(false, true, false, 1)));
    all.put("layer norm", dropping.with(new Deep(false, false, true, 1)));
    all.put("residual and layer norm", dropping.with(new Deep(true, true, true, 1)));
    variational(all);
    all.put("context", plain("feed-forward", 2, 0.2).with(new Deep(false, false, false, 4)));
    all.put("one-hot", new NetworkSpec(INPUTS, 0, "lstm", 2, 5, OUTPUTS, 0));
    for (Scoring scoring : Scoring.values()) {
      all.put("own past, " + scoring, lstm.with(new Attention(scoring, 3)));
    }
    heads(lstm, all);
    encoders(lstm, all);
    return all;
  }

  /** One mask for each sequence: of what goes in, of the state, of both beside dropout of steps. */
  private static void variational(Map<String, NetworkSpec> all) {
    Variational both = new Variational(0.3, 0.4);
    for (String cell : List.of("rnn", "gru", "gru-reset-after", "lstm", "lstm-peephole")) {
      all.put(cell + " variational", plain(cell, 2, 0).with(both));
    }
    NetworkSpec lstm = plain("lstm", 3, 0.2);
    all.put("masked inputs", lstm.with(new Variational(0.3, 0)));
    all.put("masked state", lstm.with(new Variational(0, 0.3)));
    Deep deep = new Deep(true, true, true, 1);
    all.put("variational and all else", plain("gru", 3, 0.2).with(deep).with(both));
    all.put(
        "variational encoder",
        plain("lstm", 2, 0).with(both).with(new Encoder(HEARD_INPUTS, 2, true)));
    all.put("variational one-hot", new NetworkSpec(INPUTS, 0, "lstm", 2, 5, OUTPUTS, 0).with(both));
  }

  /** As deep and as long-sighted as a network can be that still generates. */
  private static NetworkSpec everything(String cell) {
    return plain(cell, 3, 0.3)
        .with(new Deep(false, true, true, 2))
        .with(new Attention(Scoring.ADDITIVE, 4));
  }

  private static void heads(NetworkSpec lstm, Map<String, NetworkSpec> all) {
    for (Answer answer : Answer.values()) {
      for (Pooling pooling : Pooling.values()) {
        NetworkSpec headed = lstm.with(new Head(answer, pooling));
        all.put(answer + " by " + pooling, headed);
        all.put(
            answer + " by " + pooling + ", bidirectional",
            headed.with(new Deep(true, false, false, 1)));
      }
    }
  }

  private static void encoders(NetworkSpec lstm, Map<String, NetworkSpec> all) {
    for (boolean bothWays : new boolean[] {false, true}) {
      String name = bothWays ? "bidirectional encoder" : "encoder";
      NetworkSpec heard = lstm.with(new Encoder(HEARD_INPUTS, 2, bothWays));
      all.put(name, heard);
      for (Scoring scoring : Scoring.values()) {
        all.put(name + ", " + scoring, heard.with(new Attention(scoring, 0)));
      }
    }
  }

  /** Whether anything is left out while learning. */
  static boolean drops(NetworkSpec spec) {
    return spec.dropout() > 0 || spec.variational().isPresent();
  }

  static NetworkSpec withoutDropout(NetworkSpec spec) {
    return new NetworkSpec(
        spec.inputSizes(),
        spec.embedding(),
        spec.cell(),
        spec.layers(),
        spec.hidden(),
        spec.outputs(),
        0,
        spec.deep(),
        spec.attention(),
        spec.head(),
        spec.encoder(),
        Optional.empty());
  }

  /** Names of those that go on where a sequence stops. */
  static List<String> generators() {
    return all().entrySet().stream()
        .filter(entry -> !entry.getValue().isBidirectional())
        .filter(entry -> entry.getValue().headOrPlain().equals(Head.PLAIN))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Sequences that begin in the middle, targets that do not count, rows of different lengths. */
  static Window window(NetworkSpec spec, int steps, int rows, SplittableRandom random) {
    Window window = new Window(steps, rows, INPUTS.length);
    for (int b = 0; b < rows; b++) {
      int length = b == 0 ? steps : random.nextInt(1, steps + 1);
      boolean[] begins = new boolean[length + 1];
      for (int t = 0; t < length; t++) {
        begins[t] = random.nextInt(5) == 0;
      }
      begins[length] = true;
      for (int t = 0; t < length; t++) {
        boolean counts = spec.answersOnce() ? begins[t + 1] : random.nextInt(6) > 0;
        int[] looked = {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
        set(window, spec, t, b, looked, counts, begins[t], random);
      }
    }
    spec.encoder().ifPresent(e -> window.setSource(heard(steps + 1, rows, random)));
    return window;
  }

  private static void set(
      Window window,
      NetworkSpec spec,
      int t,
      int b,
      int[] looked,
      boolean counts,
      boolean begins,
      SplittableRandom random) {
    if (counts && spec.headOrPlain().answer() == Answer.SIGMOIDS) {
      window.setFrame(t, b, looked, frame(random), begins);
    } else {
      window.set(t, b, looked, counts ? random.nextInt(OUTPUTS) : Window.NO_TARGET, begins);
    }
  }

  private static int[] frame(SplittableRandom random) {
    List<Integer> on = new ArrayList<>();
    for (int note = 0; note < OUTPUTS; note++) {
      if (random.nextInt(3) == 0) {
        on.add(note);
      }
    }
    return on.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whole sequences of different lengths; the last row heard nothing. */
  static Window heard(int steps, int rows, SplittableRandom random) {
    Window heard = new Window(steps, rows, HEARD_INPUTS.length);
    for (int b = 0; b < rows; b++) {
      int length = b > 0 && b == rows - 1 ? 0 : steps - b;
      for (int t = 0; t < length; t++) {
        heard.set(t, b, new int[] {random.nextInt(HEARD_INPUTS[0])}, Window.NO_TARGET, t == 0);
      }
    }
    return heard;
  }

  static int[] looked(SplittableRandom random) {
    return new int[] {random.nextInt(INPUTS[0]), random.nextInt(INPUTS[1])};
  }

  static Learner learner(
      NetworkSpec spec, Arithmetic arithmetic, int rows, int steps, int threads) {
    Learner learner = new Learner(spec, arithmetic, rows, steps, steps + 1, threads);
    fill(learner, 11);
    return learner;
  }

  /** No parameter as it begins: gains and biases would hide mistakes. */
  static void fill(Learner learner, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < learner.layout().size(); i++) {
      // Single precision, so that both arithmetics begin with the same numbers.
      learner.parameters().set(i, (float) random.nextDouble(-0.7, 0.7));
    }
  }
}
