package ritornello.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ritornello.lm.BeamSearch;
import ritornello.lm.Continuation;
import ritornello.lm.LanguageModel;
import ritornello.lm.Sampler;
import ritornello.nn.NetworkSpec;
import ritornello.score.Melody;
import ritornello.score.MelodyNote;
import ritornello.task.Constraint;
import ritornello.task.Constraint.ExactBars;
import ritornello.task.Constraint.InMetre;
import ritornello.task.Constraint.InRange;
import ritornello.task.Constraint.OtherThan;
import ritornello.task.Generator;
import ritornello.task.Request;
import ritornello.task.UnsatisfiableException;
import ritornello.token.MelodyCodec;

/**
 * Answers phrases: an encoder hears the question from both sides, and a decoder says the answer
 * step by step, each time weighing by attention what was heard. Immutable; doesn't load ND4J.
 */
public final class Answerer {
  private final String name;
  private final MelodyCodec codec;
  private final NetworkSpec network;
  private final Map<String, float[]> parameters;
  private final double usualPitch;

  /**
   * @param codec of phrases, see {@link MelodyCodec#ofPhrases}
   * @param usualPitch mean pitch of what it has learned from, as its tokens have it
   */
  Answerer(
      String name,
      MelodyCodec codec,
      NetworkSpec network,
      Map<String, float[]> parameters,
      double usualPitch) {
    this.name = name;
    this.codec = codec;
    this.network = network;
    this.parameters = Map.copyOf(parameters);
    this.usualPitch = usualPitch;
  }

  /**
   * How an answer is chosen.
   *
   * @param sampler how tokens are drawn; at temperature 0 the likeliest is taken each time (greedy)
   * @param beam what looks for the likeliest answer, instead of drawing
   * @param constraints what it must keep to; how long it is, the wish says
   * @param seed what every draw comes from
   */
  public record Choice(
      Sampler sampler, Optional<BeamSearch> beam, List<Constraint> constraints, long seed) {
    public Choice {
      constraints = List.copyOf(constraints);
    }
  }

  /** What the model is called. */
  public String name() {
    return name;
  }

  /** Steps of a quarter note, on the grid of questions and answers. */
  public int stepsPerQuarter() {
    return codec.spec().stepsPerQuarter();
  }

  /** SHA-256 of the vocabulary of questions and answers. */
  public String vocabulary() {
    return codec.vocabulary().sha256();
  }

  /** How many numbers the networks have. */
  public long parameterCount() {
    return parameters.values().stream().mapToLong(values -> values.length).sum();
  }

  public NetworkSpec network() {
    return network;
  }

  MelodyCodec codec() {
    return codec;
  }

  Map<String, float[]> parameters() {
    return parameters;
  }

  double usualPitch() {
    return usualPitch;
  }

  /**
   * Hears a melody.
   *
   * @throws IllegalArgumentException if there is no note in it, or it has another grid; the message
   *     is for people
   */
  public Question question(Melody melody) {
    return Question.of(codec, melody, usualPitch);
  }

  /** The model of what may follow that question. */
  LanguageModel hearing(int[] question, boolean pickup, Wish wish) {
    return new LanguageModel(
        name, codec, network, parameters, HeardSteps.of(codec, question, pickup, wish));
  }

  /**
   * Answers: the same model, question, wish and choice give the same answer.
   *
   * @throws UnsatisfiableException if no answer keeps to the constraints, with a note in it, and
   *     other than the question
   * @throws IllegalArgumentException if a constraint makes no sense
   */
  public Answer answer(Question question, Wish wish, Choice choice) throws UnsatisfiableException {
    LanguageModel model = hearing(question.heard(), question.pickup(), wish);
    Request request =
        new Request(
            Arrays.copyOf(question.heard(), Pair.HEADER),
            wish.bars(),
            constraints(question, wish, choice),
            Optional.empty());
    Generator generator = new Generator(model, choice.sampler());
    Generator.Generated generated =
        choice.beam().isPresent()
            ? generator.likeliest(request, choice.beam().get())
            : generator.generate(request, choice.seed());
    return answer(question, model, generated);
  }

  /** All that it must keep to, as it is where the question is heard. */
  private static List<Constraint> constraints(Question question, Wish wish, Choice choice) {
    List<Constraint> constraints = new ArrayList<>();
    choice.constraints().forEach(constraint -> constraints.add(heard(constraint, question)));
    constraints.add(new OtherThan(List.of()));
    constraints.add(new OtherThan(question.onsets()));
    constraints.add(new InMetre(question.melody().firstTimeSignature()));
    constraints.add(new ExactBars(wish.bars()));
    if (question.shift() != 0) {
      constraints.add(heard(new InRange(0, Question.HIGHEST_PITCH), question));
    }
    return constraints;
  }

  /** A constraint as it is where the question is heard. */
  private static Constraint heard(Constraint constraint, Question question) {
    if (constraint instanceof InRange range) {
      int lowest = Math.max(0, range.lowest() + question.shift());
      int highest = Math.min(Question.HIGHEST_PITCH, range.highest() + question.shift());
      if (lowest > highest) {
        throw new IllegalArgumentException(
            "'" + range + "' is too far from the question for the model to answer there");
      }
      return new InRange(lowest, highest);
    }
    return constraint;
  }

  /** With what it costs, and where each of its notes looked when it began. */
  private Answer answer(Question question, LanguageModel model, Generator.Generated generated) {
    int[] tokens = Arrays.copyOf(generated.tokens(), generated.tokens().length - 1);
    Melody melody = codec.decodeMelody(codec.transpose(tokens, -question.shift()));
    double[][] attention = new double[melody.notes().size()][];
    double nats = 0;
    int note = 0;
    Continuation continuation = model.begin();
    for (int i = 0; i < tokens.length; i++) {
      int step = i - Pair.HEADER;
      if (note < attention.length && melody.notes().get(note).startStep() == step) {
        attention[note++] = ofNotes(question.melody(), continuation.attention());
      }
      nats += step < 0 ? 0 : continuation.nats(tokens[i]);
      continuation.accept(tokens[i]);
    }
    double[] costs = generated.nats();
    return new Answer(melody, attention, nats, costs[costs.length - 1]);
  }

  private static double[] ofNotes(Melody question, float[] ofSteps) {
    double[] ofNotes = new double[question.notes().size()];
    for (int i = 0; i < ofNotes.length; i++) {
      MelodyNote note = question.notes().get(i);
      for (int step = note.startStep(); step < note.endStep(); step++) {
        ofNotes[i] += ofSteps[step];
      }
    }
    return ofNotes;
  }
}
