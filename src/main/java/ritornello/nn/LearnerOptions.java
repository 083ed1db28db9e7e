package ritornello.nn;

/**
 * What learning does besides following gradients of the loss.
 *
 * @param optimiser how parameters follow them
 * @param averageDecay share of the average of the parameters that each step leaves as it was; 0 for
 *     no average
 * @param labelSmoothing ε: share of the wanted probability that is spread over all answers evenly
 *     (Szegedy et al. 2016), as the label_smoothing of torch.nn.CrossEntropyLoss; the loss of
 *     learning is then that of the smoothed answers
 */
public record LearnerOptions(Optimiser optimiser, double averageDecay, double labelSmoothing) {
  /** Adam, and no more. */
  public static final LearnerOptions PLAIN = new LearnerOptions(Adam.DEFAULT, 0, 0);

  public LearnerOptions {
    Optimiser.checkShare("share of the average of weights", averageDecay);
    Optimiser.checkShare("label smoothing", labelSmoothing);
  }

  /** By this optimiser, and no more. */
  public static LearnerOptions by(Optimiser optimiser) {
    return new LearnerOptions(optimiser, 0, 0);
  }
}
