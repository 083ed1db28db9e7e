package ritornello.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ritornello.nn.NetworkSpec;

/** Trained networks that predict frames as one. Immutable. */
public final class FrameModel {
  /** So that all that networks answer has room. */
  private static final long MOST_STEPS = 200_000;

  private final String name;
  private final List<Part> parts;
  private final Mixing mixing;
  private final int planned;

  /**
   * One network of it.
   *
   * @param parameters by name, row-major
   */
  record Part(View view, NetworkSpec network, Map<String, float[]> parameters) {}

  /**
   * @param mixing of these parts
   * @param planned how many parts there will be once all are trained
   */
  FrameModel(String name, List<Part> parts, Mixing mixing, int planned) {
    this.name = name;
    this.parts = List.copyOf(parts);
    this.mixing = mixing;
    this.planned = planned;
  }

  /** The same, mixed so. */
  FrameModel with(Mixing other) {
    return new FrameModel(name, parts, other, planned);
  }

  /** What to call it. */
  public String name() {
    return name;
  }

  /** How many networks there are. */
  public int members() {
    return parts.size();
  }

  /** How many there will be once all are trained. */
  public int plannedMembers() {
    return planned;
  }

  /** Numbers that were learned, of all networks. */
  public long parameters() {
    return parts.stream()
        .flatMap(part -> part.parameters().values().stream())
        .mapToLong(values -> values.length)
        .sum();
  }

  /**
   * How likely it finds pieces. Loads ND4J.
   *
   * @param sequences each of one frame or more
   * @param threads that share the work
   */
  public FrameFigures figures(List<FrameSequence> sequences, int threads) {
    return figures(nats(sequences, threads), sequences);
  }

  /** −ln p of each frame of each piece, after all frames before it. */
  double[][] nats(List<FrameSequence> sequences, int threads) {
    List<double[]> nats = new ArrayList<>();
    List<FrameSequence> some = new ArrayList<>();
    long steps = 0;
    for (FrameSequence sequence : sequences) {
      some.add(sequence);
      steps += sequence.notes() + sequence.length();
      if (steps >= MOST_STEPS) {
        nats.addAll(List.of(ofSome(some, threads)));
        some.clear();
        steps = 0;
      }
    }
    if (!some.isEmpty()) {
      nats.addAll(List.of(ofSome(some, threads)));
    }
    return nats.toArray(double[][]::new);
  }

  private double[][] ofSome(List<FrameSequence> sequences, int threads) {
    List<double[][]> ofGroups = new ArrayList<>();
    for (Mixing.Group group : mixing.groups()) {
      ofGroups.add(answers(group, sequences, threads).nats(group.factor()));
    }
    return mixing.mixed(ofGroups);
  }

  private Answers answers(Mixing.Group group, List<FrameSequence> sequences, int threads) {
    Answers answers = new Answers(parts.get(group.members().get(0)).view(), sequences);
    for (int member : group.members()) {
      for (int semitones : mixing.semitones()) {
        answers.add(parts.get(member), semitones, threads);
      }
    }
    return answers;
  }

  /**
   * What fits some pieces best.
   *
   * @param figures how likely the model, so mixed, finds them
   */
  record Fitted(Mixing mixing, FrameFigures figures) {}

  /** The mixing that makes these pieces likeliest. */
  Fitted fitted(List<FrameSequence> sequences, int threads) {
    List<Double> factors = new ArrayList<>();
    List<double[][]> ofGroups = new ArrayList<>();
    for (Mixing.Group group : mixing.groups()) {
      Answers answers = answers(group, sequences, threads);
      double factor = answers.bestFactor();
      factors.add(factor);
      ofGroups.add(answers.nats(factor));
    }
    Mixing best = mixing.withFactors(factors).withBestWeights(ofGroups);
    return new Fitted(best, figures(best.mixed(ofGroups), sequences));
  }

  private static FrameFigures figures(double[][] nats, List<FrameSequence> sequences) {
    return FrameFigures.of(nats, sequences.stream().mapToLong(FrameSequence::notes).sum());
  }
}
