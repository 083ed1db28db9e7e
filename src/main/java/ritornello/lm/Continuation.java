package ritornello.lm;

import ritornello.nn.Stepper;
import ritornello.token.Context;

/**
 * A sequence that grows token by token: teacher-forced while a seed is fed, then ŷ⟨t⟩, sampled, is
 * x⟨t+1⟩. For one thread.
 */
public final class Continuation {
  private final Stepper stepper;
  private final Context context;
  private final int[] indices;
  private Stepper.State state;
  private float[] logits;

  Continuation(LanguageModel model) {
    stepper = new Stepper(model.network(), model.parameters(), model.heard().size());
    if (!model.heard().isEmpty()) {
      stepper.hear(model.heard());
    }
    context = model.codec().start();
    indices = new int[model.codec().inputSizes().length];
    state = stepper.zeroState();
    logits = new float[0];
    step();
  }

  private Continuation(Continuation original) {
    stepper = original.stepper;
    context = original.context.copy();
    indices = original.indices.clone();
    state = original.state;
    logits = original.logits;
  }

  /** One that goes on from here by itself; both are for the same thread. */
  public Continuation copy() {
    return new Continuation(this);
  }

  private void step() {
    context.inputs(indices);
    state = stepper.step(state, indices);
    logits = stepper.logits();
  }

  /** Goes on by one token. */
  public void accept(int token) {
    context.accept(token);
    step();
  }

  /** Where the sequence stands. */
  public Context context() {
    return context;
  }

  /**
   * How much the network looks at each step that it heard, or at each of its latest activations,
   * for the next token; they sum to 1. Empty without attention.
   */
  public float[] attention() {
    return stepper.attention();
  }

  /** How unlikely a token is to come next: −ln p, in nats. */
  public double nats(int token) {
    return LanguageModel.nats(logits, token);
  }

  /** Logits of the next token, (V); others after {@link #accept}. */
  public float[] logits() {
    return logits;
  }
}
